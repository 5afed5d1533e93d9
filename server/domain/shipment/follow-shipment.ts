import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { parcel, shipment, trackingScan } from "@/db/schema";
import { type OrderRow, saveStatus } from "@/server/domain/order/order.store";
import { readSettings } from "@/server/domain/settings/settings";
import { fact, record } from "@/server/events/outbox";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { settleIssues, type TrackedParcel } from "./issue.store";
import { parcelState, shipmentTracking } from "./parcel-state";
import { ownScans } from "./plain-words";
import { nextPoll } from "./poll-schedule";
import { progressOf, type ShipmentRow, saveShipment } from "./shipment.store";

/**
 * Draws the conclusions from everything that is known of a shipment's parcels: where each is, what a person should look
 * at, when to ask again, and whether shipment and order have arrived. All scans are read each time, so the order in which
 * they came does not matter. The order and the shipment must be locked. Says whether the shipment has been delivered.
 */
export async function followShipment(tx: TxCtx, order: OrderRow, row: ShipmentRow): Promise<boolean> {
  const parcels = await trackedParcels(tx, row);
  for (const { row: box, now } of parcels)
    if (box.tracking !== now.state || box.lastScanAt?.getTime() !== now.lastScanAt?.getTime())
      await tx.db
        .update(parcel)
        .set({ tracking: now.state, lastScanAt: now.lastScanAt })
        .where(eq(parcel.id, box.id));
  const tracking = shipmentTracking(parcels.map(({ now }) => now.state));
  if (!row.shippedAt) {
    await tx.db.update(shipment).set({ tracking }).where(eq(shipment.id, row.id));
    return false;
  }

  const about = {
    orderId: order.id,
    orderNumber: order.number,
    shipmentId: row.id,
    shipmentNumber: row.number,
  };
  const { timeZone, silentAfterDays } = await readSettings(tx);
  const sent = { shippedAt: row.shippedAt, deliverBy: order.deliverBy };
  await settleIssues(tx, about, sent, parcels, { timeZone, silentAfterDays });

  const polls = parcels.flatMap(({ row: box, now }) => {
    const next = nextPoll({ ...now, ...sent, estimatedAt: box.estimatedAt }, tx.now, timeZone);
    return next ? [next.getTime()] : [];
  });
  const ends = parcels.map(({ now }) => now.end);
  const arrived = ends.includes("delivered") && !ends.includes(null);
  const fields = { tracking, pollAt: polls.length > 0 ? new Date(Math.min(...polls)) : null };
  if (arrived && row.status === "shipped")
    await saveShipment(tx, order, row, "delivered", {
      ...fields,
      deliveredAt: lastDelivery(parcels) ?? tx.now,
    });
  else
    await tx.db
      .update(shipment)
      .set(row.status === "shipped" ? fields : { tracking })
      .where(eq(shipment.id, row.id));
  await deliverOrder(tx, order);
  return arrived || row.status === "delivered";
}

/** The order is delivered with the last of its parcels; one that came back or got lost, and was settled, holds up no more. */
async function deliverOrder(tx: TxCtx, order: OrderRow): Promise<void> {
  if (order.status !== "shipped") return;
  const { total, delivered } = await progressOf(tx, order.id);
  if (delivered === 0 || delivered + (await givenUp(tx, order.id)) < total) return;
  await saveStatus(tx, order, "delivered");
  await record(tx, fact("OrderDelivered", { orderId: order.id, orderNumber: order.number }));
}

/** How many shipments of an order have no parcel left on its way, and none that arrived. */
async function givenUp(tx: TxCtx, orderId: Id<"order">): Promise<number> {
  const settled = sql`exists (select 1 from ${trackingScan} where ${trackingScan.parcelId} = ${parcel.id}
    and ${inArray(trackingScan.code, [ownScans.back, ownScans.lost])})`;
  const rows = await tx.db
    .select({ id: shipment.id })
    .from(shipment)
    .innerJoin(parcel, and(eq(parcel.shipmentId, shipment.id), eq(parcel.labelStatus, "bought")))
    .where(and(eq(shipment.orderId, orderId), eq(shipment.status, "shipped")))
    .groupBy(shipment.id)
    .having(sql`bool_and(${settled})`);
  return rows.length;
}

/** A shipment's parcels with all their scans, oldest first. */
async function trackedParcels(tx: TxCtx, { id, shippedAt }: ShipmentRow): Promise<TrackedParcel[]> {
  const boxes = await tx.db
    .select()
    .from(parcel)
    .where(and(eq(parcel.shipmentId, id), eq(parcel.labelStatus, "bought"), ne(parcel.trackingNumber, "")))
    .orderBy(asc(parcel.position));
  if (boxes.length === 0) return [];
  const scans = await tx.db
    .select()
    .from(trackingScan)
    .where(
      inArray(
        trackingScan.parcelId,
        boxes.map((box) => box.id),
      ),
    )
    .orderBy(asc(trackingScan.at));
  return boxes.map((row) => {
    const own = scans.filter((scan) => scan.parcelId === row.id);
    const now = parcelState(own);
    // It has left, and nobody has seen it yet.
    return { row, scans: own, now: { ...now, state: now.state ?? (shippedAt ? "pre_transit" : null) } };
  });
}

const lastDelivery = (parcels: readonly TrackedParcel[]): Date | undefined =>
  parcels
    .flatMap(({ scans }) => scans.find((scan) => scan.state === "delivered")?.at ?? [])
    .sort((a, b) => b.getTime() - a.getTime())[0];
