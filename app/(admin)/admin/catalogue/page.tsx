import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { CatalogueTabs } from "@/components/admin/catalogue/catalogue-tabs";
import { ProductsFilterForm } from "@/components/admin/catalogue/products-filter";
import { ProductsTable } from "@/components/admin/catalogue/products-table";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { categoriesToEdit, listProducts } from "@/server/domain/catalogue/console.queries";
import { type ProductFilter, productFilterSchema } from "@/server/domain/catalogue/product.schema";
import { readSettings } from "@/server/domain/settings/settings";
import { publishAction } from "./actions";

export const metadata: Metadata = { title: "Catalogue" };

type Given = Record<string, string | string[] | undefined>;
type Props = { searchParams: Promise<Given> };

export default async function CataloguePage({ searchParams }: Props) {
  await staffGate("manager", "/admin/catalogue");
  const given = await searchParams;
  const filter = productFilterSchema.parse(
    Object.fromEntries(Object.entries(given).filter(([, value]) => value !== "")),
  );
  const ctx = await visitorContext();
  const [{ rows, nextCursor }, categories, { timeZone }] = await Promise.all([
    listProducts(ctx, filter),
    categoriesToEdit(ctx),
    readSettings(ctx),
  ]);
  const filtered = filter.q || filter.category || filter.show || filter.picture || filter.cursor;
  return (
    <>
      <PageHeader
        title="Catalogue"
        summary="What the shop sells, and what it will."
        actions={
          <ButtonLink href="/admin/catalogue/new" look="primary" icon={<Plus aria-hidden />}>
            Add a product
          </ButtonLink>
        }
      />
      <CatalogueTabs current="products" />
      <div className="pt-3">
        <ProductsFilterForm filter={filter} categories={categories} />
      </div>
      <Outcome given={given} />
      {rows.length > 0 ? (
        <form action={publishAction} className="group/list mt-4">
          <input type="hidden" name="from" value={address(filter).split("?")[1] ?? ""} />
          <ProductsTable rows={rows} timeZone={timeZone} />
          <div className="sticky bottom-14 z-sticky hidden flex-wrap items-center gap-2 border-y bg-paper py-3 group-has-checked/list:flex lg:bottom-0">
            <span className="me-1 text-sm text-muted">Ticked products:</span>
            <Button type="submit" name="intent" value="publish" size="sm">
              Put into the shop
            </Button>
            <Button type="submit" name="intent" value="unpublish" size="sm">
              Take out of the shop
            </Button>
          </div>
          <Pagination
            newerHref={filter.cursor ? address({ ...filter, cursor: undefined }) : undefined}
            newerLabel="First page"
            olderHref={nextCursor ? address({ ...filter, cursor: nextCursor }) : undefined}
            olderLabel="Next page"
          />
        </form>
      ) : filtered ? (
        <EmptyState
          title="No product fits"
          action={<ButtonLink href="/admin/catalogue">Show all products</ButtonLink>}
        >
          Try fewer filters, or part of a title or SKU.
        </EmptyState>
      ) : (
        <EmptyState
          title="The catalogue is empty"
          picture="/illustrations/nothing-found.svg"
          action={
            <>
              <ButtonLink href="/admin/catalogue/new">Add a product</ButtonLink>
              <ButtonLink href="/admin/catalogue/import" look="quiet">
                Import a file
              </ButtonLink>
            </>
          }
        >
          Add the first product by hand, or bring all of them from another shop.
        </EmptyState>
      )}
    </>
  );
}

/** What came of the buttons below the list. */
function Outcome({ given }: { given: Given }) {
  const count = Number(given.changed);
  if (typeof given.refused === "string")
    return (
      <Callout tone="critical" live="alert" className="mt-4" title="Nothing was changed">
        {given.refused.slice(0, 300)}
      </Callout>
    );
  if (!given.done || !Number.isInteger(count)) return null;
  const what = count === 0 ? "No product" : count === 1 ? "1 product" : `${count} products`;
  const where = given.done === "published" ? "put into the shop" : "taken out of the shop";
  return (
    <Callout tone={count > 0 ? "positive" : "info"} live="status" className="mt-4">
      {count === 0
        ? `Nothing changed: they were ${given.done === "published" ? "in the shop" : "out of the shop"} already.`
        : `${what} ${count === 1 ? "was" : "were"} ${where}.`}
    </Callout>
  );
}

function address(filter: ProductFilter): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  return query.size > 0 ? `/admin/catalogue?${query}` : "/admin/catalogue";
}
