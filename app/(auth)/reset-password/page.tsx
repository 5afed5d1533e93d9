import type { Metadata } from "next";
import { FieldsForm } from "@/components/forms/fields-form";
import { newPasswordField } from "@/components/forms/fields-state";
import { ButtonLink } from "@/components/ui/button";
import { visitorContext } from "@/server/auth/gates";
import { linkPage } from "@/server/domain/account/link-page.queries";
import { AuthPage, DeadLink } from "../auth-page";
import { type LinkQuery, linkOf } from "../link";
import { resetPasswordAction } from "./actions";

export const metadata: Metadata = {
  title: "New password",
  robots: { index: false, follow: false },
  referrer: "same-origin",
};

/** Opening it changes nothing: programs that look through mail open every link. */
export default async function ResetPasswordPage({ searchParams }: { searchParams: LinkQuery }) {
  const { link } = await searchParams;
  const page = await linkPage(await visitorContext(), linkOf(link), "reset_password");
  if (!page.open)
    return (
      <AuthPage title="This link does nothing any more">
        <DeadLink why={page.why}>
          <ButtonLink href="/forgot-password" look="primary">
            Ask for a new link
          </ButtonLink>
          <ButtonLink href="/sign-in">Sign in</ButtonLink>
        </DeadLink>
      </AuthPage>
    );
  return (
    <AuthPage
      title="Choose a new password"
      summary={`For the account of ${page.email}. You are signed out wherever you are signed in.`}
    >
      <FieldsForm
        id="reset"
        action={resetPasswordAction}
        hidden={{ link: String(link) }}
        fields={[newPasswordField]}
        submit="Save the new password"
        pendingLabel="Saving…"
        wide
        afterwards={
          <ButtonLink href="/sign-in" look="primary" className="justify-self-start">
            Sign in
          </ButtonLink>
        }
      />
    </AuthPage>
  );
}
