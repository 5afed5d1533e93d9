import { eq, inArray } from "drizzle-orm";
import { shipment, shipmentLine } from "@/db/schema";
import { saveShipment } from "@/server/domain/shipment/shipment.store";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { endWaveWhenDone, findWave, lockShipments } from "./wave.store";

/**
 * Ends a walk before everything is fetched: what is complete stays picked and goes on to packing, the rest goes back to
 * the queue with nothing picked. Anybody of the warehouse may, as with a single shipment; doing it again is quiet.
 */
export function releaseWave(ctx: Ctx, number: string): Promise<{ kept: string[]; returned: string[] }> {
  return inTransaction(ctx, async (tx) => {
    const walk = await findWave(tx, number);
    const members = await tx.db
      .select({ id: shipment.id })
      .from(shipment)
      .where(eq(shipment.waveId, walk.id));
    const locked = (
      await lockShipments(
        tx,
        members.map(({ id }) => id),
      )
    ).filter(({ shipment: row }) => row.waveId === walk.id && row.status === "picking");
    const lines =
      locked.length === 0
        ? []
        : await tx.db
            .select()
            .from(shipmentLine)
            .where(
              inArray(
                shipmentLine.shipmentId,
                locked.map(({ shipment: row }) => row.id),
              ),
            );
    const kept: string[] = [];
    const returned: string[] = [];
    for (const { order, shipment: row } of locked) {
      const open = lines.some((line) => line.shipmentId === row.id && line.picked < line.quantity);
      (open ? returned : kept).push(row.number);
      if (!open) continue;
      await tx.db.update(shipmentLine).set({ picked: 0 }).where(eq(shipmentLine.shipmentId, row.id));
      await saveShipment(tx, order, row, "assigned", { pickedBy: null, waveId: null, slot: null });
    }
    await endWaveWhenDone(tx, walk.id);
    return { kept, returned };
  });
}
