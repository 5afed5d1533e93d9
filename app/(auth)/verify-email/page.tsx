import type { Metadata } from "next";
import { FieldsForm } from "@/components/forms/fields-form";
import { ButtonLink } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { visitorContext } from "@/server/auth/gates";
import { linkPage } from "@/server/domain/account/link-page.queries";
import { AuthPage, DeadLink } from "../auth-page";
import { type LinkQuery, linkOf } from "../link";
import { verifyEmailAction } from "./actions";

export const metadata: Metadata = {
  title: "Confirm your address",
  robots: { index: false, follow: false },
  referrer: "same-origin",
};

/** Opening it changes nothing: programs that look through mail open every link. */
export default async function VerifyEmailPage({ searchParams }: { searchParams: LinkQuery }) {
  const { link } = await searchParams;
  const page = await linkPage(await visitorContext(), linkOf(link), "verify_email");
  if (!page.open)
    return (
      <AuthPage title="This link does nothing any more">
        <DeadLink why={`${page.why} If your address is confirmed already, sign in.`}>
          <ButtonLink href="/sign-in" look="primary">
            Sign in
          </ButtonLink>
          <ButtonLink href="/register">Register</ButtonLink>
        </DeadLink>
      </AuthPage>
    );
  return (
    <AuthPage
      title="Confirm your address"
      summary={
        <>
          With the password you chose when you registered,{" "}
          <strong className="font-semibold">{page.email}</strong> becomes your account.
        </>
      }
    >
      <FieldsForm
        id="verify"
        action={verifyEmailAction}
        hidden={{ link: String(link) }}
        fields={[
          { name: "password", label: "Password", type: "password", autoComplete: "current-password" },
          {
            name: "news",
            label: "Write to me when there is something new",
            type: "checkbox",
            hint: "A few times a year. You can say no at any time.",
          },
        ]}
        submit="Confirm and sign in"
        pendingLabel="Confirming…"
        wide
      />
      <p className="border-t pt-4 text-sm text-muted">
        You don’t know the password? <Link href="/forgot-password">Choose a new one</Link>; that confirms your
        address as well. You didn’t register? Close this page: nothing happens.
      </p>
    </AuthPage>
  );
}
