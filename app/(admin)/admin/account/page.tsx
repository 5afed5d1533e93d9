import type { Metadata } from "next";
import { Panel } from "@/components/admin/panel";
import { SessionList } from "@/components/admin/staff/session-list";
import { StepForm } from "@/components/admin/staff/step-form";
import { FieldsForm } from "@/components/forms/fields-form";
import { newPasswordField } from "@/components/forms/fields-state";
import { WithCode } from "@/components/second-factor/with-code";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { currentSession, staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { ownPage } from "@/server/domain/staff/staff.queries";
import {
  changePasswordAction,
  endOthersAction,
  endSessionAction,
  removeFactorAction,
  renewCodesAction,
} from "./actions";

export const metadata: Metadata = { title: "Your account" };

const tellings: Record<string, string> = {
  ended: "That browser is signed out.",
  others: "Every other browser is signed out.",
};

const currentPassword = {
  name: "current",
  label: "Your password now",
  type: "password",
  autoComplete: "current-password",
} as const;

type Props = { searchParams: Promise<Record<string, string | undefined>> };

export default async function OwnAccountPage({ searchParams }: Props) {
  const user = await staffGate("warehouse", "/admin/account");
  const ctx = await visitorContext();
  const [{ said }, { person, sessions }, here, { timeZone }] = await Promise.all([
    searchParams,
    ownPage(ctx, user.id),
    currentSession(),
    readSettings(ctx),
  ]);
  const told = said ? tellings[said] : undefined;
  return (
    <>
      <PageHeader title="Your account" summary={`${person.name}, ${person.email}, ${person.role}`} />
      {told && (
        <Callout tone="positive" live="status" className="mb-4">
          {told}
        </Callout>
      )}
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
        <div className="grid gap-8">
          <Panel
            id="factor"
            title="Second factor"
            aside={
              person.hasFactor ? (
                <Status tone="positive">On</Status>
              ) : (
                <Status tone="warning">None yet</Status>
              )
            }
          >
            <div className="grid gap-4 py-4">
              {person.hasFactor ? (
                <>
                  <p className="text-sm">
                    You give a code from your phone when you sign in.{" "}
                    {person.recoveryCodes === 1
                      ? "One recovery code is left."
                      : `${person.recoveryCodes} recovery codes are left.`}
                  </p>
                  <WithCode
                    id="renew"
                    action={renewCodesAction}
                    open="Make new recovery codes…"
                    about="Ten new codes take the place of those that are left."
                    submit="Make new codes"
                  />
                  <WithCode
                    id="remove"
                    action={removeFactorAction}
                    open="Move to another phone…"
                    about="The factor that is on now is turned off, and you set up another right away."
                    submit="Turn it off and set up another"
                    danger
                  />
                </>
              ) : (
                <>
                  <p className="text-sm">
                    A code from your phone besides the password: whoever learns your password still can’t get
                    in.
                  </p>
                  <ButtonLink
                    look="primary"
                    href="/sign-in/second-factor?from=/admin/account"
                    className="justify-self-start"
                  >
                    Set up a second factor
                  </ButtonLink>
                </>
              )}
            </div>
          </Panel>
          <Panel id="password-panel" title="Password">
            <div className="py-4">
              <FieldsForm
                id="password"
                action={changePasswordAction}
                fields={[currentPassword, newPasswordField]}
                submit="Change the password"
                pendingLabel="Saving…"
                look="secondary"
              />
            </div>
          </Panel>
        </div>
        <Panel id="sessions" title="Where you are signed in">
          <SessionList
            sessions={sessions}
            here={here}
            timeZone={timeZone}
            actions={({ id }) => (
              <StepForm
                action={endSessionAction}
                hidden={{ id }}
                submit="Sign out"
                label="Sign this browser out"
                pendingLabel="Signing out…"
                look="link"
              />
            )}
          />
          {sessions.length > 1 && (
            <StepForm
              action={endOthersAction}
              hidden={{}}
              submit="Sign out everywhere else"
              pendingLabel="Signing out…"
            />
          )}
        </Panel>
      </div>
    </>
  );
}
