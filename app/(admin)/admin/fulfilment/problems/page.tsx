import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { issueWords } from "@/components/admin/problems/issue-words";
import { ProblemTable } from "@/components/admin/problems/problem-table";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button, ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { TabNav } from "@/components/ui/tab-nav";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { readSettings } from "@/server/domain/settings/settings";
import { issueCounts, issueList } from "@/server/domain/shipment/issue.queries";
import { issueFilterSchema } from "@/server/domain/shipment/issue.schema";
import { shipmentIssueKinds } from "@/server/domain/shipment/shipment";

export const metadata: Metadata = { title: "Problems on the road" };

const home = "/admin/fulfilment/problems";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ProblemsPage({ searchParams }: Props) {
  await staffGate("warehouse", home);
  const given = Object.entries(single(await searchParams)).filter(([, value]) => value !== "");
  const filter = issueFilterSchema.parse(Object.fromEntries(given));
  const ctx = await visitorContext();
  const [{ rows, nextCursor }, counts, { timeZone }] = await Promise.all([
    issueList(ctx, filter),
    issueCounts(ctx),
    readSettings(ctx),
  ]);
  const here = (change: Record<string, string | undefined>) =>
    address(home, {
      kind: filter.kind,
      carrier: filter.carrier,
      show: filter.show === "open" ? undefined : filter.show,
      ...change,
    });
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const open = filter.show === "open";
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Fulfilment", href: "/admin/fulfilment" }, { label: "Problems" }]} />
        }
        title="Problems on the road"
        summary="Parcels that are held up, late, silent or on their way back. What settles itself leaves the list."
      />
      <TabNav
        label="Kinds of problems"
        items={[
          {
            href: here({ kind: undefined }),
            label: "All",
            current: !filter.kind,
            ...(open ? { count: all } : {}),
          },
          ...shipmentIssueKinds.map((kind) => ({
            href: here({ kind }),
            label: issueWords[kind].many,
            current: filter.kind === kind,
            ...(open ? { count: counts[kind] ?? 0 } : {}),
          })),
        ]}
      />
      <form action={home} method="get" aria-label="Filter" className="mt-4 flex flex-wrap items-center gap-2">
        {filter.kind && <input type="hidden" name="kind" value={filter.kind} />}
        <Select
          name="carrier"
          aria-label="Carrier"
          size="md"
          defaultValue={filter.carrier ?? ""}
          className="min-w-36"
        >
          <option value="">All carriers</option>
          <option value="ups">UPS</option>
          <option value="fedex">FedEx</option>
        </Select>
        <Select name="show" aria-label="Show" size="md" defaultValue={filter.show} className="min-w-36">
          <option value="open">Open</option>
          <option value="closed">Closed</option>
        </Select>
        <Button type="submit">Show</Button>
      </form>
      {rows.length > 0 ? (
        <div className="mt-4">
          <ProblemTable rows={rows} timeZone={timeZone} />
          <Pagination
            newerHref={filter.cursor ? here({}) : undefined}
            newerLabel="First page"
            olderHref={nextCursor ? here({ cursor: nextCursor }) : undefined}
            olderLabel={open ? "Later ones" : "Earlier ones"}
            summary={open ? "Oldest first" : "Newest first"}
          />
        </div>
      ) : (
        <EmptyState
          title={open ? "Every parcel is on its way" : "No problem was closed yet"}
          action={
            open ? <ButtonLink href={here({ show: "closed" })}>Show closed problems</ButtonLink> : undefined
          }
        >
          {open
            ? "Nothing is held up, late or silent. What a carrier reports appears here by itself."
            : "What was looked after, or settled itself, is kept here."}
        </EmptyState>
      )}
    </>
  );
}
