import { and, asc, eq } from "drizzle-orm";
import { location, reservation, shipment, shipmentLine, stockLevel } from "@/db/schema";
import { lockOrder } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { shipByOf } from "./shipment";

/**
 * Gives a paid order to the places that hold its units: one shipment each. The places were chosen when the stock was
 * reserved, so what was promised is what is picked. Repeating it finds the shipments there and adds none.
 */
export function assignShipments(
  ctx: Ctx,
  orderId: Id<"order">,
): Promise<{ shipments: string[]; places: string[] }> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const known = await tx.db.select().from(shipment).where(eq(shipment.orderId, orderId));
    if (order.status !== "paid" || known.length > 0) return { shipments: [], places: [] };

    const held = await tx.db
      .select({
        orderLineId: reservation.orderLineId,
        stockLevelId: reservation.stockLevelId,
        quantity: reservation.quantity,
        locationId: location.id,
        code: location.code,
      })
      .from(reservation)
      .innerJoin(stockLevel, eq(stockLevel.id, reservation.stockLevelId))
      .innerJoin(location, eq(location.id, stockLevel.locationId))
      .where(and(eq(reservation.orderId, orderId), eq(reservation.status, "committed")))
      .orderBy(asc(location.code));

    const places = [...new Set(held.map((unit) => unit.code))];
    const shipments = places.map((code, i) => {
      const lines = held.filter((unit) => unit.code === code);
      return { id: newId<"shipment">(), number: `${order.number}-${i + 1}`, code, lines };
    });
    for (const { id, number, code, lines } of shipments) {
      const place = lines[0];
      if (!place) continue;
      await tx.db.insert(shipment).values({
        id,
        number,
        orderId,
        locationId: place.locationId,
        status: "assigned",
        shipBy: shipByOf(order.paidAt ?? tx.now, order.shippingMethod),
        createdAt: tx.now,
      });
      await tx.db.insert(shipmentLine).values(
        lines.map(({ orderLineId, stockLevelId, quantity }) => ({
          shipmentId: id,
          orderLineId,
          stockLevelId,
          quantity,
        })),
      );
      await record(
        tx,
        fact("ShipmentAssigned", {
          orderId,
          orderNumber: order.number,
          shipmentId: id,
          shipmentNumber: number,
          location: code,
          units: lines.reduce((units, line) => units + line.quantity, 0),
        }),
      );
    }
    return { shipments: shipments.map((s) => s.number), places };
  });
}
