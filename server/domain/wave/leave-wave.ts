import { eq } from "drizzle-orm";
import { shipment, shipmentLine } from "@/db/schema";
import { lockShipment, saveShipment } from "@/server/domain/shipment/shipment.store";
import { tellFloor } from "@/server/events/floor-feed";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { endWaveWhenDone, findWave } from "./wave.store";

/**
 * Takes a tote off the trolley: its shipment was cancelled, was put on hold or was called back, and its units are back on
 * their shelves. A shipment that is still being picked goes back to the queue. Doing it again is quiet.
 */
export async function leaveWave(ctx: Ctx, number: string, name: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const walk = await findWave(tx, number);
    const { order, shipment: row } = await lockShipment(tx, name);
    if (row.waveId !== walk.id) return;
    if (row.status === "picking") {
      await tx.db.update(shipmentLine).set({ picked: 0 }).where(eq(shipmentLine.shipmentId, row.id));
      await saveShipment(tx, order, row, "assigned", { pickedBy: null, waveId: null, slot: null });
    } else {
      await tx.db.update(shipment).set({ waveId: null, slot: null }).where(eq(shipment.id, row.id));
      await endWaveWhenDone(tx, walk.id);
    }
  });
  tellFloor({ shipments: [name] });
}
