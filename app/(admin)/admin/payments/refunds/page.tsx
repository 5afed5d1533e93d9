import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { PaymentsTabs } from "@/components/admin/payments/payments-tabs";
import { RefundFilters } from "@/components/admin/payments/refunds/refund-filters";
import { RefundTable } from "@/components/admin/payments/refunds/refund-table";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { refundFilterSchema } from "@/server/domain/payment/refund.schema";
import { listRefunds } from "@/server/domain/payment/refund-list.queries";
import { readSettings } from "@/server/domain/settings/settings";

export const metadata: Metadata = { title: "Refunds" };

const home = "/admin/payments/refunds";

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function RefundsPage({ searchParams }: { searchParams: Query }) {
  await staffGate("manager", home);
  const query = single(await searchParams);
  const filter = refundFilterSchema.parse(query);
  const filtered = Object.values(filter).some(Boolean);
  const ctx = await visitorContext();
  const { timeZone } = await readSettings(ctx);
  const page = await listRefunds(ctx, filter, { timeZone, after: query.after, before: query.before });
  return (
    <>
      <PageHeader
        title="Refunds"
        summary={`Newest first. One that fails is sent again by itself where that can help. Times in ${timeZone.replaceAll("_", " ")}.`}
      />
      <PaymentsTabs current="refunds" />
      <RefundFilters home={home} filter={filter} filtered={filtered} key={JSON.stringify(filter)} />
      {page.rows.length > 0 ? (
        <RefundTable rows={page.rows} timeZone={timeZone} />
      ) : (
        <EmptyState
          title={filtered ? "No refund fits this filter" : "No money has gone back yet"}
          action={filtered && <ButtonLink href={home}>Show all refunds</ButtonLink>}
        >
          {filtered
            ? "Try a wider range of days, or a whole order number or reference."
            : "A refund is given on its order’s page."}
        </EmptyState>
      )}
      <Pagination
        newerHref={page.newer ? address(home, { ...filter, before: page.newer }) : undefined}
        olderHref={page.older ? address(home, { ...filter, after: page.older }) : undefined}
      />
    </>
  );
}
