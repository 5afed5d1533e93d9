import { eq } from "drizzle-orm";
import { location, shipment, shipmentLine } from "@/db/schema";
import type { OrderRow } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import type { TxCtx } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { shipByOf } from "./promise";

export type ShipmentPart = { orderLineId: Id<"orderLine">; stockLevelId: number; quantity: number };

/** Writes one shipment of a paid order, the `position`th, for the place that holds its units. Gives its number. */
export async function addShipment(
  tx: TxCtx,
  order: OrderRow,
  position: number,
  place: { id: Id<"location">; code: string },
  lines: readonly ShipmentPart[],
): Promise<string> {
  const id = newId<"shipment">();
  const number = `${order.number}-${position}`;
  const [times] = await tx.db.select().from(location).where(eq(location.id, place.id));
  if (!times) throw new Error(`There is no place ${place.code}.`);
  await tx.db.insert(shipment).values({
    id,
    number,
    orderId: order.id,
    locationId: place.id,
    status: "assigned",
    shipBy: shipByOf(order.paidAt ?? tx.now, order.service, times),
    createdAt: tx.now,
  });
  await tx.db.insert(shipmentLine).values(lines.map((line) => ({ shipmentId: id, ...line })));
  await record(
    tx,
    fact("ShipmentAssigned", {
      orderId: order.id,
      orderNumber: order.number,
      shipmentId: id,
      shipmentNumber: number,
      location: place.code,
      units: lines.reduce((units, line) => units + line.quantity, 0),
    }),
  );
  return number;
}
