import { and, asc, eq, inArray, ne, or } from "drizzle-orm";
import { cartLine, category, product, productImage, stockRequest, variant } from "@/db/schema";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";

type ProductRow = typeof product.$inferSelect;
export type VariantRow = typeof variant.$inferSelect;

/** A product and its variants, locked: whoever else edits it waits. */
export async function lockProduct(
  tx: TxCtx,
  id: string,
): Promise<{ product: ProductRow; variants: VariantRow[] }> {
  const [row] = await tx.db
    .select()
    .from(product)
    .where(eq(product.id, asId<"product">(id)))
    .for("update");
  if (!row) throw new DomainError("not_found", "This product is no longer in the catalogue.", { id });
  const variants = await tx.db
    .select()
    .from(variant)
    .where(eq(variant.productId, row.id))
    .orderBy(asc(variant.position), asc(variant.sku));
  return { product: row, variants };
}

export async function findCategory(tx: TxCtx, slug: string): Promise<Id<"category">> {
  // Shared, so that nobody deletes the category before the product stands in it.
  const [row] = await tx.db
    .select({ id: category.id })
    .from(category)
    .where(eq(category.slug, slug))
    .for("key share");
  if (!row)
    throw new DomainError("not_found", "This category is gone. Choose another.", { field: "category" });
  return row.id;
}

/** Says which of these SKUs and barcodes belong to another product, beside the field they were typed in. */
export async function refuseTaken(
  tx: TxCtx,
  productId: Id<"product">,
  wanted: readonly { sku: string; barcode: string | null }[],
): Promise<void> {
  const barcodes = wanted.flatMap(({ barcode }) => (barcode ? [barcode] : []));
  const skus = wanted.map(({ sku }) => sku);
  const [taken] = await tx.db
    .select({ sku: variant.sku, barcode: variant.barcode, title: product.title, slug: product.slug })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .where(
      and(
        ne(variant.productId, productId),
        or(inArray(variant.sku, skus), inArray(variant.barcode, barcodes)),
      ),
    )
    .limit(1);
  if (!taken) return;
  const bySku = wanted.findIndex(({ sku }) => sku === taken.sku);
  const row = bySku >= 0 ? bySku : wanted.findIndex(({ barcode }) => barcode === taken.barcode);
  const what = bySku >= 0 ? `SKU ${taken.sku}` : `Barcode ${taken.barcode}`;
  throw new DomainError("invalid_input", `${what} belongs to ${taken.title} already.`, {
    field: `variants.${row}.${bySku >= 0 ? "sku" : "barcode"}`,
    slug: taken.slug,
  });
}

/**
 * Takes variants that nothing names out of the database; one that an order, the ledger or a purchase order names is
 * refused, and can be archived instead.
 */
export async function deleteVariants(tx: TxCtx, gone: readonly VariantRow[]): Promise<void> {
  for (const { id, sku } of gone) {
    await tx.db.delete(cartLine).where(eq(cartLine.variantId, id));
    await tx.db.delete(stockRequest).where(eq(stockRequest.variantId, id));
    await tx.db.update(productImage).set({ variantId: null }).where(eq(productImage.variantId, id));
    await tx.db
      .delete(variant)
      .where(eq(variant.id, id))
      .catch((error: unknown) => {
        if (!hasCode(error, "23503")) throw error;
        throw new DomainError(
          "invalid_input",
          `Orders or stock name ${sku}, so it can't be deleted. Archive it instead: shoppers then no longer see it.`,
          { field: "variants", sku },
        );
      });
  }
}

/** Whether PostgreSQL refused with this code, however deep the driver's error lies. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && (("code" in error && error.code === code) || hasCode(error.cause, code));
