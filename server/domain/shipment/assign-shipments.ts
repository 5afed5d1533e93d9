import { and, asc, eq } from "drizzle-orm";
import { location, reservation, shipment, stockLevel } from "@/db/schema";
import { lockOrder } from "@/server/domain/order/order.store";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { addShipment } from "./add-shipment";

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

    const places = new Map(held.map(({ locationId, code }) => [code, { id: locationId, code }]));
    const shipments: string[] = [];
    for (const place of places.values()) {
      const lines = held
        .filter((unit) => unit.code === place.code)
        .map(({ orderLineId, stockLevelId, quantity }) => ({ orderLineId, stockLevelId, quantity }));
      shipments.push(await addShipment(tx, order, shipments.length + 1, place, lines));
    }
    return { shipments, places: [...places.keys()] };
  });
}
