import { asc, eq, type SQL, sql } from "drizzle-orm";
import { category, product, type TaxCategory, variant } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import type { Id } from "@/server/kernel/id";
import { fetchingPictures } from "./picture";
import type { Visibility } from "./product";
import type { ProductFilter, ProductSort } from "./product.schema";

export type ProductRow = {
  id: string;
  slug: string;
  title: string;
  image: string | null;
  category: string;
  visibility: Visibility;
  publishedAt: string | null;
  updatedAt: string;
  variants: number;
  archived: number;
  fromAmount: number | null;
  toAmount: number | null;
  currency: string | null;
  available: number;
};

const pageSize = 50;

const sorts: Record<ProductSort, { key: SQL; way: SQL; beyond: SQL }> = {
  // Milliseconds as they stand in the cursor; finer than that PostgreSQL's numbers don't survive the round trip.
  updated: { key: sql`(extract(epoch from p.updated_at) * 1000)::bigint`, way: sql`desc`, beyond: sql`<` },
  newest: { key: sql`(extract(epoch from p.created_at) * 1000)::bigint`, way: sql`desc`, beyond: sql`<` },
  title: { key: sql`lower(p.title)`, way: sql`asc`, beyond: sql`>` },
};

/** Whether a product can be seen, and from when, at a moment. */
const visibility = (now: string) => sql`
  case when p.published_at is null then 'draft' when p.published_at > ${now}::timestamptz then 'scheduled' else 'published' end`;

/** A page of the catalogue as managers see it. Prices and stock are added up for the rows of the page only. */
export async function listProducts(
  { db, now }: Reader,
  filter: ProductFilter,
): Promise<{ rows: ProductRow[]; nextCursor: string | null }> {
  const { key, way, beyond } = sorts[filter.sort ?? "updated"];
  const from = readCursor(filter.cursor);
  const at = now.toISOString();
  const wanted: SQL[] = [sql`true`];
  if (from) wanted.push(sql`(${key}, p.id) ${beyond} (${from[0]}, ${from[1]}::uuid)`);
  if (filter.category)
    wanted.push(sql`p.category_id = (select id from category where slug = ${filter.category})`);
  if (filter.show === "archived")
    wanted.push(
      sql`exists (select 1 from variant v where v.product_id = p.id and v.archived_at is not null)`,
    );
  else if (filter.show) wanted.push(sql`${visibility(at)} = ${filter.show}`);
  if (filter.picture === "none") wanted.push(sql`p.image is null`);
  if (filter.picture === "linked")
    wanted.push(sql`exists (select 1 from product_image i where i.product_id = p.id and i.src ~ '^https?:')`);
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    wanted.push(sql`(p.title ilike ${like} or p.slug ilike ${like} or p.vendor ilike ${like} or p.id in (
      select v.product_id from variant v where v.sku ilike ${like} or v.barcode = ${filter.q}))`);
  }
  const { rows } = await db.execute<ProductRow & { sortKey: string | number }>(sql`
    with page as (
      select p.*, ${key} as sort_key from product p
       where ${sql.join(wanted, sql` and `)}
       order by ${key} ${way}, p.id ${way} limit ${pageSize + 1}
    )
    select p.id, p.slug, p.title, p.image, c.name as category, ${visibility(at)} as visibility,
           to_json(p.published_at) #>> '{}' as "publishedAt", to_json(p.updated_at) #>> '{}' as "updatedAt",
           coalesce(g.variants, 0)::int as variants, coalesce(g.archived, 0)::int as archived,
           g.from_amount as "fromAmount", g.to_amount as "toAmount", g.currency,
           coalesce(g.available, 0)::int as available, p.sort_key as "sortKey"
      from page p
      join category c on c.id = p.category_id
      left join lateral (
        select count(*) filter (where v.archived_at is null) as variants,
               count(*) filter (where v.archived_at is not null) as archived,
               min(v.price_amount) filter (where v.archived_at is null) as from_amount,
               max(v.price_amount) filter (where v.archived_at is null) as to_amount,
               min(v.currency) as currency,
               sum((select sum(s.available) from stock_level s where s.variant_id = v.id)) as available
          from variant v where v.product_id = p.id) g on true
     order by p.sort_key ${way}, p.id ${way}`);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: rows.length > pageSize && last ? writeCursor([last.sortKey, last.id]) : null,
  };
}

export type EditedVariant = {
  id: Id<"variant">;
  sku: string;
  title: string;
  options: Record<string, string>;
  priceAmount: number;
  compareAtAmount: number | null;
  weightGrams: number;
  barcode: string | null;
  archived: boolean;
  available: number;
};

export type EditedProduct = {
  id: Id<"product">;
  /** When it was last saved; a form sends it back, so that it can't undo what it hasn't seen. */
  version: string;
  slug: string;
  title: string;
  summary: string;
  body: string;
  vendor: string;
  tags: string[];
  category: string;
  taxCategory: TaxCategory;
  image: string | null;
  publishedAt: Date | null;
  variants: EditedVariant[];
};

/** One product with all its variants, archived ones too; null when there is none with this address. */
export const productToEdit = (reader: Pick<Reader, "db">, slug: string): Promise<EditedProduct | null> =>
  editedWhere(reader, eq(product.slug, slug));

/** The same, for a form that was refused because somebody else has saved meanwhile. */
export const productSavedAs = (
  reader: Pick<Reader, "db">,
  id: Id<"product">,
): Promise<EditedProduct | null> => editedWhere(reader, eq(product.id, id));

async function editedWhere({ db }: Pick<Reader, "db">, where: SQL): Promise<EditedProduct | null> {
  const [found] = await db
    .select({ row: product, category: category.slug })
    .from(product)
    .innerJoin(category, eq(category.id, product.categoryId))
    .where(where);
  if (!found) return null;
  const available = sql<number>`coalesce((select sum(s.available) from stock_level s where s.variant_id = variant.id), 0)::int`;
  const variants = await db
    .select({
      id: variant.id,
      sku: variant.sku,
      title: variant.title,
      options: variant.options,
      priceAmount: variant.priceAmount,
      compareAtAmount: variant.compareAtAmount,
      weightGrams: variant.weightGrams,
      barcode: variant.barcode,
      archived: sql<boolean>`${variant.archivedAt} is not null`,
      available,
    })
    .from(variant)
    .where(eq(variant.productId, found.row.id))
    .orderBy(asc(variant.position), asc(variant.sku));
  const { id, slug, title, summary, body, vendor, tags, taxCategory, image, publishedAt, updatedAt } =
    found.row;
  const version = updatedAt.toISOString();
  const head = { id, version, slug, title, summary, body, vendor, tags, taxCategory, image, publishedAt };
  return { ...head, category: found.category, variants };
}

export type EditedPicture = {
  id: string;
  src: string;
  alt: string;
  sku: string | null;
  width: number | null;
  height: number | null;
  /** Why one that is only a link could not be fetched so far. */
  trouble: string | null;
};

/** A product's pictures, the cover first. A cover from before there were several stands alone, and is known as "cover". */
export async function picturesOf(
  { db }: Pick<Reader, "db">,
  of: { id: Id<"product">; image: string | null },
): Promise<EditedPicture[]> {
  const { rows } = await db.execute<EditedPicture>(sql`
    select i.id, i.src, i.alt, v.sku, i.width, i.height, r.reason as trouble
      from product_image i
      left join variant v on v.id = i.variant_id
      left join policy_run r on r.policy = ${fetchingPictures} and r.trigger = i.id::text
     where i.product_id = ${of.id}
     order by i.position, i.id`);
  if (rows.length > 0 || !of.image) return rows;
  return [{ id: "cover", src: of.image, alt: "", sku: null, width: null, height: null, trouble: null }];
}

export type CategoryRow = {
  id: string;
  slug: string;
  name: string;
  description: string;
  shelfLifeMarginDays: number;
  products: number;
  published: number;
};

/** All categories in the shop's order, empty ones too. */
export async function categoriesToEdit({ db, now }: Reader): Promise<CategoryRow[]> {
  const { rows } = await db.execute<CategoryRow>(sql`
    select c.id, c.slug, c.name, c.description, c.shelf_life_margin_days as "shelfLifeMarginDays",
           count(p.id)::int as products,
           count(p.id) filter (where p.published_at <= ${now.toISOString()}::timestamptz)::int as published
      from category c left join product p on p.category_id = c.id
     group by c.id order by c.position, c.name`);
  return rows;
}

/** Names that were typed before, to choose from; a long list helps nobody. */
export async function vendorsOf({ db }: Pick<Reader, "db">): Promise<string[]> {
  const { rows } = await db.execute<{ vendor: string }>(sql`
    select vendor from product where vendor <> '' group by vendor order by count(*) desc, vendor limit 50`);
  return rows.map(({ vendor }) => vendor);
}
