import { eq } from "drizzle-orm";
import { location, parcel } from "@/db/schema";
import { refuseHeld } from "@/server/domain/order/hold.store";
import { fact, record } from "@/server/events/outbox";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { BookedParcel, Carrier, Parcel } from "@/server/ports/carrier";
import { carrierOf } from "./carrier";
import { contents } from "./pick-shipment";
import { assertCanMove, packagingGrams } from "./shipment";
import { liveParcel, lockShipment, type ParcelRow, saveShipment } from "./shipment.store";
import { voidLabels } from "./void-labels";

/**
 * Buys the label of a packed shipment: the parcel's row is the intent, written before the carrier is asked, so that the
 * button pressed twenty times buys one. An intent whose outcome is unknown is not bought again by itself.
 */
export async function buyLabel(
  ctx: WithPorts,
  name: string,
  options: { weightGrams?: number | undefined } = {},
): Promise<{ trackingNumber: string }> {
  const carrier = carrierOf(ctx);
  const intent = await intend(ctx, name, carrier, options.weightGrams);
  if ("known" in intent) return { trackingNumber: intent.known };

  let booked: BookedParcel;
  try {
    booked = await carrier.book(intent.request);
  } catch (error) {
    // Only a refusal is certain. Without an answer the carrier may have made a label that we will never hear of.
    const refused = error instanceof DomainError && error.kind !== "provider_unavailable";
    const message = refused
      ? error.message
      : `${carrier.name} gave no answer. It may have made a label for ${name} all the same: if it lists one, void it there.`;
    await ctx.db
      .update(parcel)
      .set({ labelStatus: "failed", failure: message, changedAt: ctx.now })
      .where(eq(parcel.id, intent.parcelId));
    throw error;
  }
  const cancelled = await inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    await tx.db
      .update(parcel)
      .set({
        labelStatus: "bought",
        trackingNumber: booked.trackingNumber,
        carrierRef: booked.carrierRef,
        labelFormat: booked.label.format,
        labelBase64: booked.label.base64,
        costAmount: booked.cost.amount,
        costCurrency: booked.cost.currency,
        changedAt: tx.now,
      })
      .where(eq(parcel.id, intent.parcelId));
    if (shipment.status === "packed") await saveShipment(tx, order, shipment, "labelled");
    await record(
      tx,
      fact("LabelBought", {
        orderId: order.id,
        orderNumber: order.number,
        shipmentId: shipment.id,
        shipmentNumber: shipment.number,
        carrier: carrier.name,
        trackingNumber: booked.trackingNumber,
        cost: booked.cost,
      }),
    );
    return shipment.status === "cancelled" ? { orderId: order.id, number: shipment.number } : null;
  });
  // Cancelled while the carrier was printing, so the policy that voids labels found none: this one goes back now.
  if (cancelled) {
    await voidLabels(ctx, cancelled.orderId);
    throw new DomainError(
      "invalid_transition",
      `Shipment ${cancelled.number} was cancelled in the meantime; its label was given back.`,
      {},
    );
  }
  return { trackingNumber: booked.trackingNumber };
}

type Intent = { known: string } | { parcelId: Id<"parcel">; request: Parcel };

function intend(
  ctx: WithPorts,
  name: string,
  carrier: Carrier,
  weighed: number | undefined,
): Promise<Intent> {
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    const live = await liveParcel(tx, shipment.id);
    if (live?.trackingNumber) return { known: live.trackingNumber };
    if (live) throw unknownOutcome(live);
    await refuseHeld(tx, order);
    assertCanMove(shipment, "labelled");

    const lines = await contents(tx, shipment.id);
    const weightGrams =
      weighed ?? packagingGrams + lines.reduce((grams, line) => grams + line.quantity * line.weightGrams, 0);
    const [place] = await tx.db.select().from(location).where(eq(location.id, shipment.locationId));
    if (!place) throw new Error(`Shipment ${shipment.number} has no place.`);
    const parcelId = newId<"parcel">();
    const { service } = order;
    await tx.db.insert(parcel).values({
      id: parcelId,
      shipmentId: shipment.id,
      weightGrams,
      carrier: carrier.code,
      service,
      labelStatus: "requested",
      createdAt: tx.now,
      changedAt: tx.now,
    });
    return {
      parcelId,
      request: {
        labelId: parcelId,
        reference: shipment.number,
        from: place.address,
        to: { ...order.shippingAddress, phone: order.phone ?? undefined },
        weightGrams,
        service,
      },
    };
  });
}

const unknownOutcome = (live: ParcelRow) =>
  new DomainError(
    "invalid_transition",
    "A label for this parcel is being bought right now. If this stays so for over a minute, the carrier's answer was lost: it is then marked as failed and can be bought again.",
    { parcel: live.id },
  );
