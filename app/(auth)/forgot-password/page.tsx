import type { Metadata } from "next";
import { FieldsForm } from "@/components/forms/fields-form";
import { Link } from "@/components/ui/link";
import { currentUser } from "@/server/auth/gates";
import { AuthPage } from "../auth-page";
import { forgotPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Forgotten password", robots: { index: false } };

export default async function ForgotPasswordPage() {
  const user = await currentUser();
  return (
    <AuthPage
      title="Choose a new password"
      summary="We send a link to your address; with it you choose a new password."
    >
      <FieldsForm
        id="forgot"
        action={forgotPasswordAction}
        values={{ email: user?.email ?? "" }}
        fields={[{ name: "email", label: "E-mail", type: "email", autoComplete: "username", maxLength: 254 }]}
        submit="Send the link"
        pendingLabel="Sending…"
        wide
        afterwards={
          <p>
            The link is good for an hour. Nothing there after a few minutes? Look among the unwanted mail.
          </p>
        }
      />
      <p className="border-t pt-4 text-sm text-muted">
        You remember it? <Link href="/sign-in">Sign in</Link>
      </p>
    </AuthPage>
  );
}
