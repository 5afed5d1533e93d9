import { eq } from "drizzle-orm";
import { purchaseOrder, purchaseOrderLine } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { awaited, canMove, refuse } from "./purchase-order";
import { findPurchaseOrder, lockPurchaseOrder, named } from "./purchase-order.store";

type Input = { purchaseOrder: string; note: string };

/** Closes an order whose supplier will not send the rest: nothing more is awaited, so low stock can be ordered anew. */
export function giveUpRest(
  ctx: Ctx,
  { purchaseOrder: number, note }: Input,
): Promise<{ number: string; units: number }> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockPurchaseOrder(tx, await findPurchaseOrder(tx, number));
    if (order.status === "received") return { number: order.number, units: 0 };
    if (order.status === "ordered") refuse(order, "nothing of it has come, so cancel it instead");
    if (!canMove(order.status, "received")) refuse(order, "there is nothing to close");

    let units = 0;
    for (const line of order.lines) {
      const rest = awaited(line);
      if (rest === 0) continue;
      units += rest;
      await tx.db
        .update(purchaseOrderLine)
        .set({ givenUp: line.givenUp + rest })
        .where(eq(purchaseOrderLine.id, line.id));
    }
    await tx.db
      .update(purchaseOrder)
      .set({ status: "received", receivedAt: tx.now })
      .where(eq(purchaseOrder.id, order.id));
    await record(tx, fact("PurchaseOrderClosed", { ...named(order), units, note }));
    return { number: order.number, units };
  });
}
