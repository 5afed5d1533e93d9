import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { address, single } from "@/components/admin/address";
import { PurchaseOrderFilters } from "@/components/admin/purchasing/order-filters";
import { PurchaseOrderTable } from "@/components/admin/purchasing/order-table";
import { PurchasingTabs } from "@/components/admin/purchasing/purchasing-tabs";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { hasRole } from "@/server/auth/roles";
import { listPurchaseOrders } from "@/server/domain/purchasing/purchase-list.queries";
import { purchaseOrderFilterSchema } from "@/server/domain/purchasing/purchase-order.schema";
import { suppliers } from "@/server/domain/purchasing/supplier.queries";
import { readSettings } from "@/server/domain/settings/settings";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";

export const metadata: Metadata = { title: "Purchase orders" };

const home = "/admin/purchasing/orders";

type Query = Promise<Record<string, string | string[] | undefined>>;

export default async function PurchaseOrdersPage({ searchParams }: { searchParams: Query }) {
  const user = await staffGate("warehouse", "/admin/purchasing/orders");
  const manager = hasRole(user.role, "manager");
  const query = single(await searchParams);
  const filter = purchaseOrderFilterSchema.parse(query);
  const ctx = await visitorContext();
  const [page, sellers, places, { timeZone }] = await Promise.all([
    listPurchaseOrders(ctx, filter, { after: query.after, before: query.before }),
    suppliers(ctx),
    activePlaces(ctx),
    readSettings(ctx),
  ]);
  const parts = { ...filter, overdue: filter.overdue ? "true" : undefined };
  const filtered = Object.values(filter).some(Boolean);
  return (
    <>
      <PageHeader
        title="Purchase orders"
        summary="What we have asked our suppliers to send, newest first."
        actions={
          manager && (
            <ButtonLink href={`${home}/new`} icon={<Plus aria-hidden />}>
              New order
            </ButtonLink>
          )
        }
      />
      <PurchasingTabs current="orders" role={user.role} />
      <PurchaseOrderFilters
        filter={filter}
        filtered={filtered}
        suppliers={sellers}
        places={places}
        key={JSON.stringify(filter)}
      />
      {page.rows.length > 0 ? (
        <PurchaseOrderTable rows={page.rows} money={manager} timeZone={timeZone} />
      ) : (
        <EmptyState
          title={filtered ? "No order fits this filter" : "Nothing was ordered yet"}
          action={filtered && <ButtonLink href={home}>Show all orders</ButtonLink>}
        >
          {filtered
            ? "Try another status, supplier or place."
            : "Orders appear here when stock falls below its reorder point, or when somebody opens one."}
        </EmptyState>
      )}
      <Pagination
        newerHref={page.newer ? address(home, { ...parts, before: page.newer }) : undefined}
        olderHref={page.older ? address(home, { ...parts, after: page.older }) : undefined}
      />
    </>
  );
}
