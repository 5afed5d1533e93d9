import { createHash } from "node:crypto";
import { type Judgement, judge, keepWebhook } from "@/server/domain/webhook/inbox.store";
import type { Id } from "@/server/kernel/id";
import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";
import type { Carrier, Tracking, TrackingPush } from "@/server/ports/carrier";
import { carrierOf } from "./carrier";
import { recordTracking, type Tracked } from "./record-tracking";

/**
 * Takes one request of a carrier's webhook: verified, kept once by what it says, and then acted on. Carriers give no event
 * id, so the same body is the same notification.
 */
export async function acceptPushes(
  ctx: WithPorts,
  carrier: Carrier,
  rawBody: string,
  headers: Headers,
): Promise<void> {
  const pushes = await carrier.verifyPush(rawBody, headers);
  const { inboxId, repeated } = await keepWebhook(ctx, {
    vendor: carrier.code,
    eventId: createHash("sha256").update(rawBody).digest("hex"),
    type: `tracking.${pushes.at(-1)?.scan.state ?? "empty"}`,
    event: { pushes },
    raw: JSON.parse(rawBody),
  });
  if (!repeated) await judgePushes(ctx, inboxId);
}

/** Acts on a kept push; `again`: also on one that is done with. */
export const judgePushes = (
  ctx: WithPorts,
  inboxId: Id<"webhook">,
  options: { again?: boolean } = {},
): Promise<Judgement> =>
  judge(
    ctx,
    inboxId,
    ({ vendor, body }) => act(ctx, carrierOf(ctx, vendor), pushesIn((body as { event: unknown }).event)),
    options,
  );

/** Times are texts again in what was kept. */
const pushesIn = (event: unknown): TrackingPush[] =>
  (event as { pushes: TrackingPush[] }).pushes.map((push) => ({
    ...push,
    scan: { ...push.scan, at: new Date(push.scan.at) },
    estimatedAt: push.estimatedAt && new Date(push.estimatedAt),
  }));

async function act(ctx: WithPorts, carrier: Carrier, pushes: readonly TrackingPush[]): Promise<Judgement> {
  if (pushes.length === 0) return { verdict: "ignored", note: "It tells of no scan." };
  const unknown = new Set<string>();
  let news = 0;
  let orderId: Id<"order"> | undefined;
  for (const push of pushes) {
    const tracked = await acceptPush(ctx, carrier, push);
    news += tracked.news;
    orderId = tracked.orderId ?? orderId;
    if (!tracked.known) unknown.add(push.trackingNumber);
  }
  if (unknown.size > 0)
    return {
      verdict: "parked",
      note: `No parcel of ours has the number ${[...unknown].join(", ")}.`,
      orderId,
    };
  const note =
    news === 0
      ? "Our books say so already."
      : news === 1
        ? "It brought a new scan."
        : `It brought ${news} new scans.`;
  return { verdict: "processed", note, orderId };
}

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
