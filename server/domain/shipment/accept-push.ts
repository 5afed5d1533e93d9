import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";
import type { Carrier, Tracking, TrackingPush } from "@/server/ports/carrier";
import { recordTracking, type Tracked } from "./record-tracking";

/**
 * Keeps a carrier's push. Pushes overtake one another, and handing a parcel back to its sender is told as a delivery too:
 * so one that tells of a delivery is taken together with all that the carrier knows, which also brings what got lost.
 */
export async function acceptPush(
  ctx: WithPorts,
  carrier: Carrier,
  { trackingNumber, scan, estimatedAt }: TrackingPush,
): Promise<Tracked> {
  if (scan.state !== "delivered") return recordTracking(ctx, trackingNumber, [scan], estimatedAt);
  const known = await carrier.track(trackingNumber).catch((error: unknown): Tracking => {
    // What was pushed stands for itself then; the next poll brings the rest.
    log.warn({ carrier: carrier.code, trackingNumber, err: error }, "a delivery could not be looked up");
    return { scans: [], estimatedAt: null };
  });
  return recordTracking(ctx, trackingNumber, [...known.scans, scan], known.estimatedAt ?? estimatedAt);
}
