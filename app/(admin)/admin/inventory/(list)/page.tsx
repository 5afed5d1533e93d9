import { Download, Forklift } from "lucide-react";
import type { Metadata } from "next";
import { single } from "@/components/admin/address";
import { InventoryTabs } from "@/components/admin/inventory/inventory-tabs";
import { givenIn, levelsAddress } from "@/components/admin/inventory/levels-address";
import { LevelsFilterForm } from "@/components/admin/inventory/levels-filter";
import { LevelsTable } from "@/components/admin/inventory/levels-table";
import { ButtonLink, buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { levelCategories, stockLevels } from "@/server/domain/inventory/inventory.queries";
import { type LevelSort, levelsFilterSchema } from "@/server/domain/inventory/levels.schema";
import { activePlaces } from "@/server/domain/shipment/shipment.queries";

export const metadata: Metadata = { title: "Inventory" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const sortedBy: Record<LevelSort, string> = {
  sku: "By SKU",
  available: "Least available first",
  "-available": "Most available first",
  expiry: "Lots that expire, soonest first",
};

export default async function InventoryPage({ searchParams }: Props) {
  await staffGate("warehouse", "/admin/inventory");
  const filter = levelsFilterSchema.parse(givenIn(single(await searchParams)));
  const ctx = await visitorContext();
  const [{ rows, nextCursor }, places, categories] = await Promise.all([
    stockLevels(ctx, filter),
    activePlaces(ctx),
    levelCategories(ctx),
  ]);
  const { sort = "sku", cursor, ...narrowed } = filter;
  const filtered = Object.entries(narrowed).some(
    ([name, value]) => name !== "sort" && Boolean(value ?? null),
  );
  return (
    <>
      <PageHeader
        title="Inventory"
        summary="Every unit stands in exactly one bucket of one shelf."
        actions={
          <>
            <ButtonLink href="/admin/inventory/put-away" size="sm" icon={<Forklift aria-hidden />}>
              Put away
            </ButtonLink>
            {/* A plain link: what comes back is a file, not a page. */}
            <a
              href={levelsAddress({ ...filter, cursor: undefined }, "/admin/inventory/export")}
              className={buttonStyle({ size: "sm" })}
              download
            >
              <Download aria-hidden />
              Export CSV
            </a>
          </>
        }
      />
      <InventoryTabs current="levels" />
      <LevelsFilterForm
        filter={filter}
        filtered={filtered || filter.expiring === 0}
        places={places}
        categories={categories}
        key={levelsAddress(filter)}
      />
      {rows.length > 0 ? (
        <div className="mt-4">
          <LevelsTable
            rows={rows}
            caption="Stock levels"
            now={ctx.now}
            sorting={{
              by: sort,
              href: (by) => levelsAddress({ ...filter, sort: by, cursor: undefined }),
            }}
          />
          <Pagination
            newerHref={cursor ? levelsAddress({ ...filter, cursor: undefined }) : undefined}
            newerLabel="First page"
            olderHref={nextCursor ? levelsAddress({ ...filter, cursor: nextCursor }) : undefined}
            olderLabel="Next page"
            summary={sortedBy[sort]}
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
