import { and, eq, sql } from "drizzle-orm";
import { parcel, shipment } from "@/db/schema";
import { after, days, minutes } from "@/server/kernel/clock";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { carrierOf } from "./carrier";
import { recordTracking, type Tracked } from "./record-tracking";

const pollEvery = minutes(60);
/** No carrier delivers later than this; what is still on its way is lost. */
const followedForDays = 60;

/** Asks the carrier about every parcel of a shipment, and sets the next time to ask. */
export async function pollParcels(ctx: WithPorts, shipmentId: Id<"shipment">): Promise<Tracked[]> {
  // The next time is set before asking, so a carrier that is down is asked again later and not in a tight circle. A
  // shipment that has arrived in the meantime, or will never, is asked about no more.
  const [row] = await ctx.db
    .update(shipment)
    .set({
      pollAt: sql`case when ${shipment.shippedAt} > ${after(ctx.now, -days(followedForDays)).toISOString()}::timestamptz
                       then ${after(ctx.now, pollEvery).toISOString()}::timestamptz end`,
    })
    .where(and(eq(shipment.id, shipmentId), eq(shipment.status, "shipped")))
    .returning({ id: shipment.id });
  if (!row) return [];
  const boxes = await ctx.db.select().from(parcel).where(eq(parcel.shipmentId, shipmentId));
  const results: Tracked[] = [];
  for (const box of boxes) {
    if (box.labelStatus !== "bought" || !box.trackingNumber) continue;
    const { scans } = await carrierOf(ctx, box.carrier).track(box.trackingNumber);
    results.push(await recordTracking(ctx, box.trackingNumber, scans));
  }
  return results;
}

/** Asks the carrier to tell us about each parcel by itself. Polling goes on, since a push can get lost. */
export async function subscribeToParcels(ctx: WithPorts, shipmentId: Id<"shipment">): Promise<string[]> {
  const boxes = await ctx.db.select().from(parcel).where(eq(parcel.shipmentId, shipmentId));
  const followed: string[] = [];
  for (const box of boxes) {
    if (box.labelStatus !== "bought" || !box.trackingNumber) continue;
    await carrierOf(ctx, box.carrier).subscribe(box.trackingNumber);
    followed.push(box.trackingNumber);
  }
  return followed;
}
