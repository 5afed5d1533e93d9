import { eq } from "drizzle-orm";
import { parcel, trackingScan } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { TrackingScan } from "@/server/ports/carrier";
import { followShipment } from "./follow-shipment";
import type { About } from "./issue.store";
import { lockShipment, type ParcelRow } from "./shipment.store";

export type Tracked = { known: boolean; news: number; delivered: boolean; orderId?: Id<"order"> };

/**
 * Keeps what a carrier says of a parcel. Scans may come twice, late or backwards: each is kept once, and what follows is
 * drawn from all of them. `estimatedAt`: when the carrier now expects to deliver; left out or null, it does not say.
 */
export async function recordTracking(
  ctx: Ctx,
  trackingNumber: string,
  scans: readonly TrackingScan[],
  estimatedAt?: Date | null,
): Promise<Tracked> {
  const [found] = await ctx.db
    .select({ id: parcel.id, shipmentId: parcel.shipmentId })
    .from(parcel)
    .where(eq(parcel.trackingNumber, trackingNumber));
  if (!found) return { known: false, news: 0, delivered: false };

  return inTransaction(ctx, async (tx) => {
    const { order, shipment: row } = await lockShipment(tx, found.shipmentId);
    const [box] = await tx.db.select().from(parcel).where(eq(parcel.id, found.id));
    if (!box) return { known: false, news: 0, delivered: false };
    const about = {
      orderId: order.id,
      orderNumber: order.number,
      shipmentId: row.id,
      shipmentNumber: row.number,
    };
    const news = await keepScans(tx, about, box, scans);
    const moved = await keepEstimate(tx, box, scans, estimatedAt);
    // Handed over and delivered before anybody here pressed "ship": what was known then counts from then on.
    const waits = row.status === "shipped" && row.tracking === "pre_transit";
    const known = { known: true, news, orderId: order.id };
    if (news === 0 && !moved && !waits) return { ...known, delivered: row.status === "delivered" };
    return { ...known, delivered: await followShipment(tx, order, row) };
  });
}

/** Adds the scans that are new, and tells each. Gives how many. */
export async function keepScans(
  tx: TxCtx,
  about: About,
  box: Pick<ParcelRow, "id" | "trackingNumber">,
  scans: readonly TrackingScan[],
): Promise<number> {
  if (scans.length === 0) return 0;
  const added = await tx.db
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
  for (const scan of added.sort((a, b) => a.at.getTime() - b.at.getTime()))
    await record(
      tx,
      fact("ShipmentTracked", {
        ...about,
        trackingNumber: box.trackingNumber ?? "",
        state: scan.state,
        description: scan.description,
        ...(scan.place ? { place: scan.place } : {}),
        at: scan.at.toISOString(),
      }),
    );
  return added.length;
}

/** Notes a new expected day. What comes with a scan that is older than the newest one is out of date. */
async function keepEstimate(
  tx: TxCtx,
  box: ParcelRow,
  scans: readonly TrackingScan[],
  estimatedAt: Date | null | undefined,
): Promise<boolean> {
  if (!estimatedAt || box.estimatedAt?.getTime() === estimatedAt.getTime()) return false;
  const newest = Math.max(...scans.map((scan) => scan.at.getTime()));
  if (box.estimatedAt && box.lastScanAt && newest < box.lastScanAt.getTime()) return false;
  await tx.db.update(parcel).set({ estimatedAt }).where(eq(parcel.id, box.id));
  return true;
}
