import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Panel } from "@/components/admin/panel";
import { RoleChoice, roleNames } from "@/components/admin/staff/role-choice";
import { SessionList } from "@/components/admin/staff/session-list";
import { StepForm } from "@/components/admin/staff/step-form";
import { actorWords } from "@/components/admin/status-words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Callout } from "@/components/ui/callout";
import { KeyValues } from "@/components/ui/key-values";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { colleaguePage } from "@/server/domain/staff/staff.queries";
import { DomainError } from "@/server/kernel/errors";
import {
  changeRoleAction,
  deactivateAction,
  reactivateAction,
  resetFactorAction,
  signOutEverywhereAction,
} from "../actions";

export const metadata: Metadata = { title: "Member of staff" };

const tellings: Record<string, string> = {
  role: "The role is changed. It holds from their next click on.",
  out: "They are shut out, and signed out everywhere.",
  in: "They can sign in again, with the password and the second factor that they had.",
  factor: "Their second factor is gone. They set up another when they sign in next, and a mail tells them.",
  ended: "They are signed out everywhere.",
};

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | undefined>>;
};

export default async function ColleaguePage({ params, searchParams }: Props) {
  const me = await staffGate("admin", "/admin/settings/staff");
  const [{ id }, { said }, ctx] = await Promise.all([params, searchParams, visitorContext()]);
  const [{ person, sessions }, { timeZone }] = await Promise.all([
    colleaguePage(ctx, id).catch((error: unknown) => {
      if (error instanceof DomainError) notFound();
      throw error;
    }),
    readSettings(ctx),
  ]);
  const own = person.id === me.id;
  const told = said ? tellings[said] : undefined;
  const form = { hidden: { id: person.id } };
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Settings", href: "/admin/settings" },
              { label: "Staff", href: "/admin/settings/staff" },
              { label: person.name },
            ]}
          />
        }
        title={person.name}
        aside={
          <Status tone={person.active ? "positive" : "neutral"}>
            {person.active ? "Works here" : "Shut out"}
          </Status>
        }
        summary={
          <>
            {person.email} ·{" "}
            <Link href={`/admin/audit?person=${person.id}`} look="muted">
              What they did
            </Link>
          </>
        }
      />
      {told && (
        <Callout tone="positive" live="status" className="mb-4">
          {told}
        </Callout>
      )}
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-2">
        <div className="grid gap-8">
          <Panel id="facts" title="At a glance">
            <KeyValues
              className="py-2"
              rows={[
                { label: "Role", value: roleNames[person.role] },
                { label: "Second factor", value: person.hasFactor ? "On" : "None yet" },
                {
                  label: "Last signed in",
                  value: person.lastSignInAt ? (
                    <Time at={person.lastSignInAt} timeZone={timeZone} />
                  ) : (
                    "Never"
                  ),
                },
                {
                  label: "Here since",
                  value: <Time at={person.createdAt} style="date" timeZone={timeZone} />,
                },
                ...(person.invitedBy ? [{ label: "Invited by", value: actorWords(person.invitedBy) }] : []),
                ...(person.deactivatedAt
                  ? [
                      {
                        label: "Shut out since",
                        value: <Time at={person.deactivatedAt} timeZone={timeZone} />,
                      },
                    ]
                  : []),
              ]}
            />
          </Panel>
          {own ? (
            <Callout tone="info" title="This is you">
              Nobody changes their own role or shuts themselves out: ask another admin.{" "}
              <Link href="/admin/account">Your password, second factor and sessions</Link>
            </Callout>
          ) : (
            <Panel id="role-panel" title="What they may do">
              <div className="py-4">
                <StepForm
                  key={person.role}
                  action={changeRoleAction}
                  {...form}
                  submit="Change the role"
                  pendingLabel="Changing…"
                  look="primary"
                >
                  <RoleChoice legend="Role" chosen={person.role} />
                </StepForm>
              </div>
            </Panel>
          )}
        </div>
        <div className="grid gap-8">
          <Panel id="sessions" title="Signed in">
            <SessionList sessions={sessions} timeZone={timeZone} />
            {!own && sessions.length > 0 && (
              <StepForm
                action={signOutEverywhereAction}
                {...form}
                submit="Sign them out everywhere"
                pendingLabel="Signing out…"
              />
            )}
          </Panel>
          {!own && (
            <Panel id="access" title="Access">
              <div className="grid gap-4 py-4">
                {person.hasFactor && (
                  <StepForm
                    action={resetFactorAction}
                    {...form}
                    ask={{
                      open: "Reset the second factor…",
                      about: `For a lost phone. ${person.name} is signed out everywhere, hears of it by mail, and signs in with the password alone until another is set up. Make sure that it is really they who ask.`,
                    }}
                    submit="Reset the second factor"
                    pendingLabel="Resetting…"
                    look="danger"
                  />
                )}
                {person.active ? (
                  <StepForm
                    action={deactivateAction}
                    {...form}
                    ask={{
                      open: "Shut out…",
                      about: `${person.name} is signed out everywhere at once and can't sign in any more. What they did stays on record. You can let them in again.`,
                    }}
                    submit={`Shut out ${person.name}`}
                    pendingLabel="Shutting out…"
                    look="danger"
                  />
                ) : (
                  <StepForm
                    action={reactivateAction}
                    {...form}
                    submit={`Let ${person.name} in again`}
                    pendingLabel="Letting in…"
                  />
                )}
              </div>
            </Panel>
          )}
        </div>
      </div>
    </>
  );
}
