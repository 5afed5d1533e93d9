import type { Metadata } from "next";
import { InventoryTabs } from "@/components/admin/inventory/inventory-tabs";
import { LevelsFilterForm } from "@/components/admin/inventory/levels-filter";
import { LevelsTable } from "@/components/admin/inventory/levels-table";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { stockLevels } from "@/server/domain/inventory/inventory.queries";
import { type LevelsFilter, levelsFilterSchema } from "@/server/domain/inventory/inventory.schema";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";

export const metadata: Metadata = { title: "Inventory" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function InventoryPage({ searchParams }: Props) {
  await staffGate("warehouse", "/admin/inventory");
  const given = Object.entries(await searchParams).filter(([, value]) => value !== "");
  const filter = levelsFilterSchema.parse(Object.fromEntries(given));
  const ctx = await visitorContext();
  const [{ rows, nextCursor }, places] = await Promise.all([stockLevels(ctx, filter), activePlaces(ctx)]);
  return (
    <>
      <PageHeader title="Inventory" summary="Every unit stands in exactly one bucket of one shelf." />
      <InventoryTabs current="levels" />
      <LevelsFilterForm filter={filter} places={places} />
      {rows.length > 0 ? (
        <div className="mt-4">
          <LevelsTable rows={rows} caption="Stock levels" now={ctx.now} />
          <Pagination
            newerHref={filter.cursor ? address({ ...filter, cursor: undefined }) : undefined}
            newerLabel="First page"
            olderHref={nextCursor ? address({ ...filter, cursor: nextCursor }) : undefined}
            olderLabel="Next page"
            summary="By SKU"
          />
        </div>
      ) : (
        <EmptyState
          title="No level fits"
          action={<ButtonLink href="/admin/inventory">Show all levels</ButtonLink>}
        >
          Try fewer filters, or look the SKU up by its first letters.
        </EmptyState>
      )}
    </>
  );
}

function address(filter: LevelsFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, String(value));
  return query.size > 0 ? `/admin/inventory?${query}` : "/admin/inventory";
}
