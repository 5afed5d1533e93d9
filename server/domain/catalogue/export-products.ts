import { type SQL, sql } from "drizzle-orm";
import { csvLine } from "@/server/kernel/csv";
import type { Reader } from "@/server/kernel/ctx";
import { availabilityOf } from "./catalogue.queries";
import type { ExportFilter } from "./import.schema";
import { standingProducts } from "./import.store";
import { exportHeader, productLines } from "./shopify-export";

/** So many products are read together; memory stays the same however many there are. */
const page = 200;

/** The filtered products as a Shopify product file, piece by piece. `options.shop` stands before the paths of our own pictures. */
export async function* exportProducts(
  reader: Reader,
  filter: ExportFilter,
  options: { shop: string; currency: string },
): AsyncGenerator<string> {
  yield csvLine(exportHeader);
  let after: { position: number; id: string } | undefined;
  for (;;) {
    const { rows } = await reader.db.execute<{ slug: string; position: number; id: string }>(sql`
      select p.slug, p.position, p.id from product p join category c on c.id = p.category_id
       where ${sql.join(conditions(filter, reader.now, after), sql` and `)}
       order by p.position, p.id limit ${page}`);
    const slugs = rows.map(({ slug }) => slug);
    const products = await standingProducts(reader, slugs);
    const skus = [...products.values()].flatMap(({ variants }) => variants.map(({ sku }) => sku));
    const available = await availabilityOf(reader, skus);
    const lines = slugs.flatMap((slug) => {
      const product = products.get(slug);
      return product ? productLines(product, available, options) : [];
    });
    if (lines.length > 0) yield lines.map(csvLine).join("");
    after = rows.at(-1);
    if (!after || rows.length < page) return;
  }
}

function conditions(
  { q, category, show }: ExportFilter,
  now: Date,
  after: { position: number; id: string } | undefined,
): SQL[] {
  const like = q && `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  const at = sql`${now.toISOString()}::timestamptz`;
  const shown = {
    published: sql`p.published_at <= ${at}`,
    scheduled: sql`p.published_at > ${at}`,
    draft: sql`p.published_at is null`,
  };
  return [
    sql`true`,
    ...(after ? [sql`(p.position, p.id) > (${after.position}, ${after.id}::uuid)`] : []),
    ...(category ? [sql`c.slug = ${category}`] : []),
    ...(show ? [shown[show]] : []),
    ...(like
      ? [
          sql`(p.title ilike ${like} or p.slug ilike ${like} or exists (
                select 1 from variant v where v.product_id = p.id and (v.sku ilike ${like} or v.barcode = ${q})))`,
        ]
      : []),
  ];
}
