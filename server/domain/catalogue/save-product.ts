import { eq, max } from "drizzle-orm";
import { product, variant } from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id, newId } from "@/server/kernel/id";
import { nextVersion, refuseEmptyShelf, variantTitle } from "./product";
import type { SaveProductInput } from "./product.schema";
import {
  deleteVariants,
  findCategory,
  hasCode,
  lockProduct,
  refuseTaken,
  type VariantRow,
} from "./product.store";

export type SavedProduct = { id: Id<"product">; slug: string; formerSlug: string | null; version: Date };

/**
 * Writes a product as one form shows it, variants included. A form that was opened before somebody else saved is refused.
 * Orders keep what they were placed with; carts show the new price.
 */
export async function saveProduct(ctx: Ctx, input: SaveProductInput): Promise<SavedProduct> {
  const { currency } = await readSettings(ctx);
  return inTransaction(ctx, async (tx) => {
    // Before the product, in the order in which a category's deletion locks the two.
    const categoryId = await findCategory(tx, input.category);
    const before = input.id ? await lockProduct(tx, input.id) : null;
    refuseStale(before?.product.updatedAt ?? null, input.version);
    refuseEmptyShelf(input.publishedAt, input.variants);
    const id = before?.product.id ?? newId<"product">();
    await refuseTaken(tx, id, input.variants);

    const { title, slug, summary, body, vendor, taxCategory, publishedAt } = input;
    const updatedAt = before ? nextVersion(before.product.updatedAt, tx.now) : tx.now;
    const tags = [...new Set(input.tags)];
    const row = { title, slug, summary, body, vendor, tags, taxCategory, publishedAt, categoryId, updatedAt };
    await (before
      ? tx.db.update(product).set(row).where(eq(product.id, id))
      : tx.db.insert(product).values({ ...row, id, position: await lastPlace(tx), createdAt: tx.now })
    ).catch((error: unknown) => {
      if (!hasCode(error, "23505")) throw error;
      throw new DomainError("invalid_input", `Another product has the address ${slug}. Change one of them.`, {
        field: "slug",
      });
    });
    await saveVariants(tx, { id, currency }, before?.variants ?? [], input);
    const formerSlug = before && before.product.slug !== slug ? before.product.slug : null;
    return { id, slug, formerSlug, version: updatedAt };
  });
}

/** The database counts finer than a form can tell: milliseconds decide. */
function refuseStale(saved: Date | null, read: Date | null): void {
  if (saved?.getTime() === read?.getTime()) return;
  throw new DomainError(
    "changed_meanwhile",
    "Somebody saved this product after you opened it. Nothing of yours was saved yet.",
    { savedAt: saved?.toISOString() ?? null },
  );
}

async function saveVariants(
  tx: TxCtx,
  of: { id: Id<"product">; currency: string },
  known: readonly VariantRow[],
  { options: names, variants }: SaveProductInput,
): Promise<void> {
  await deleteVariants(
    tx,
    known.filter(({ id }) => !variants.some((one) => one.id === id)),
  );
  // Two variants may swap SKUs or barcodes: whoever gives one up does so before another takes it.
  for (const { id, sku, barcode } of known) {
    const wanted = variants.find((one) => one.id === id);
    if (wanted && (wanted.sku !== sku || wanted.barcode !== barcode))
      await tx.db.update(variant).set({ sku: id, barcode: null }).where(eq(variant.id, id));
  }
  for (const [position, one] of variants.entries()) {
    const before = known.find(({ id }) => id === one.id);
    if (one.id && !before)
      throw new DomainError("not_found", `${one.sku} is no longer a variant of this product.`, {
        field: `variants.${position}.sku`,
      });
    const options = Object.fromEntries(names.map((name) => [name, one.options[name] ?? ""]));
    const row = {
      sku: one.sku,
      // A name from before there were options stays until there are some.
      title: names.length > 0 ? variantTitle(names, options) : (before?.title ?? ""),
      options,
      priceAmount: one.price,
      compareAtAmount: one.compareAt,
      currency: of.currency,
      weightGrams: one.weight,
      barcode: one.barcode,
      position,
      archivedAt: one.archived ? (before?.archivedAt ?? tx.now) : null,
    };
    await (before
      ? tx.db.update(variant).set(row).where(eq(variant.id, before.id))
      : tx.db.insert(variant).values({ ...row, id: newId<"variant">(), productId: asId<"product">(of.id) })
    ).catch((error: unknown) => {
      if (!hasCode(error, "23505")) throw error;
      throw new DomainError(
        "invalid_input",
        `Another product has just taken SKU ${one.sku} or its barcode.`,
        {
          field: `variants.${position}.sku`,
        },
      );
    });
  }
}

async function lastPlace(tx: TxCtx): Promise<number> {
  const [last] = await tx.db.select({ position: max(product.position) }).from(product);
  return (last?.position ?? -1) + 1;
}
