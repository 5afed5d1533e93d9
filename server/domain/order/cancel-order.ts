import { takeOffSale } from "@/server/domain/inventory/expired-units";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import { moveHeldUnits } from "@/server/domain/inventory/reservation.store";
import { moneyUnderWay } from "@/server/domain/payment/payment.store";
import { closeBackorders } from "@/server/domain/shipment/backorder.store";
import { cancelShipments } from "@/server/domain/shipment/shipment.store";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { liftHolds, openHolds } from "./hold.store";
import { type Cancellation, type CancelReason, decideCancellation } from "./order";
import { lockOrder, type OrderRow, saveStatus } from "./order.store";

/**
 * Cancels an order and gives its stock back in the same transaction; what is past its date by now is not sold again. Money is not touched here: a policy voids or
 * refunds it once the cancellation is certain. Repeating it is quiet; a policy whose reason no longer holds is told so.
 */
export function cancelOrder(
  ctx: Ctx,
  orderId: Id<"order">,
  request: {
    reason: CancelReason;
    note?: string | undefined;
    /** False for staff who may not decide about money: a paid order is then refused, whatever it was a moment ago. */
    mayRefund?: boolean;
    /** Leave it alone when it has been paid meanwhile, or its money is being taken. */
    onlyPending?: boolean;
  },
): Promise<Cancellation["outcome"]> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);

    const decision = decideCancellation(order, {
      reason: request.reason,
      now: tx.now,
      ...(await moneyUnderWay(tx, orderId)),
      onlyPending: request.onlyPending ?? false,
    });
    if (decision.outcome !== "cancel") return decision.outcome;
    if (decision.wasPaid && request.mayRefund === false)
      throw new DomainError(
        "forbidden",
        `Order ${order.number} is paid; cancelling it refunds money, and that needs a manager.`,
        { needed: "manager" },
      );

    await endOrder(tx, order, decision, request);
    return decision.outcome;
  });
}

/** Ends an order that the caller has locked and decided on: nothing of it has left, and nothing will. */
export async function endOrder(
  tx: TxCtx,
  order: OrderRow,
  decision: { from: "reserved" | "committed"; wasPaid: boolean },
  request: { reason: CancelReason; note?: string | undefined },
): Promise<void> {
  const orderId = order.id;
  await saveStatus(tx, order, "cancelled", { reason: request.reason, note: request.note ?? null });
  await cancelShipments(tx, order);
  await liftHolds(tx, order, await openHolds(tx, orderId), "The order was cancelled.");
  await closeBackorders(tx, orderId, "cancelled");
  const released = await moveHeldUnits(tx, "release", decision.from, { orderId });
  const levelIds = released.map((unit) => unit.levelId);
  await takeOffSale(tx, { levelIds });

  const about = { orderId, orderNumber: order.number };
  await record(
    tx,
    fact("OrderCancelled", {
      ...about,
      reason: request.reason,
      wasPaid: decision.wasPaid,
      ...(request.note ? { note: request.note } : {}),
    }),
    fact("InventoryReleased", {
      ...about,
      units: released.map(({ sku, location, quantity }) => ({ sku, location, quantity })),
    }),
  );
  await noteLevels(tx, levelIds);
}
