import { and, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { parcel, shipment } from "@/db/schema";
import { after } from "@/server/kernel/clock";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { carrierOf } from "./carrier";
import { followAgain } from "./follow-again";
import { findIssue } from "./issue.store";
import { retryAfter } from "./poll-schedule";
import { recordTracking, type Tracked } from "./record-tracking";

export type Polled = {
  tracked: Tracked[];
  /** Carriers that gave no answer. */
  silent: string[];
  fault: unknown;
};

/** Asks the carriers about every parcel of a shipment, each alone; throws only when not one could be asked. */
export async function pollParcels(ctx: WithPorts, shipmentId: Id<"shipment">): Promise<Tracked[]> {
  const { tracked, fault } = await askAbout(ctx, shipmentId, new Set());
  if (fault && tracked.length === 0) throw fault;
  return tracked;
}

/** The same for whoever looks at a problem with one of its parcels. */
export const pollForIssue = async (ctx: WithPorts, issue: string): Promise<Tracked[]> =>
  pollParcels(ctx, (await findIssue(ctx, issue)).shipmentId);

/**
 * The same for a sweep that goes through many: leaves out carriers that are down. The next time to ask is set before
 * asking, so that one which fails is asked again later and not in a tight circle; what was heard then sets it anew.
 */
export async function askAbout(
  ctx: WithPorts,
  shipmentId: Id<"shipment">,
  down: ReadonlySet<string>,
): Promise<Polled> {
  const polled: Polled = { tracked: [], silent: [], fault: null };
  const [row] = await ctx.db
    .update(shipment)
    .set({ pollAt: after(ctx.now, retryAfter) })
    .where(and(eq(shipment.id, shipmentId), eq(shipment.status, "shipped")))
    .returning({ id: shipment.id });
  if (!row) return polled;
  const boxes = await ctx.db
    .select()
    .from(parcel)
    .where(and(eq(parcel.shipmentId, shipmentId), eq(parcel.labelStatus, "bought")))
    .orderBy(parcel.position);
  for (const { carrier, trackingNumber } of boxes) {
    if (!trackingNumber || down.has(carrier)) continue;
    try {
      const { scans, estimatedAt } = await carrierOf(ctx, carrier).track(trackingNumber);
      polled.tracked.push(await recordTracking(ctx, trackingNumber, scans, estimatedAt));
    } catch (error) {
      polled.fault ??= error;
      if (error instanceof DomainError && error.kind === "provider_unavailable") polled.silent.push(carrier);
    }
  }
  const unasked = polled.silent.length > 0 || boxes.some(({ carrier }) => down.has(carrier));
  if (unasked) await retrySoon(ctx, shipmentId);
  else await followAgain(ctx, shipmentId);
  return polled;
}

/** Puts off what is due with carriers that are down, so that it does not stand before the others' parcels. */
export async function putOffPolls(ctx: WithPorts, carriers: readonly string[]): Promise<void> {
  if (carriers.length === 0) return;
  await ctx.db
    .update(shipment)
    .set({ pollAt: after(ctx.now, retryAfter) })
    .where(
      and(
        sql`${shipment.pollAt} <= ${ctx.now.toISOString()}::timestamptz`,
        sql`not exists (select 1 from ${parcel} where ${parcel.shipmentId} = ${shipment.id}
              and ${parcel.labelStatus} = 'bought' and not ${inArray(parcel.carrier, [...carriers])})`,
      ),
    );
}

/** What one parcel's news has put off is asked about soon all the same, for the other's sake. */
const retrySoon = (ctx: WithPorts, shipmentId: Id<"shipment">) =>
  ctx.db
    .update(shipment)
    .set({ pollAt: after(ctx.now, retryAfter) })
    .where(and(eq(shipment.id, shipmentId), isNotNull(shipment.pollAt)));
