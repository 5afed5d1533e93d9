import { UserPlus } from "lucide-react";
import type { Metadata } from "next";
import { Panel } from "@/components/admin/panel";
import { roleNames } from "@/components/admin/staff/role-choice";
import { StepForm } from "@/components/admin/staff/step-form";
import { actorWords } from "@/components/admin/status-words";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { staffPage } from "@/server/domain/staff/staff.queries";
import { inviteAgainAction, revokeInvitationAction } from "./actions";

export const metadata: Metadata = { title: "Staff" };

const tellings: Record<string, string> = {
  invited: "The invitation is on its way.",
  again: "The invitation is sent again. The link before does nothing any more.",
  revoked: "The invitation is revoked. Its link does nothing any more.",
};

type Props = { searchParams: Promise<Record<string, string | undefined>> };

export default async function StaffPage({ searchParams }: Props) {
  const me = await staffGate("admin", "/admin/settings/staff");
  const ctx = await visitorContext();
  const [{ said }, { people, invitations }, { timeZone }] = await Promise.all([
    searchParams,
    staffPage(ctx),
    readSettings(ctx),
  ]);
  const told = said ? tellings[said] : undefined;
  return (
    <>
      <PageHeader
        trail={<Breadcrumb trail={[{ label: "Settings", href: "/admin/settings" }, { label: "Staff" }]} />}
        title="Staff"
        summary={
          <>
            Who works here and what they may do.{" "}
            <Link href="/admin/audit" look="muted">
              What they did
            </Link>
          </>
        }
        actions={
          <ButtonLink href="/admin/settings/staff/invite" look="primary" icon={<UserPlus aria-hidden />}>
            Invite somebody
          </ButtonLink>
        }
      />
      {told && (
        <Callout tone="positive" live="status" className="mb-4">
          {told}
        </Callout>
      )}
      {invitations.length > 0 && (
        <Panel id="invitations" title="Invited, not here yet" className="mb-8">
          <ul className="divide-y divide-line">
            {invitations.map((one) => (
              <li key={one.id} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-3 text-sm">
                <div className="min-w-0 flex-1 basis-64">
                  <p>
                    <span className="font-medium">{one.name}</span> · {one.role && roleNames[one.role]}
                  </p>
                  <p className="break-words text-muted">
                    {one.email}, invited by {actorWords(one.createdBy)} ·{" "}
                    {one.expiresAt > ctx.now ? "good until " : "too old since "}
                    <Time at={one.expiresAt} timeZone={timeZone} />
                  </p>
                </div>
                <div className="flex gap-5">
                  <StepForm
                    action={inviteAgainAction}
                    hidden={{ id: one.id }}
                    submit="Send again"
                    label={`Send the invitation of ${one.name} again`}
                    pendingLabel="Sending…"
                    look="link"
                  />
                  <StepForm
                    action={revokeInvitationAction}
                    hidden={{ id: one.id }}
                    submit="Revoke"
                    label={`Revoke the invitation of ${one.name}`}
                    pendingLabel="Revoking…"
                    look="link"
                  />
                </div>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Table caption="Staff">
        <Thead>
          <Tr>
            <Th>Name</Th>
            <Th>Role</Th>
            <Th>Second factor</Th>
            <Th>Last signed in</Th>
            <Th>State</Th>
          </Tr>
        </Thead>
        <Tbody>
          {people.map((one) => (
            <Tr key={one.id}>
              <Td label="Name">
                <span className="grid min-w-0 text-end sm:py-1.5 sm:text-start">
                  <span>
                    <Link href={`/admin/settings/staff/${one.id}`} className="font-medium">
                      {one.name}
                    </Link>
                    {one.id === me.id && <span className="text-muted"> (you)</span>}
                  </span>
                  <span className="break-all text-muted">{one.email}</span>
                </span>
              </Td>
              <Td label="Role">{roleNames[one.role]}</Td>
              <Td label="Second factor">
                {one.hasFactor ? "On" : <span className="text-muted">None yet</span>}
              </Td>
              <Td label="Last signed in">
                {one.lastSignInAt ? (
                  <Time at={one.lastSignInAt} timeZone={timeZone} />
                ) : (
                  <span className="text-muted">Never</span>
                )}
              </Td>
              <Td label="State">
                <Status tone={one.active ? "positive" : "neutral"}>
                  {one.active ? "Works here" : "Shut out"}
                </Status>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </>
  );
}
