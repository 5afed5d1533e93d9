import { and, eq, inArray } from "drizzle-orm";
import { purchaseOrderLine, supplierItem, variant } from "@/db/schema";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { wholePacks } from "./purchase-order";
import type { LockedLine } from "./purchase-order.store";

/** A quantity that was raised to whole packs or to the supplier's minimum. */
export type Rounded = { sku: string; asked: number; quantity: number; packSize: number };

type Wanted = { sku: string; quantity: number };
type To = {
  id: Id<"purchaseOrder">;
  supplierId: Id<"supplier">;
  supplierName: string;
  lines: readonly LockedLine[];
};

/** Writes new lines at the supplier's terms of today. A SKU that the order has already is refused, not doubled. */
export async function addLines(tx: TxCtx, order: To, wanted: readonly Wanted[]): Promise<Rounded[]> {
  if (wanted.length === 0) return [];
  const items = await itemsOf(tx, order.supplierId, wanted);
  const taken = new Set(order.lines.map((line) => line.sku));
  const last = Math.max(0, ...order.lines.map((line) => line.position));
  const rounded: Rounded[] = [];
  const rows = wanted.map(({ sku, quantity: asked }, place) => {
    const item = items.get(sku.toUpperCase());
    if (!item)
      throw new DomainError(
        "not_found",
        `${order.supplierName} does not sell us ${sku}. Check the SKU, or add it to what they sell.`,
        {
          field: "sku",
          sku,
        },
      );
    if (taken.has(item.sku))
      throw new DomainError(
        "invalid_input",
        `${item.sku} is on this order already. Change its quantity there.`,
        {
          field: "sku",
          sku,
        },
      );
    taken.add(item.sku);
    const quantity = wholePacks(asked, item);
    if (quantity !== asked) rounded.push({ sku: item.sku, asked, quantity, packSize: item.packSize });
    return {
      id: newId<"purchaseOrderLine">(),
      purchaseOrderId: order.id,
      position: last + place + 1,
      variantId: item.variantId,
      supplierSku: item.supplierSku,
      packSize: item.packSize,
      costAmount: item.costAmount,
      quantity,
    };
  });
  await tx.db.insert(purchaseOrderLine).values(rows);
  return rounded;
}

async function itemsOf(tx: TxCtx, supplierId: Id<"supplier">, wanted: readonly Wanted[]) {
  const rows = await tx.db
    .select({
      sku: variant.sku,
      variantId: variant.id,
      supplierSku: supplierItem.supplierSku,
      packSize: supplierItem.packSize,
      costAmount: supplierItem.costAmount,
      minimumQuantity: supplierItem.minimumQuantity,
    })
    .from(supplierItem)
    .innerJoin(variant, eq(variant.id, supplierItem.variantId))
    .where(
      and(
        eq(supplierItem.supplierId, supplierId),
        inArray(
          variant.sku,
          wanted.flatMap(({ sku }) => [sku, sku.toUpperCase()]),
        ),
      ),
    );
  return new Map(rows.map((row) => [row.sku.toUpperCase(), row]));
}

/** "TEST-A: 10 became 12, in packs of 6." */
export const roundingWords = ({ sku, asked, quantity, packSize }: Rounded): string =>
  packSize === 1
    ? `${sku}: ${asked} became ${quantity}, the fewest its supplier sends.`
    : `${sku}: ${asked} became ${quantity}, ${quantity / packSize} ${quantity === packSize ? "pack" : "packs"} of ${packSize}.`;
