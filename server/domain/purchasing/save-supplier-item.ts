import { and, eq } from "drizzle-orm";
import { reorderRule, supplierItem } from "@/db/schema";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { findVariant } from "../inventory/stock.store";
import type { SupplierItemInput } from "./supplier.schema";

/** Adds what a supplier sells us, or changes its terms. Purchase orders keep the terms they were written with. */
export function saveSupplierItem(
  ctx: Ctx,
  supplierId: Id<"supplier">,
  { sku, ...terms }: SupplierItemInput,
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const variantId = await findVariant(tx, sku);
    await tx.db
      .insert(supplierItem)
      .values({ supplierId, variantId, ...terms })
      .onConflictDoUpdate({ target: [supplierItem.supplierId, supplierItem.variantId], set: terms });
  });
}

/** Takes an article off. Reorder rules that ordered it there are left without a supplier; returns how many. */
export function removeSupplierItem(ctx: Ctx, supplierId: Id<"supplier">, sku: string): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const variantId = await findVariant(tx, sku);
    const orphaned = await tx.db
      .update(reorderRule)
      .set({ supplierId: null })
      .where(and(eq(reorderRule.variantId, variantId), eq(reorderRule.supplierId, supplierId)))
      .returning({ place: reorderRule.locationId });
    await tx.db
      .delete(supplierItem)
      .where(and(eq(supplierItem.supplierId, supplierId), eq(supplierItem.variantId, variantId)));
    return orphaned.length;
  });
}
