import { and, eq, inArray, sql } from "drizzle-orm";
import { parcel, shipmentPackage } from "@/db/schema";
import type { OrderRow } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { BookedParcel } from "@/server/ports/carrier";
import { type ShipmentRow, saveShipment } from "./shipment.store";

type About = { order: Pick<OrderRow, "id" | "number">; shipment: ShipmentRow };

export const labelFacts = ({ order, shipment }: About) => ({
  orderId: order.id,
  orderNumber: order.number,
  shipmentId: shipment.id,
  shipmentNumber: shipment.number,
});

/** The label that was asked for is here. False when it was given up in the meantime. */
export async function keepLabel(
  tx: TxCtx,
  about: About,
  parcelId: Id<"parcel">,
  carrierName: string,
  booked: BookedParcel,
): Promise<boolean> {
  const kept = await tx.db
    .update(parcel)
    .set({
      labelStatus: "bought",
      trackingNumber: booked.trackingNumber,
      carrierRef: booked.carrierRef,
      serviceCode: booked.serviceCode,
      serviceName: booked.serviceName,
      labelFormat: booked.label.format,
      labelBase64: booked.label.base64,
      costAmount: booked.cost.amount,
      costCurrency: booked.cost.currency,
      failure: null,
      changedAt: tx.now,
    })
    .where(and(eq(parcel.id, parcelId), eq(parcel.labelStatus, "requested")))
    .returning({ id: parcel.id });
  if (kept.length === 0) return false;
  const { trackingNumber, cost } = booked;
  await record(tx, fact("LabelBought", { ...labelFacts(about), carrier: carrierName, trackingNumber, cost }));
  return true;
}

/** A packed shipment is labelled once each of its packages has a label. */
export async function labelledWhenComplete(tx: TxCtx, { order, shipment }: About): Promise<void> {
  if (shipment.status !== "packed") return;
  const without = await tx.db
    .select({ position: shipmentPackage.position })
    .from(shipmentPackage)
    .where(
      and(
        eq(shipmentPackage.shipmentId, shipment.id),
        sql`not exists (select 1 from ${parcel} where ${parcel.shipmentId} = ${shipmentPackage.shipmentId}
             and ${parcel.position} = ${shipmentPackage.position} and ${parcel.labelStatus} = 'bought')`,
      ),
    )
    .limit(1);
  if (without.length === 0) await saveShipment(tx, order, shipment, "labelled");
}

/** A carrier said no, or was not asked at all: there is no label. */
export const failLabel = (
  { db, now }: Pick<TxCtx, "now"> & { db: Pick<TxCtx["db"], "update"> },
  id: Id<"parcel">,
  failure: string,
) =>
  db
    .update(parcel)
    .set({ labelStatus: "failed", failure, changedAt: now })
    .where(and(eq(parcel.id, id), inArray(parcel.labelStatus, ["requested", "lost"])));

/** Nobody knows whether there is a label: it is looked for from now on, and another one can be bought. */
export async function loseLabel(
  tx: TxCtx,
  about: About,
  parcelId: Id<"parcel">,
  carrierName: string,
): Promise<boolean> {
  const lost = await tx.db
    .update(parcel)
    .set({
      labelStatus: "lost",
      failure: `${carrierName} gave no answer. If it made a label, that is found and given back by itself.`,
      changedAt: tx.now,
    })
    .where(and(eq(parcel.id, parcelId), eq(parcel.labelStatus, "requested")))
    .returning({ id: parcel.id });
  if (lost.length === 0) return false;
  await record(tx, fact("LabelLost", { ...labelFacts(about), carrier: carrierName }));
  return true;
}

/** Its number is known by now, and it has to go back to the carrier. */
export const noteFound = (
  tx: TxCtx,
  parcelId: Id<"parcel">,
  found: Pick<BookedParcel, "trackingNumber" | "carrierRef">,
) =>
  tx.db
    .update(parcel)
    .set({
      labelStatus: "lost",
      trackingNumber: found.trackingNumber,
      carrierRef: found.carrierRef,
      changedAt: tx.now,
    })
    .where(and(eq(parcel.id, parcelId), inArray(parcel.labelStatus, ["lost", "failed"])));
