import type { Metadata } from "next";
import { CatalogueFilters } from "@/components/shop/catalogue-filters";
import { ProductGrid } from "@/components/shop/product-card";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { catalogueListSchema } from "@/server/domain/catalogue/catalogue.schema";
import { cachedCategories, cachedList } from "../catalogue";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Reads the address forgivingly: what can't be understood is left out. */
async function read({ searchParams }: Props) {
  const given = await searchParams;
  const one = (name: string) => {
    const value = given[name];
    return (Array.isArray(value) ? value[0] : value) || undefined;
  };
  const wanted = {
    q: one("q")?.slice(0, 100),
    category: one("category")?.slice(0, 80),
    sort: catalogueListSchema.shape.sort.catch("featured").parse(one("sort")),
    inStock: one("stock") === "1",
  };
  return { wanted, cursor: one("after") };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const [{ wanted }, categories] = await Promise.all([read(props), cachedCategories()]);
  const category = categories.find(({ slug }) => slug === wanted.category);
  if (wanted.q) return { title: `Search: ${wanted.q}`, robots: { index: false } };
  if (!category) return { title: "Everything" };
  return {
    title: category.name,
    description: category.description,
    alternates: { canonical: `/products?category=${category.slug}` },
  };
}

export default async function ProductsPage(props: Props) {
  const [{ wanted, cursor }, categories] = await Promise.all([read(props), cachedCategories()]);
  const category = categories.find(({ slug }) => slug === wanted.category);
  const list = (after?: string) => cachedList({ ...wanted, limit: 24, ...(after ? { cursor: after } : {}) });
  // A cursor that isn't ours starts the list from its beginning.
  const { items, nextCursor } = await list(cursor).catch(() => list());
  const href = (change: Record<string, string | undefined>) => {
    const all = {
      q: wanted.q,
      category: wanted.category,
      sort: wanted.sort === "featured" ? undefined : wanted.sort,
      stock: wanted.inStock ? "1" : undefined,
      ...change,
    };
    const query = new URLSearchParams(
      Object.entries(all).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    return query.size > 0 ? `/products?${query}` : "/products";
  };
  const title = wanted.q ? `“${wanted.q}”` : (category?.name ?? "Everything");
  return (
    <>
      <PageHeader voice="shop" title={title} summary={wanted.q ? undefined : category?.description} />
      <CatalogueFilters {...wanted} categories={categories} />
      {items.length === 0 ? (
        <EmptyState
          title={wanted.q ? "Nothing by that name" : "This shelf is empty just now"}
          picture="/illustrations/nothing-found.svg"
          action={<ButtonLink href="/products">See everything</ButtonLink>}
        >
          {wanted.q
            ? "Try a shorter word, or look without the filters."
            : "What was here is sold out. Have a look at the other shelves."}
        </EmptyState>
      ) : (
        <ProductGrid items={items} />
      )}
      {(cursor || nextCursor) && items.length > 0 && (
        <nav aria-label="Pages" className="mt-10 flex justify-between gap-3 border-t pt-5">
          {cursor ? <ButtonLink href={href({})}>Back to the start</ButtonLink> : <span />}
          {nextCursor && (
            <ButtonLink href={href({ after: nextCursor })} rel="next">
              More things
            </ButtonLink>
          )}
        </nav>
      )}
    </>
  );
}
