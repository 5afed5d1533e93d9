import { Download } from "lucide-react";
import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { ButtonLink, buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { TabNav } from "@/components/ui/tab-nav";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { listOrders, waitingCounts } from "@/server/domain/order/order-list.queries";
import { orderFilterSchema } from "@/server/domain/order/order-list.schema";
import { readSettings } from "@/server/domain/settings/settings";
import { OrderFilters } from "./order-filters";
import { OrderTable } from "./order-table";
import { orderViews } from "./order-views";

export const metadata: Metadata = { title: "Orders" };

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function OrdersPage({ searchParams }: { searchParams: Query }) {
  const user = await staffGate("warehouse", "/admin/orders");
  const manager = hasRole(user.role, "manager");
  const query = single(await searchParams);
  const filter = orderFilterSchema.parse(query);
  const ctx = await visitorContext();
  const { timeZone } = await readSettings(ctx);
  const turn = { timeZone, after: query.after, before: query.before };
  const [page, waiting] = await Promise.all([listOrders(ctx, filter, turn), waitingCounts(ctx)]);
  const filtered = Object.values(filter).some(Boolean);

  return (
    <>
      <PageHeader
        title="Orders"
        summary={`Newest first. Times in ${timeZone.replaceAll("_", " ")}.`}
        actions={
          manager && (
            // A plain link: what comes back is a file, not a page.
            <a
              href={address("/admin/orders/export", filter)}
              className={buttonStyle({ size: "sm" })}
              download
            >
              <Download aria-hidden />
              Export CSV
            </a>
          )
        }
      />
      <TabNav label="Saved views" items={orderViews(filter, waiting)} />
      <OrderFilters filter={filter} filtered={filtered} key={JSON.stringify(filter)} />
      {page.rows.length > 0 ? (
        <OrderTable rows={page.rows} money={manager} timeZone={timeZone} />
      ) : (
        <EmptyState
          title={filtered ? "No order fits this filter" : "No orders yet"}
          action={filtered && <ButtonLink href="/admin/orders">Show all orders</ButtonLink>}
        >
          {filtered
            ? "Try fewer words, a wider range of days, or a whole number, e-mail or tracking number."
            : "The first one appears here the moment it is placed."}
        </EmptyState>
      )}
      <Pagination
        newerHref={page.newer ? address("/admin/orders", { ...filter, before: page.newer }) : undefined}
        olderHref={page.older ? address("/admin/orders", { ...filter, after: page.older }) : undefined}
      />
    </>
  );
}
