import { eq } from "drizzle-orm";
import { parcel, shipment } from "@/db/schema";
import { after, minutes } from "@/server/kernel/clock";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { carrierOf } from "./carrier";
import { recordTracking, type Tracked } from "./record-tracking";

const pollEvery = minutes(60);

/** Asks the carrier about every parcel of a shipment, and sets the next time to ask. */
export async function pollParcels(ctx: WithPorts, shipmentId: Id<"shipment">): Promise<Tracked[]> {
  // The next time is set before asking, so a carrier that is down is asked again later and not in a tight circle.
  await ctx.db
    .update(shipment)
    .set({ pollAt: after(ctx.now, pollEvery) })
    .where(eq(shipment.id, shipmentId));
  const boxes = await ctx.db.select().from(parcel).where(eq(parcel.shipmentId, shipmentId));
  const results: Tracked[] = [];
  for (const box of boxes) {
    if (box.labelStatus !== "bought" || !box.trackingNumber) continue;
    const scans = await carrierOf(ctx, box.carrier).track(box.trackingNumber);
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
