import { eq } from "drizzle-orm";
import { shipmentLine } from "@/db/schema";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { lockShipment, saveShipment } from "./shipment.store";

/**
 * Puts a shipment that is being picked back in the queue, with nothing picked. Anybody of the warehouse may: the picker
 * who was called away, or a colleague who takes over. A colleague's word has to reach the walk it was on, so it keeps its
 * tote there until the picker has emptied it.
 */
export function returnToQueue(ctx: Ctx, name: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    if (shipment.status === "assigned") return;
    const own = tx.actor.kind === "staff" && tx.actor.id === shipment.pickedBy;
    await saveShipment(tx, order, shipment, "assigned", {
      pickedBy: null,
      ...(own ? { waveId: null, slot: null } : {}),
    });
    await tx.db.update(shipmentLine).set({ picked: 0 }).where(eq(shipmentLine.shipmentId, shipment.id));
  });
}
