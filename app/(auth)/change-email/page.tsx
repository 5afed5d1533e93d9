import type { Metadata } from "next";
import { FieldsForm } from "@/components/forms/fields-form";
import { ButtonLink } from "@/components/ui/button";
import { visitorContext } from "@/server/auth/gates";
import { linkPage } from "@/server/domain/account/link-page.queries";
import { AuthPage, DeadLink } from "../auth-page";
import { type LinkQuery, linkOf } from "../link";
import { changeEmailAction } from "./actions";

export const metadata: Metadata = {
  title: "New e-mail address",
  robots: { index: false, follow: false },
  referrer: "same-origin",
};

/** Opening it changes nothing: programs that look through mail open every link. */
export default async function ChangeEmailPage({ searchParams }: { searchParams: LinkQuery }) {
  const { link } = await searchParams;
  const page = await linkPage(await visitorContext(), linkOf(link), "change_email");
  if (!page.open)
    return (
      <AuthPage title="This link does nothing any more">
        <DeadLink why={page.why}>
          <ButtonLink href="/account/details" look="primary">
            Go to your account
          </ButtonLink>
        </DeadLink>
      </AuthPage>
    );
  return (
    <AuthPage
      title="Use this address?"
      summary={
        <>
          From then on you sign in with <strong className="font-semibold">{page.email}</strong>, and we write
          to you there. We tell the old address.
        </>
      }
    >
      <FieldsForm
        id="change-email"
        action={changeEmailAction}
        hidden={{ link: String(link) }}
        fields={[]}
        submit="Use this address"
        pendingLabel="Changing…"
        wide
        afterwards={
          <ButtonLink href="/account" look="primary" className="justify-self-start">
            Go to your account
          </ButtonLink>
        }
      />
    </AuthPage>
  );
}
