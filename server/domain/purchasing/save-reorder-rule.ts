import { and, eq } from "drizzle-orm";
import { reorderRule, stockLevel, supplier, supplierItem } from "@/db/schema";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { noteLevels } from "../inventory/note-levels";
import { findPlace, findVariant, lockShelf } from "../inventory/stock.store";
import type { SaveReorderRuleInput } from "./reorder.schema";

export type SavedRule = {
  variantId: Id<"variant">;
  locationId: Id<"location">;
  /** Below its point as the rule stands now. */
  low: boolean;
};

/** Writes or changes when and how far a place is filled up. The level is compared with the new point at once. */
export function saveReorderRule(ctx: Ctx, input: SaveReorderRuleInput): Promise<SavedRule> {
  return inTransaction(ctx, async (tx) => {
    const variantId = await findVariant(tx, input.sku);
    const locationId = await findPlace(tx, input.location);
    const supplierId = input.supplier ? await sellerOf(tx, input.supplier, input.sku, variantId) : null;
    const levels = await levelsAt(tx, variantId, locationId);

    const marks = { reorderPoint: input.reorderPoint, reorderUpTo: input.reorderUpTo, supplierId };
    await tx.db
      .insert(reorderRule)
      .values({ variantId, locationId, ...marks })
      .onConflictDoUpdate({ target: [reorderRule.variantId, reorderRule.locationId], set: marks });
    await noteLevels(tx, levels);

    const [rule] = await tx.db
      .select({ lowSince: reorderRule.lowSince })
      .from(reorderRule)
      .where(and(eq(reorderRule.variantId, variantId), eq(reorderRule.locationId, locationId)));
    return { variantId, locationId, low: rule?.lowSince != null };
  });
}

/** Goods that have never been at a place get an empty level there, so that they can be found low. */
async function levelsAt(tx: TxCtx, variantId: Id<"variant">, locationId: Id<"location">): Promise<number[]> {
  const levels = await tx.db
    .select({ id: stockLevel.id })
    .from(stockLevel)
    .where(and(eq(stockLevel.variantId, variantId), eq(stockLevel.locationId, locationId)));
  if (levels.length > 0) return levels.map((level) => level.id);
  return [(await lockShelf(tx, { variantId, locationId, lotId: null })).id];
}

async function sellerOf(
  tx: TxCtx,
  code: string,
  sku: string,
  variantId: Id<"variant">,
): Promise<Id<"supplier">> {
  const [seller] = await tx.db
    .select({ id: supplier.id, name: supplier.name, active: supplier.active, item: supplierItem.variantId })
    .from(supplier)
    .leftJoin(
      supplierItem,
      and(eq(supplierItem.supplierId, supplier.id), eq(supplierItem.variantId, variantId)),
    )
    .where(eq(supplier.code, code));
  const field = { field: "supplier" };
  if (!seller) throw new DomainError("not_found", `There is no supplier ${code}.`, field);
  if (!seller.active)
    throw new DomainError("invalid_input", `${seller.name} is no longer ordered from.`, field);
  if (!seller.item)
    throw new DomainError(
      "invalid_input",
      `${seller.name} doesn't list ${sku}. Add it to their items first, or choose another supplier.`,
      field,
    );
  return seller.id;
}
