import { asc, eq } from "drizzle-orm";
import { parcel, shipment, trackingScan } from "@/db/schema";
import { lockOrder, saveStatus } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { TrackingScan } from "@/server/ports/carrier";
import { currentTracking } from "./shipment";
import { lockShipment, progressOf, saveShipment } from "./shipment.store";

export type Tracked = { known: boolean; news: number; delivered: boolean };

/**
 * Keeps what a carrier says of a parcel. Scans may come twice, late or backwards: each is kept once, and the state shown
 * follows from all of them. The first sign of delivery delivers the shipment, and the order with its last one.
 */
export async function recordTracking(
  ctx: Ctx,
  trackingNumber: string,
  scans: readonly TrackingScan[],
): Promise<Tracked> {
  const [box] = await ctx.db
    .select({ id: parcel.id, shipmentId: parcel.shipmentId })
    .from(parcel)
    .where(eq(parcel.trackingNumber, trackingNumber));
  if (!box) return { known: false, news: 0, delivered: false };

  return inTransaction(ctx, async (tx) => {
    const { order, shipment: row } = await lockShipment(tx, box.shipmentId);
    const added =
      scans.length === 0
        ? []
        : await tx.db
            .insert(trackingScan)
            .values(
              scans.map(({ state, code, description, place, at }) => ({
                parcelId: box.id,
                state,
                code,
                description,
                place: place ?? null,
                at,
                receivedAt: tx.now,
              })),
            )
            .onConflictDoNothing()
            .returning();
    const all = await tx.db
      .select()
      .from(trackingScan)
      .where(eq(trackingScan.parcelId, box.id))
      .orderBy(asc(trackingScan.at));
    const state = currentTracking(all);
    // Handed over and delivered before anybody here pressed "ship": what was known then counts from then on.
    const overtaken = state === "delivered" && row.status === "shipped";
    if (added.length === 0 && !overtaken)
      return { known: true, news: 0, delivered: row.status === "delivered" };
    await tx.db.update(parcel).set({ tracking: state }).where(eq(parcel.id, box.id));
    await tx.db.update(shipment).set({ tracking: state }).where(eq(shipment.id, row.id));

    const about = {
      orderId: order.id,
      orderNumber: order.number,
      shipmentId: row.id,
      shipmentNumber: row.number,
      trackingNumber,
    };
    for (const scan of [...added].sort((a, b) => a.at.getTime() - b.at.getTime())) {
      await record(
        tx,
        fact("ShipmentTracked", {
          ...about,
          state: scan.state,
          description: scan.description,
          ...(scan.place ? { place: scan.place } : {}),
          at: scan.at.toISOString(),
        }),
      );
      if (scan.state === "exception" || scan.state === "returned")
        await record(tx, fact("ShipmentException", { ...about, description: scan.description }));
    }

    if (state !== "delivered" || row.status !== "shipped")
      return { known: true, news: added.length, delivered: row.status === "delivered" };
    const deliveredAt = all.find((scan) => scan.state === "delivered")?.at ?? tx.now;
    await saveShipment(tx, order, row, "delivered", { deliveredAt, pollAt: null });
    const { total, delivered } = await progressOf(tx, order.id);
    if (delivered === total) {
      await saveStatus(tx, await lockOrder(tx, order.id), "delivered");
      await record(tx, fact("OrderDelivered", { orderId: order.id, orderNumber: order.number }));
    }
    return { known: true, news: added.length, delivered: true };
  });
}
