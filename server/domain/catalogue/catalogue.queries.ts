import { and, asc, eq, sql } from "drizzle-orm";
import { category, product, variant } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { type Money, money } from "@/server/kernel/money";
import type { CatalogueListInput, CatalogueSort } from "./catalogue.schema";

export type ProductCard = {
  slug: string;
  title: string;
  summary: string;
  image: string | null;
  category: string;
  from: Money;
  /** Whether variants differ in price, so that "from" is worth saying. */
  pricesVary: boolean;
  /** A former price, when all variants cost the same and one is known. */
  was: Money | null;
  available: number;
};

/** How each order of the list is written, and by which values a page goes on where the last one ended. */
const orders: Record<CatalogueSort, { key: ReturnType<typeof sql>; descending: boolean }> = {
  featured: { key: sql`position`, descending: false },
  price: { key: sql`from_amount`, descending: false },
  "price-desc": { key: sql`from_amount`, descending: true },
  newest: { key: sql`extract(epoch from published_at)::float8`, descending: true },
  title: { key: sql`lower(title)`, descending: false },
};

/** A page of published products. Availability sums what can be sold over all active places and sellable lots. */
export async function listCatalogue(
  { db, now }: Reader,
  input: CatalogueListInput,
): Promise<{ items: ProductCard[]; nextCursor: string | null }> {
  const { key, descending } = orders[input.sort];
  const after = readCursor(input.cursor);
  const way = descending ? sql`desc` : sql`asc`;
  const beyond = descending ? sql`<` : sql`>`;
  const pattern = input.q ? `%${input.q.replace(/[\\%_]/g, "\\$&")}%` : null;
  const { rows } = await db.execute<Row>(sql`
    with card as (
      select p.id, p.slug, p.title, p.summary, p.image, p.position, p.published_at, c.slug as category,
             min(v.price_amount) as from_amount, max(v.price_amount) as to_amount, min(v.currency) as currency,
             max(v.compare_at_amount) as was_amount,
             coalesce(sum(s.available), 0)::int as available
        from product p
        join category c on c.id = p.category_id
        join variant v on v.product_id = p.id and v.archived_at is null
        left join lateral (${sellable(sql`v.id`, sql`c.shelf_life_margin_days`, now)}) s on true
       where p.published_at <= ${now.toISOString()}::timestamptz
         ${input.category ? sql`and c.slug = ${input.category}` : sql``}
         ${pattern ? sql`and (p.title ilike ${pattern} or p.summary ilike ${pattern} or c.name ilike ${pattern} or exists (select 1 from variant w where w.product_id = p.id and w.archived_at is null and (w.sku ilike ${pattern} or w.title ilike ${pattern})))` : sql``}
       group by p.id, c.slug
    )
    select slug, title, summary, image, category, from_amount as "fromAmount", to_amount as "toAmount", was_amount as "wasAmount", currency, available,
           ${key} as "sortKey", id
      from card
     where true
       ${input.inStock ? sql`and available > 0` : sql``}
       ${after ? sql`and (${key}, id) ${beyond} (${after[0]}, ${after[1]}::uuid)` : sql``}
     order by ${key} ${way}, id ${way}
     limit ${input.limit + 1}`);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ fromAmount, toAmount, wasAmount, currency, sortKey: _, id: __, ...card }) => ({
      ...card,
      from: money(fromAmount, currency),
      pricesVary: toAmount > fromAmount,
      was: wasAmount !== null && toAmount === fromAmount ? money(wasAmount, currency) : null,
    })),
    nextCursor: rows.length > input.limit && last ? writeCursor([last.sortKey, last.id]) : null,
  };
}

type Row = Omit<ProductCard, "from" | "pricesVary" | "was"> & {
  fromAmount: number;
  toAmount: number;
  wasAmount: number | null;
  currency: string;
  sortKey: string | number;
  id: string;
};

/** Σ available of a variant, leaving out closed places and lots that are too close to their date. */
const sellable = (variantId: ReturnType<typeof sql>, marginDays: ReturnType<typeof sql>, now: Date) => sql`
  select sum(sl.available)::int as available
    from stock_level sl
    join location l on l.id = sl.location_id and l.active
    left join lot t on t.id = sl.lot_id
   where sl.variant_id = ${variantId}
     and (t.expires_at is null
          or t.expires_at > ${now.toISOString()}::timestamptz + make_interval(days => ${marginDays}))`;

export type ProductVariant = {
  sku: string;
  title: string;
  options: Record<string, string>;
  price: Money;
  /** A former price, shown crossed out. */
  compareAt: Money | null;
  available: number;
  weightGrams: number;
};

export type ProductPicture = {
  src: string;
  alt: string /** Of one variant, or of all. */;
  sku: string | null;
};

export type ProductPage = {
  slug: string;
  title: string;
  summary: string;
  body: string;
  image: string | null;
  pictures: ProductPicture[];
  category: { slug: string; name: string };
  variants: ProductVariant[];
};

/** One published product with its variants. */
export async function productBySlug({ db, now }: Reader, slug: string): Promise<ProductPage> {
  const [found] = await db
    .select({
      product,
      category: { slug: category.slug, name: category.name, margin: category.shelfLifeMarginDays },
    })
    .from(product)
    .innerJoin(category, eq(category.id, product.categoryId))
    .where(and(eq(product.slug, slug), sql`${product.publishedAt} <= ${now.toISOString()}::timestamptz`));
  if (!found) throw new DomainError("not_found", "We don't sell this, or no longer do.", { slug });
  type VariantRow = Omit<ProductVariant, "price" | "compareAt"> & {
    priceAmount: number;
    compareAtAmount: number | null;
    currency: string;
  };
  const pictures = await db.execute<ProductPicture>(sql`
    select i.src, i.alt, v.sku from product_image i
      left join variant v on v.id = i.variant_id and v.archived_at is null
     where i.product_id = ${found.product.id} order by i.position, i.id`);
  const { rows } = await db.execute<VariantRow>(sql`
    select v.sku, v.title, v.options, v.price_amount as "priceAmount", v.compare_at_amount as "compareAtAmount", v.currency, v.weight_grams as "weightGrams",
           coalesce(s.available, 0)::int as available
      from variant v
      left join lateral (${sellable(sql`v.id`, sql`${found.category.margin}::int`, now)}) s on true
     where v.product_id = ${found.product.id} and v.archived_at is null
     order by v.position, v.sku`);
  return {
    slug: found.product.slug,
    title: found.product.title,
    summary: found.product.summary,
    body: found.product.body,
    image: found.product.image,
    category: { slug: found.category.slug, name: found.category.name },
    pictures:
      pictures.rows.length === 0 && found.product.image
        ? [{ src: found.product.image, alt: "", sku: null }]
        : pictures.rows,
    variants: rows.map(({ priceAmount, compareAtAmount, currency, ...row }) => ({
      ...row,
      price: money(priceAmount, currency),
      compareAt: compareAtAmount === null ? null : money(compareAtAmount, currency),
    })),
  };
}

export type CategoryLink = {
  slug: string;
  name: string;
  description: string;
  products: number;
  image: string | null;
};

/** Categories that have something to sell, in the shop's order. */
export async function listCategories({ db, now }: Reader): Promise<CategoryLink[]> {
  const { rows } = await db.execute<CategoryLink>(sql`
    select c.slug, c.name, c.description, count(p.id)::int as products,
           (array_agg(p.image order by p.position, p.id))[1] as image
      from category c
      join product p on p.category_id = c.id and p.published_at <= ${now.toISOString()}::timestamptz
     group by c.id order by c.position, c.name`);
  return rows;
}

/** What can be sold of each SKU now; for pages that come from the cache and cart lines. */
export async function availabilityOf({ db, now }: Reader, skus: string[]): Promise<Record<string, number>> {
  if (skus.length === 0) return {};
  const { rows } = await db.execute<{ sku: string; available: number }>(sql`
    select v.sku, coalesce(s.available, 0)::int as available
      from variant v
      join product p on p.id = v.product_id
      join category c on c.id = p.category_id
      left join lateral (${sellable(sql`v.id`, sql`c.shelf_life_margin_days`, now)}) s on true
     where v.sku in ${skus} and v.archived_at is null`);
  return Object.fromEntries(rows.map((row) => [row.sku, row.available]));
}

/** "Oak stool (Large)"; the SKU itself when it is gone. */
export async function variantName({ db }: Pick<Reader, "db">, sku: string): Promise<string> {
  const [row] = await db
    .select({ title: product.title, variantTitle: variant.title })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .where(eq(variant.sku, sku))
    .orderBy(asc(variant.position));
  if (!row) return sku;
  return row.variantTitle ? `${row.title} (${row.variantTitle})` : row.title;
}
