import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { RelativeTime } from "@/components/ui/relative-time";
import { TabNav } from "@/components/ui/tab-nav";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { outboxLag } from "@/server/domain/today/today.queries";
import { listRuns, policySummaries, runFilterSchema } from "@/server/policies/policy-run.queries";
import { PolicyList } from "./policy-list";
import { RunFilters } from "./run-filters";
import { RunList } from "./run-list";

export const metadata: Metadata = { title: "Policies" };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function PoliciesPage({ searchParams }: { searchParams: Query }) {
  await staffGate("manager", "/admin/policies");
  const query = single(await searchParams);
  const filter = runFilterSchema.parse(query);
  const all = query.view === "all";
  const ctx = await visitorContext();
  const [{ rows, older }, summaries, outbox, { timeZone }] = await Promise.all([
    listRuns(ctx, filter, query.after),
    policySummaries(ctx),
    outboxLag(ctx),
    readSettings(ctx),
  ]);
  return (
    <>
      <PageHeader
        title="Policies"
        summary={
          outbox.oldest === null ? (
            "When something happens, they act. Every event has been told to them."
          ) : (
            <>
              {outbox.count} {outbox.count === 1 ? "event waits" : "events wait"} to be told to them, the
              oldest since <RelativeTime at={outbox.oldest} timeZone={timeZone} />.
            </>
          )
        }
      />
      <TabNav
        label="Views"
        items={[
          { label: "Runs", href: "/admin/policies", current: !all },
          { label: "All policies", href: "/admin/policies?view=all", current: all, count: summaries.length },
        ]}
      />
      {all ? (
        <PolicyList policies={summaries} />
      ) : (
        <>
          <RunFilters filter={filter} policies={summaries} />
          {rows.length > 0 ? (
            <RunList rows={rows} timeZone={timeZone} />
          ) : (
            <EmptyState
              title="No runs here"
              action={<ButtonLink href="/admin/policies">Show all runs</ButtonLink>}
            >
              Nothing has set these policies off yet.
            </EmptyState>
          )}
          <Pagination
            newerHref={query.after ? address("/admin/policies", filter) : undefined}
            newerLabel="Newest"
            olderHref={older ? address("/admin/policies", { ...filter, after: older }) : undefined}
          />
        </>
      )}
    </>
  );
}
