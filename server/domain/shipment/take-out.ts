import { and, eq, sql } from "drizzle-orm";
import { shipmentLine, shipmentPackage } from "@/db/schema";
import type { HeldPart } from "@/server/domain/inventory/reservation.store";
import type { OrderRow } from "@/server/domain/order/order.store";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { type ShipmentRow, saveShipment } from "./shipment.store";

/**
 * Takes units out of a shipment that has not left; one that then has nothing to bring is cancelled. Units that are still on
 * the shelf go first, then those a picker has in hand. The caller has locked order and shipment.
 */
export async function takeOut(
  tx: TxCtx,
  order: Pick<OrderRow, "id" | "number">,
  row: ShipmentRow,
  parts: readonly HeldPart[],
): Promise<"cancelled" | "goes_on"> {
  const lines = await tx.db.select().from(shipmentLine).where(eq(shipmentLine.shipmentId, row.id));
  const leaves = ({ orderLineId, stockLevelId }: (typeof lines)[number]) =>
    parts
      .filter((part) => part.orderLineId === orderLineId && part.levelId === stockLevelId)
      .reduce((units, part) => units + part.quantity, 0);
  // It keeps its lines: they say what it was to bring.
  if (lines.every((line) => leaves(line) >= line.quantity)) {
    await saveShipment(tx, order, row, "cancelled", { pickedBy: null });
    return "cancelled";
  }
  // What was written down of its boxes is no longer what is in them.
  await tx.db.delete(shipmentPackage).where(eq(shipmentPackage.shipmentId, row.id));
  for (const line of lines) {
    const left = line.quantity - leaves(line);
    if (left === line.quantity) continue;
    const it = ofLine(row.id, line);
    if (left <= 0) await tx.db.delete(shipmentLine).where(it);
    else
      await tx.db
        .update(shipmentLine)
        .set({ quantity: left, picked: sql`least(${shipmentLine.picked}, ${left})` })
        .where(it);
  }
  return "goes_on";
}

const ofLine = (id: Id<"shipment">, line: { orderLineId: Id<"orderLine">; stockLevelId: number }) =>
  and(
    eq(shipmentLine.shipmentId, id),
    eq(shipmentLine.orderLineId, line.orderLineId),
    eq(shipmentLine.stockLevelId, line.stockLevelId),
  );
