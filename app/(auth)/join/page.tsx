import type { Metadata } from "next";
import { roleNames } from "@/components/admin/staff/role-choice";
import { FieldsForm } from "@/components/forms/fields-form";
import { newPasswordField } from "@/components/forms/fields-state";
import { ButtonLink } from "@/components/ui/button";
import { visitorContext } from "@/server/auth/gates";
import { roleWords } from "@/server/domain/staff/staff";
import { invitationPage } from "@/server/domain/staff/staff.queries";
import { AuthPage, DeadLink } from "../auth-page";
import { type LinkQuery, linkOf } from "../link";
import { joinAction } from "./actions";

export const metadata: Metadata = {
  title: "Join",
  robots: { index: false, follow: false },
  referrer: "same-origin",
};

/** Opening it changes nothing: programs that look through mail open every link. */
export default async function JoinPage({ searchParams }: { searchParams: LinkQuery }) {
  const { link } = await searchParams;
  const invited = await invitationPage(await visitorContext(), linkOf(link));
  if (!invited)
    return (
      <AuthPage title="This invitation does nothing any more">
        <DeadLink why="It was taken up, revoked, sent again, or is older than a week. Ask an admin to invite you again.">
          <ButtonLink href="/sign-in" look="primary">
            Sign in
          </ButtonLink>
        </DeadLink>
      </AuthPage>
    );
  const { name, email, role } = invited;
  return (
    <AuthPage
      title={`Welcome, ${name}`}
      summary={`${roleNames[role]}: ${roleWords[role]}. You sign in as ${email}.`}
    >
      <FieldsForm
        id="join"
        action={joinAction}
        hidden={{ link: String(link) }}
        fields={[{ ...newPasswordField, label: "Choose a password" }]}
        submit="Join"
        pendingLabel="Joining…"
        wide
      />
    </AuthPage>
  );
}
