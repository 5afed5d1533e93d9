import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import {
  catalogueImport,
  catalogueImportRow,
  category,
  type ImportFault,
  product,
  productImage,
  variant,
} from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { FileProduct } from "./import";
import type { StandingProduct } from "./import-plan";

export type ImportRow = typeof catalogueImport.$inferSelect;

/** An import, locked, for a decision about it. */
export async function lockImport(tx: TxCtx, id: Id<"catalogueImport">): Promise<ImportRow> {
  const [row] = await tx.db.select().from(catalogueImport).where(eq(catalogueImport.id, id)).for("update");
  if (!row) throw new DomainError("not_found", "There is no such import.", { id });
  return row;
}

export const saveImport = (
  { db }: Pick<Reader, "db">,
  id: Id<"catalogueImport">,
  fields: Partial<typeof catalogueImport.$inferInsert>,
) => db.update(catalogueImport).set(fields).where(eq(catalogueImport.id, id));

export type StagedRow = {
  position: number;
  handle: string;
  line: number;
  product: Record<string, unknown> | null;
  faults: ImportFault[];
};

/** The staged rows behind a position, in the file's order. */
export const stagedAfter = (
  { db }: Pick<Reader, "db">,
  importId: Id<"catalogueImport">,
  position: number,
  limit: number,
): Promise<StagedRow[]> =>
  db
    .select({
      position: catalogueImportRow.position,
      handle: catalogueImportRow.handle,
      line: catalogueImportRow.line,
      product: catalogueImportRow.product,
      faults: catalogueImportRow.faults,
    })
    .from(catalogueImportRow)
    .where(and(eq(catalogueImportRow.importId, importId), gt(catalogueImportRow.position, position)))
    .orderBy(asc(catalogueImportRow.position))
    .limit(limit);

/** The products of the catalogue with these addresses, by address, with all that an import may change. */
export async function standingProducts(
  { db }: Pick<Reader, "db">,
  slugs: readonly string[],
): Promise<Map<string, StandingProduct>> {
  if (slugs.length === 0) return new Map();
  const found = await db
    .select({ product, category: category.name })
    .from(product)
    .innerJoin(category, eq(category.id, product.categoryId))
    .where(inArray(product.slug, [...slugs]));
  const ids = found.map((row) => row.product.id);
  if (ids.length === 0) return new Map();
  const [variants, pictures] = await Promise.all([
    db.select().from(variant).where(inArray(variant.productId, ids)).orderBy(variant.position, variant.sku),
    db
      .select()
      .from(productImage)
      .where(inArray(productImage.productId, ids))
      .orderBy(productImage.position, productImage.id),
  ]);
  const products = new Map<string, StandingProduct>(
    found.map((row) => [
      row.product.id,
      {
        ...row.product,
        category: row.category,
        published: row.product.publishedAt !== null,
        variants: [],
        pictures: [],
      },
    ]),
  );
  for (const row of variants)
    products.get(row.productId)?.variants.push({ ...row, archived: row.archivedAt !== null });
  for (const row of pictures) products.get(row.productId)?.pictures.push(row);
  return new Map([...products.values()].map((one) => [one.slug, one]));
}

/** Whom SKUs and barcodes belong to in the catalogue: the address of their product. */
export async function ownersOf(
  { db }: Pick<Reader, "db">,
  skus: readonly string[],
  barcodes: readonly string[],
): Promise<{ skus: Map<string, string>; barcodes: Map<string, string> }> {
  const rows = await db
    .select({ sku: variant.sku, barcode: variant.barcode, slug: product.slug })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .where(
      sql`${variant.sku} = any(${sql.param([...skus])}) or ${variant.barcode} = any(${sql.param([...barcodes])})`,
    );
  return {
    skus: new Map(rows.map((row) => [row.sku, row.slug])),
    barcodes: new Map(rows.flatMap((row) => (row.barcode ? [[row.barcode, row.slug] as const] : []))),
  };
}

/** A staged product as it was written by us. */
export const asProduct = (staged: Record<string, unknown>): FileProduct => staged as unknown as FileProduct;
