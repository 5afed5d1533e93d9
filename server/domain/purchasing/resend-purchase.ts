import { and, eq, gt } from "drizzle-orm";
import { event } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { after, minutes } from "@/server/kernel/clock";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { refuse } from "./purchase-order";
import { findPurchaseOrder, lockPurchaseOrder, named } from "./purchase-order.store";

/** Asks for one more mail to the supplier. A second press within a minute is taken for the first. */
export function resendPurchase(
  ctx: Ctx,
  { purchaseOrder: number }: { purchaseOrder: string },
): Promise<{ number: string }> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockPurchaseOrder(tx, await findPurchaseOrder(tx, number));
    if (order.status === "draft" || order.status === "cancelled") refuse(order, "there is nothing to send");
    const [lately] = await tx.db
      .select({ id: event.id })
      .from(event)
      .where(
        and(
          eq(event.aggregate, "purchase_order"),
          eq(event.aggregateId, order.id),
          eq(event.name, "PurchaseOrderSendAsked"),
          gt(event.occurredAt, after(tx.now, -minutes(1))),
        ),
      )
      .limit(1);
    if (!lately) await record(tx, fact("PurchaseOrderSendAsked", named(order)));
    return { number: order.number };
  });
}
