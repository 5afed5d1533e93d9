import { and, asc, eq, isNotNull, isNull, lt, notInArray, or } from "drizzle-orm";
import { parcel, shipment } from "@/db/schema";
import { after, days } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { carrierOf } from "./carrier";
import { followAgain } from "./follow-again";
import { followedForDays } from "./poll-schedule";

/** Asked anew this long before the carrier stops reporting. */
const renewBefore = days(1);

/**
 * Asks the carriers to tell us about each parcel of a shipment by themselves. Polling goes on, since a push can get lost.
 * What one carrier refuses keeps no other parcel from being followed. Gives the numbers that are followed now.
 */
export async function subscribeToParcels(ctx: WithPorts, shipmentId: Id<"shipment">): Promise<string[]> {
  // What the carrier said before the shipment was marked as sent counts from now on.
  await followAgain(ctx, shipmentId);
  const boxes = await ctx.db
    .select()
    .from(parcel)
    .where(and(eq(parcel.shipmentId, shipmentId), eq(parcel.labelStatus, "bought")))
    .orderBy(asc(parcel.position));
  const followed: string[] = [];
  let fault: unknown = null;
  for (const box of boxes) {
    try {
      if (await subscribeToParcel(ctx, box)) followed.push(box.trackingNumber ?? "");
    } catch (error) {
      fault ??= error;
    }
  }
  if (fault) throw fault;
  return followed;
}

type Box = Pick<typeof parcel.$inferSelect, "id" | "carrier" | "trackingNumber" | "followedUntil">;

/** False when there is nothing to ask for: no number yet, or it is followed for some time still. */
export async function subscribeToParcel(ctx: WithPorts, box: Box): Promise<boolean> {
  if (!box.trackingNumber) return false;
  if (box.followedUntil && box.followedUntil > after(ctx.now, renewBefore)) return true;
  const until = await carrierOf(ctx, box.carrier).subscribe(box.trackingNumber);
  // A carrier that reports without being asked needs no asking for as long as we follow anything.
  const followedUntil = until ?? after(ctx.now, days(followedForDays));
  await ctx.db.update(parcel).set({ followedUntil }).where(eq(parcel.id, box.id));
  return true;
}

/** Parcels on their way that no carrier will report on: it was never asked, it would not, or its time is nearly up. */
export const unfollowedParcels = ({ db, now }: Reader, limit: number) =>
  db
    .select({
      id: parcel.id,
      carrier: parcel.carrier,
      trackingNumber: parcel.trackingNumber,
      followedUntil: parcel.followedUntil,
    })
    .from(shipment)
    .innerJoin(parcel, eq(parcel.shipmentId, shipment.id))
    .where(
      and(
        eq(shipment.status, "shipped"),
        // What is not asked about any more need not be reported on either.
        isNotNull(shipment.pollAt),
        eq(parcel.labelStatus, "bought"),
        or(isNull(parcel.followedUntil), lt(parcel.followedUntil, after(now, renewBefore))),
        or(isNull(parcel.tracking), notInArray(parcel.tracking, ["delivered", "returned"])),
      ),
    )
    .orderBy(asc(shipment.shippedAt))
    .limit(limit);
