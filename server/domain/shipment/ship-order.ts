import { eq } from "drizzle-orm";
import { parcel } from "@/db/schema";
import { moveHeldUnits } from "@/server/domain/inventory/reservation.store";
import { refuseHeld } from "@/server/domain/order/hold.store";
import { saveStatus } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import { after, minutes } from "@/server/kernel/clock";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import { buyLabel } from "./buy-label";
import { findShipment, liveParcel, lockShipment, progressOf, saveShipment } from "./shipment.store";

/** The first time the carrier is asked by us, in case no push ever comes. */
const firstPollAfter = minutes(30);

/**
 * Hands a shipment over: its units leave the shelf, it gets its tracking number, and the order is shipped when this was
 * the last one. A packed shipment without a label gets one first. Shipping again gives the same number.
 */
export async function shipOrder(ctx: WithPorts, name: string): Promise<{ trackingNumber: string }> {
  const current = await findShipment(ctx, name);
  if (current.status === "packed") await buyLabel(ctx, name);

  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    const box = await liveParcel(tx, shipment.id);
    const sent = shipment.status === "shipped" || shipment.status === "delivered";
    if (sent && box?.trackingNumber) return { trackingNumber: box.trackingNumber };
    await refuseHeld(tx, order);

    const pollAt = after(tx.now, firstPollAfter);
    await saveShipment(tx, order, shipment, "shipped", {
      shippedAt: tx.now,
      pollAt,
      tracking: "pre_transit",
    });
    if (!box?.trackingNumber)
      throw new DomainError(
        "invalid_transition",
        `Shipment ${shipment.number} has no label. Buy one first.`,
        {},
      );
    await tx.db.update(parcel).set({ tracking: "pre_transit" }).where(eq(parcel.id, box.id));
    await moveHeldUnits(tx, "ship", "committed", { orderId: order.id, shipmentId: shipment.id });

    const { total, out } = await progressOf(tx, order.id);
    const complete = out === total;
    if (complete) await saveStatus(tx, order, "shipped");
    else if (order.status === "paid") await saveStatus(tx, order, "partially_shipped");

    await record(
      tx,
      fact("OrderShipped", {
        orderId: order.id,
        orderNumber: order.number,
        shipmentId: shipment.id,
        shipmentNumber: shipment.number,
        trackingNumbers: [box.trackingNumber],
        complete,
      }),
    );
    return { trackingNumber: box.trackingNumber };
  });
}
