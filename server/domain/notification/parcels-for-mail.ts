import { and, eq, inArray, sql } from "drizzle-orm";
import { orderLine, parcel, reservation, shipmentLine } from "@/db/schema";
import type { OrderShippedProps } from "@/emails/order-shipped";
import { carrierOf } from "@/server/domain/shipment/carrier";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";

/** What leaves with a shipment and what of the order is still to come. */
export async function parcelsForMail(
  ctx: WithPorts,
  orderId: Id<"order">,
  shipmentId: Id<"shipment">,
): Promise<Pick<OrderShippedProps, "parcels" | "remaining">> {
  const boxes = await ctx.db
    .select()
    .from(parcel)
    .where(and(eq(parcel.shipmentId, shipmentId), eq(parcel.labelStatus, "bought")));
  const quantity = sql<number>`sum(${shipmentLine.quantity})::int`;
  const inside = await ctx.db
    .select({ title: orderLine.title, variant: orderLine.variantTitle, quantity })
    .from(shipmentLine)
    .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
    .where(eq(shipmentLine.shipmentId, shipmentId))
    .groupBy(orderLine.id);
  const left = await ctx.db
    .select({
      title: orderLine.title,
      variant: orderLine.variantTitle,
      quantity: sql<number>`sum(${reservation.quantity})::int`,
    })
    .from(reservation)
    .innerJoin(orderLine, eq(orderLine.id, reservation.orderLineId))
    .where(and(eq(reservation.orderId, orderId), inArray(reservation.status, ["reserved", "committed"])))
    .groupBy(orderLine.id);
  return {
    parcels: boxes.flatMap((box) => {
      if (!box.trackingNumber) return [];
      const carrier = carrierOf(ctx, box.carrier);
      return [
        {
          carrier: carrier.name,
          trackingNumber: box.trackingNumber,
          trackingUrl: carrier.trackingUrl(box.trackingNumber),
          items: inside.map(named),
        },
      ];
    }),
    remaining: left.map(named),
  };
}

const named = ({ title, variant, quantity }: { title: string; variant: string; quantity: number }) => ({
  title,
  quantity,
  ...(variant ? { variant } : {}),
});
