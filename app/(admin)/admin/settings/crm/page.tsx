import type { Metadata } from "next";
import { FailedTable } from "@/components/admin/crm/failed-table";
import { StandingTable } from "@/components/admin/crm/standing-table";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { Time } from "@/components/ui/time";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { type CrmStanding, crmStanding } from "@/server/domain/crm/crm.queries";
import { readSettings } from "@/server/domain/settings/settings";
import { backfillCrm, retryCrmRecord } from "./actions";

export const metadata: Metadata = { title: "CRM" };

export default async function CrmPage() {
  await staffGate("admin", "/admin/settings/crm");
  const ctx = await visitorContext();
  const name = ctx.ports.crm?.name;
  if (!name)
    return (
      <EmptyState as="h1" title="No CRM is set up">
        Set HUBSPOT_ACCESS_TOKEN and start the shop again: customers become contacts and orders become deals
        in HubSpot.
      </EmptyState>
    );
  const [standing, { timeZone }] = await Promise.all([crmStanding(ctx), readSettings(ctx)]);
  const running = standing.backfill !== null && standing.backfill.finishedAt === null;
  return (
    <>
      <PageHeader
        title="CRM"
        summary={
          <>
            {name} hears of customers and orders within a minute or two.{" "}
            {standing.lastSyncedAt ? (
              <>
                Last told <Time at={standing.lastSyncedAt} now={ctx.now} timeZone={timeZone} />.
              </>
            ) : (
              "It was told of nobody yet."
            )}
          </>
        }
        actions={
          <form action={backfillCrm}>
            <SubmitButton look="secondary" size="sm" disabled={running}>
              Bring everything in step
            </SubmitButton>
          </form>
        }
      />
      {standing.pausedUntil && (
        <Callout tone="warning" className="mb-4" title={`${name} asked to wait, or could not be reached`}>
          What waits goes on <Time at={standing.pausedUntil} now={ctx.now} timeZone={timeZone} />. Nothing is
          lost.
        </Callout>
      )}
      <Backfill standing={standing} timeZone={timeZone} />
      <StandingTable counts={standing.counts} />
      {standing.failed.length > 0 && (
        <div className="pt-8">
          <FailedTable rows={standing.failed} timeZone={timeZone} retry={retryCrmRecord} />
        </div>
      )}
    </>
  );
}

/** How far bringing everything in step has come: what was looked through, and what of it still has to be sent. */
function Backfill({ standing, timeZone }: { standing: CrmStanding; timeZone: string }) {
  const { backfill, counts } = standing;
  if (!backfill) return null;
  const waiting = counts.contact.waiting + counts.deal.waiting;
  if (backfill.finishedAt && waiting === 0) return null;
  const done = Math.max(0, backfill.marked - waiting);
  return (
    <section className="mb-6 grid gap-2" aria-labelledby="backfill">
      <h2 id="backfill" className="font-semibold">
        Bringing everything in step
      </h2>
      <progress
        className="h-2 w-full accent-accent"
        max={Math.max(backfill.total, 1)}
        value={done}
        aria-labelledby="backfill"
      />
      <p className="text-sm text-muted">
        {done.toLocaleString("en-US")} of {backfill.total.toLocaleString("en-US")} records, begun{" "}
        <Time at={backfill.startedAt} timeZone={timeZone} />. It goes on by itself; you can leave this page.
      </p>
    </section>
  );
}
