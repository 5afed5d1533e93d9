import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { firstWaiting, lockFree } from "./free-shipments.store";
import { lockShipment, saveShipment } from "./shipment.store";

/** How often a shipment may slip away, while there are others, before the queue counts as empty. */
const patience = 20;

/**
 * Takes the first shipment that waits in a place off the queue, for the person who asks. However many press at once, each
 * gets another one; null when nothing is left to take.
 */
export async function takeNext(
  ctx: Ctx,
  { location }: { location?: string | undefined },
): Promise<{ shipment: string | null }> {
  for (let tries = 0; tries < patience; tries += 1) {
    const taken = await inTransaction(ctx, (tx) => takeOne(tx, location));
    if (taken !== "slipped away") return { shipment: taken };
  }
  return { shipment: null };
}

async function takeOne(tx: TxCtx, location: string | undefined): Promise<string | null | "slipped away"> {
  const [free] = await lockFree(tx, location, 1);
  if (free?.held) return "slipped away";
  if (!free) {
    const id = await firstWaiting(tx, location);
    if (!id) return null;
    // Locked by somebody is not taken yet: it may be another parcel of the order that they are about. Wait, and look again.
    await lockShipment(tx, id);
    return "slipped away";
  }
  const { order, shipment } = await lockShipment(tx, free.id);
  const pickedBy = tx.actor.kind === "staff" ? tx.actor.id : null;
  await saveShipment(tx, order, shipment, "picking", { pickedBy, waveId: null, slot: null });
  return shipment.number;
}
