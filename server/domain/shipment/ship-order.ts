import { eq } from "drizzle-orm";
import { parcel } from "@/db/schema";
import { moveHeldUnits } from "@/server/domain/inventory/reservation.store";
import { refuseHeld } from "@/server/domain/order/hold.store";
import { saveStatus } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import { after, minutes } from "@/server/kernel/clock";
import { inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import { buyLabel, type Labels } from "./buy-label";
import { openManifest } from "./manifest.store";
import { packagesOf } from "./package.store";
import {
  findShipment,
  liveParcels,
  lockShipment,
  type ParcelRow,
  progressOf,
  type ShipmentRow,
  saveShipment,
} from "./shipment.store";

/** The first time the carrier is asked by us, in case no push ever comes. */
const firstPollAfter = minutes(30);

/**
 * Hands a shipment over with all its packages: its units leave the shelf, its parcels go on the carrier's list of the day, and
 * the order is shipped when this was the last one. A packed shipment without labels gets them first. Shipping again gives the
 * same numbers.
 */
export async function shipOrder(ctx: WithPorts, name: string): Promise<Labels> {
  const current = await findShipment(ctx, name);
  if (current.status === "packed") await buyLabel(ctx, name);

  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    const boxes = (await liveParcels(tx, shipment.id)).filter((one) => one.labelStatus === "bought");
    const trackingNumbers = boxes.flatMap(({ trackingNumber }) => trackingNumber ?? []);
    const [trackingNumber] = trackingNumbers;
    const sent = shipment.status === "shipped" || shipment.status === "delivered";
    if (sent && trackingNumber) return { trackingNumber, trackingNumbers };
    await refuseHeld(tx, order);

    await saveShipment(tx, order, shipment, "shipped", {
      shippedAt: tx.now,
      pollAt: after(tx.now, firstPollAfter),
      tracking: "pre_transit",
    });
    if (!trackingNumber || (await packagesOf(tx, shipment.id)).length > boxes.length)
      throw new DomainError(
        "invalid_transition",
        `Shipment ${shipment.number} has a package without a label. Buy one first.`,
        {},
      );
    await listForCarrier(tx, shipment, boxes);
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
        trackingNumbers,
        complete,
      }),
    );
    return { trackingNumber, trackingNumbers };
  });
}

/** Puts each parcel on the list that its carrier's next van takes along. */
async function listForCarrier(tx: TxCtx, { locationId }: ShipmentRow, boxes: readonly ParcelRow[]) {
  for (const carrier of [...new Set(boxes.map((box) => box.carrier))].sort()) {
    const manifestId = await openManifest(tx, locationId, carrier);
    for (const box of boxes.filter((one) => one.carrier === carrier))
      await tx.db.update(parcel).set({ tracking: "pre_transit", manifestId }).where(eq(parcel.id, box.id));
  }
}
