import { and, eq } from "drizzle-orm";
import { parcel } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { carrierOf } from "./carrier";
import { failLabel, labelFacts, labelledWhenComplete } from "./label.store";
import { liveParcels, lockShipment, type ParcelRow } from "./shipment.store";

/**
 * Voids a label that nobody wants any more and whose number is known; its row says `lost` until the carrier has agreed. Safe to
 * repeat. Throws `provider_unavailable` when the carrier is silent: then the sweep tries again. Gives the number, or null when
 * there was nothing to give back.
 */
export async function giveBackLabel(ctx: WithPorts, parcelId: Id<"parcel">): Promise<string | null> {
  const [row] = await ctx.db.select().from(parcel).where(eq(parcel.id, parcelId));
  if (row?.labelStatus !== "lost" || !row.carrierRef || !row.trackingNumber) return null;
  const { carrierRef, trackingNumber, carrier } = row;
  try {
    await carrierOf(ctx, carrier).voidLabel(carrierRef);
  } catch (error) {
    if (error instanceof DomainError && error.kind !== "provider_unavailable")
      await keepRefused(ctx, row, error);
    throw error;
  }
  await inTransaction(ctx, async (tx) => {
    const about = await lockShipment(tx, row.shipmentId);
    const changed = await tx.db
      .update(parcel)
      .set({ labelStatus: "voided", failure: null, changedAt: tx.now })
      .where(and(eq(parcel.id, parcelId), eq(parcel.labelStatus, "lost")))
      .returning({ id: parcel.id });
    // Somebody else gave it back at the same time and has recorded it.
    if (changed.length > 0) await record(tx, fact("LabelVoided", { ...labelFacts(about), trackingNumber }));
  });
  return trackingNumber;
}

/** The carrier won't take it back, for instance because it has been scanned: it is good again, unless another took its place. */
function keepRefused(ctx: WithPorts, row: ParcelRow, error: DomainError): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const about = await lockShipment(tx, row.shipmentId);
    const replaced = (await liveParcels(tx, row.shipmentId)).some(
      ({ position }) => position === row.position,
    );
    if (replaced || !row.labelBase64 || about.shipment.status !== "packed") {
      await failLabel(tx, row.id, `${row.trackingNumber} could not be given back. ${error.message}`);
      return;
    }
    await tx.db
      .update(parcel)
      .set({ labelStatus: "bought", failure: null, changedAt: tx.now })
      .where(and(eq(parcel.id, row.id), eq(parcel.labelStatus, "lost")));
    await labelledWhenComplete(tx, about);
  });
}
