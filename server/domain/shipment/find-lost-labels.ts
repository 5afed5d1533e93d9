import { and, asc, eq, lt, sql } from "drizzle-orm";
import { parcel } from "@/db/schema";
import { after, days } from "@/server/kernel/clock";
import { inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { carrierOf } from "./carrier";
import { giveBackLabel } from "./give-back-label";
import { failLabel, loseLabel, noteFound } from "./label.store";
import { lockShipment } from "./shipment.store";

/** So long a label may turn up at the carrier after its answer was lost. */
const lookedForDays = 1;

/** Labels that were asked for before `before` and never heard of again, because the process that asked has died. */
export async function loseUnheardLabels(ctx: WithPorts, before: Date): Promise<number> {
  const rows = await ctx.db
    .select({ id: parcel.id, shipmentId: parcel.shipmentId, carrier: parcel.carrier })
    .from(parcel)
    .where(and(eq(parcel.labelStatus, "requested"), lt(parcel.changedAt, before)))
    .orderBy(asc(parcel.changedAt))
    .limit(100);
  let lost = 0;
  for (const { id, shipmentId, carrier } of rows) {
    const name = carrierOf(ctx, carrier).name;
    const gone = await inTransaction(ctx, async (tx) =>
      loseLabel(tx, await lockShipment(tx, shipmentId), id, name),
    );
    if (gone) lost += 1;
  }
  return lost;
}

/**
 * Lost labels that are due to be looked for: a minute after they were lost, then ever more rarely. One whose number is
 * known only waits for the carrier to take it back.
 */
export const dueLostLabels = (
  { db, now }: Pick<WithPorts, "db" | "now">,
  limit: number,
): Promise<{ id: Id<"parcel"> }[]> =>
  db
    .select({ id: parcel.id })
    .from(parcel)
    .where(
      and(
        eq(parcel.labelStatus, "lost"),
        sql`${parcel.changedAt} <= ${now.toISOString()}::timestamptz - case when ${parcel.carrierRef} is not null
              then interval '1 minute' else greatest(interval '1 minute', least(interval '4 hours', (${parcel.changedAt} - ${parcel.createdAt}) / 2)) end`,
      ),
    )
    .orderBy(asc(parcel.changedAt))
    .limit(limit);

/**
 * Asks the carrier for a label whose answer was lost, and gives back what it finds. After a day without a trace there is none.
 * True when the matter is settled.
 */
export async function findLostLabel(ctx: WithPorts, parcelId: Id<"parcel">): Promise<boolean> {
  const [row] = await ctx.db.select().from(parcel).where(eq(parcel.id, parcelId));
  if (row?.labelStatus !== "lost") return true;
  const carrier = carrierOf(ctx, row.carrier);
  if (!row.carrierRef) {
    const found = await carrier.findLabel(row.id, row.createdAt);
    if (!found && row.createdAt < after(ctx.now, -days(lookedForDays))) {
      await failLabel(ctx, row.id, `${carrier.name} gave no answer, and knows of no label.`);
      return true;
    }
    if (!found) {
      await ctx.db
        .update(parcel)
        .set({ changedAt: ctx.now })
        .where(and(eq(parcel.id, row.id), eq(parcel.labelStatus, "lost")));
      return false;
    }
    await inTransaction(ctx, async (tx) => {
      await lockShipment(tx, row.shipmentId);
      await noteFound(tx, row.id, found);
    });
  }
  return (await giveBackLabel(ctx, row.id)) !== null;
}
