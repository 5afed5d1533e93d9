import { and, eq, inArray } from "drizzle-orm";
import { purchaseOrder, supplierItem } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { after, days } from "@/server/kernel/clock";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { type PurchaseOrderStatus, refuse } from "./purchase-order";
import { type LockedPurchaseOrder, lockPurchaseOrder, named, totalOf } from "./purchase-order.store";

/** Commits a draft: from now on its units are awaited, and its supplier is written to. Ordering it again is quiet. */
export const orderPurchase = (
  ctx: Ctx,
  id: Id<"purchaseOrder">,
): Promise<{ number: string; status: PurchaseOrderStatus }> =>
  inTransaction(ctx, async (tx) => orderLocked(tx, await lockPurchaseOrder(tx, id)));

/** The same for whoever has locked it and decided on what it holds. */
export async function orderLocked(
  tx: TxCtx,
  order: LockedPurchaseOrder,
): Promise<{ number: string; status: PurchaseOrderStatus }> {
  if (order.status === "cancelled") refuse(order, "it can't be ordered");
  if (order.status !== "draft") return { number: order.number, status: order.status };
  if (order.lines.length === 0)
    throw new DomainError("invalid_input", `${order.number} has no lines. Add what to order first.`, {
      field: "lines",
    });

  const leadTime = await longestLeadTime(tx, order);
  await tx.db
    .update(purchaseOrder)
    .set({
      status: "ordered",
      orderedBy: actorName(tx.actor),
      orderedAt: tx.now,
      expectedAt: after(tx.now, days(leadTime)),
      approvalAskedAt: null,
    })
    .where(eq(purchaseOrder.id, order.id));
  await record(
    tx,
    fact("PurchaseOrderOrdered", {
      ...named(order),
      supplier: order.supplier.name,
      location: order.location,
      total: totalOf(order),
      automatic: order.automatic,
    }),
  );
  return { number: order.number, status: "ordered" };
}

/** In days. The order is complete when its slowest item has come. */
async function longestLeadTime(tx: TxCtx, order: LockedPurchaseOrder): Promise<number> {
  const items = await tx.db
    .select({ variantId: supplierItem.variantId, days: supplierItem.leadTimeDays })
    .from(supplierItem)
    .where(
      and(
        eq(supplierItem.supplierId, order.supplierId),
        inArray(
          supplierItem.variantId,
          order.lines.map((line) => line.variantId),
        ),
      ),
    );
  const own = new Map(items.map((item) => [item.variantId, item.days]));
  return Math.max(...order.lines.map((line) => own.get(line.variantId) ?? order.supplier.leadTimeDays));
}
