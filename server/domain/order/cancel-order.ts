import { fact, record } from "@/server/events/outbox";
import { moveHeldUnits } from "@/server/domain/inventory/reservation.store";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import { hasCapturing } from "@/server/domain/payment/payment.store";
import { cancelShipments } from "@/server/domain/shipment/shipment.store";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { type CancelReason, type Cancellation, decideCancellation } from "./order";
import { lockOrder, saveStatus } from "./order.store";

/**
 * Cancels an order and gives its stock back in the same transaction. Money is not touched here: a policy voids or
 * refunds it once the cancellation is certain. Repeating it is quiet; a policy whose reason no longer holds is told so.
 */
export function cancelOrder(
  ctx: Ctx,
  orderId: Id<"order">,
  request: { reason: CancelReason; note?: string | undefined },
): Promise<Cancellation["outcome"]> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);

    const decision = decideCancellation(order, {
      reason: request.reason,
      now: tx.now,
      capturing: await hasCapturing(tx, orderId),
    });
    if (decision.outcome !== "cancel") return decision.outcome;

    await saveStatus(tx, order, "cancelled", { reason: request.reason, note: request.note ?? null });
    await cancelShipments(tx, orderId);
    const released = await moveHeldUnits(tx, "release", decision.from, { orderId });

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
    await noteLevels(tx, released.map((unit) => unit.levelId));
    return decision.outcome;
  });
}
