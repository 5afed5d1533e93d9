import { and, asc, eq, gt, inArray, notExists } from "drizzle-orm";
import { location, shipment, shipmentLine } from "@/db/schema";
import type { OrderRow } from "@/server/domain/order/order.store";
import type { TxCtx } from "@/server/kernel/ctx";
import type { ShipmentPart } from "./add-shipment";
import { addLines, addParcel } from "./exchange-lines";

/**
 * Has units of an order brought from a place: by the shipment that is open there and of which nothing is picked yet, or by
 * a new one. The caller has locked the order and its shipments. Gives the shipment's number.
 */
export async function bringFrom(
  tx: TxCtx,
  order: OrderRow,
  code: string,
  parts: readonly ShipmentPart[],
): Promise<string> {
  const [open] = await tx.db
    .select({ row: shipment })
    .from(shipment)
    .innerJoin(location, eq(location.id, shipment.locationId))
    .where(
      and(
        eq(shipment.orderId, order.id),
        eq(location.code, code),
        inArray(shipment.status, ["assigned", "picking"]),
        notExists(
          tx.db
            .select({ one: shipmentLine.picked })
            .from(shipmentLine)
            .where(and(eq(shipmentLine.shipmentId, shipment.id), gt(shipmentLine.picked, 0))),
        ),
      ),
    )
    // One that nobody has begun before one that somebody walks with.
    .orderBy(asc(shipment.status), asc(shipment.id))
    .limit(1);
  if (!open) return addParcel(tx, order, code, parts);
  await addLines(tx, open.row, parts);
  return open.row.number;
}
