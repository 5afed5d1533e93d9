import { eq } from "drizzle-orm";
import { purchaseOrder } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { canMove, refuse } from "./purchase-order";
import { findPurchaseOrder, lockPurchaseOrder, named } from "./purchase-order.store";

type Input = { purchaseOrder: string; note: string };

/** Drops a draft, or an order of which nothing has come; the latter needs a note. Cancelling again is quiet. */
export function cancelPurchase(
  ctx: Ctx,
  { purchaseOrder: number, note }: Input,
): Promise<{ number: string }> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockPurchaseOrder(tx, await findPurchaseOrder(tx, number));
    if (order.status === "cancelled") return { number: order.number };
    if (!canMove(order.status, "cancelled"))
      refuse(order, "it can't be cancelled. Close what is missing instead");
    const wasOrdered = order.status === "ordered";
    if (wasOrdered && !note)
      throw new DomainError("invalid_input", "Say why: the supplier has this order already.", {
        field: "note",
      });

    await tx.db
      .update(purchaseOrder)
      .set({ status: "cancelled", cancelledAt: tx.now, cancelNote: note || null, approvalAskedAt: null })
      .where(eq(purchaseOrder.id, order.id));
    await record(tx, fact("PurchaseOrderCancelled", { ...named(order), note, wasOrdered }));
    return { number: order.number };
  });
}
