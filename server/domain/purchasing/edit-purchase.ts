import { and, eq, inArray } from "drizzle-orm";
import { purchaseOrder, purchaseOrderLine, supplierItem } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { addLines, type Rounded } from "./purchase-lines";
import { assertDraft, wholePacks } from "./purchase-order";
import type { EditPurchaseInput } from "./purchase-order.schema";
import {
  findPurchaseOrder,
  type LockedLine,
  type LockedPurchaseOrder,
  lockPurchaseOrder,
  named,
} from "./purchase-order.store";

/**
 * Changes a draft: quantities, lines, its note. What the form didn't show stays: the low-stock policy may have added a
 * line while somebody was typing.
 */
export function editPurchase(
  ctx: Ctx,
  input: EditPurchaseInput,
): Promise<{ number: string; rounded: Rounded[]; changes: string[] }> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockPurchaseOrder(tx, await findPurchaseOrder(tx, input.purchaseOrder));
    assertDraft(order);

    const changed = await changeQuantities(tx, order, input);
    const removed = await removeLines(tx, order, input.remove);
    const kept = order.lines.filter((line) => !removed.includes(line));
    const rounded = await addLines(
      tx,
      { ...order, supplierName: order.supplier.name, lines: kept },
      input.add,
    );
    const note = input.note !== undefined && input.note !== order.note;
    if (note)
      await tx.db.update(purchaseOrder).set({ note: input.note }).where(eq(purchaseOrder.id, order.id));

    const changes = [
      ...changed.words,
      ...removed.map((line) => `${line.sku} taken off`),
      ...input.add.map(({ sku }) => `${sku} added`),
      ...(note ? ["note changed"] : []),
    ];
    if (changes.length > 0)
      await record(tx, fact("PurchaseOrderChanged", { ...named(order), change: changes.join(", ") }));
    return { number: order.number, rounded: [...changed.rounded, ...rounded], changes };
  });
}

async function changeQuantities(tx: TxCtx, order: LockedPurchaseOrder, input: EditPurchaseInput) {
  const minimums = await minimumsOf(tx, order);
  const rounded: Rounded[] = [];
  const words: string[] = [];
  for (const { line: id, quantity: asked } of input.lines) {
    const line = lineOf(order, id);
    if (asked === line.quantity || input.remove.includes(id)) continue;
    const { sku, packSize } = line;
    const quantity = wholePacks(asked, { packSize, minimumQuantity: minimums.get(line.variantId) ?? 1 });
    if (quantity !== asked) rounded.push({ sku, asked, quantity, packSize });
    if (quantity === line.quantity) continue;
    // The policy's reckoning no longer explains a figure that a person wrote.
    await tx.db
      .update(purchaseOrderLine)
      .set({ quantity, reason: null })
      .where(eq(purchaseOrderLine.id, line.id));
    words.push(`${sku} ${line.quantity} → ${quantity}`);
  }
  return { rounded, words };
}

async function minimumsOf(tx: TxCtx, order: LockedPurchaseOrder) {
  const rows = await tx.db.select().from(supplierItem).where(eq(supplierItem.supplierId, order.supplierId));
  return new Map(rows.map((row) => [row.variantId, row.minimumQuantity]));
}

/** Taking off what somebody else has just taken off is quiet. */
async function removeLines(
  tx: TxCtx,
  order: LockedPurchaseOrder,
  ids: readonly string[],
): Promise<LockedLine[]> {
  const gone = order.lines.filter((line) => ids.includes(line.id));
  if (gone.length > 0)
    await tx.db.delete(purchaseOrderLine).where(
      and(
        eq(purchaseOrderLine.purchaseOrderId, order.id),
        inArray(
          purchaseOrderLine.id,
          gone.map((line) => line.id),
        ),
      ),
    );
  return gone;
}

function lineOf(order: LockedPurchaseOrder, id: string): LockedLine {
  const line = order.lines.find((candidate) => candidate.id === id);
  if (!line)
    throw new DomainError(
      "not_found",
      `A line of ${order.number} is gone. Somebody took it off; load the page again.`,
      {
        field: "lines",
      },
    );
  return line;
}
