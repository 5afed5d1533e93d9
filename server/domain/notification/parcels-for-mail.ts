import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { orderLine, parcel, reservation } from "@/db/schema";
import type { OrderShippedProps, ShippedParcel } from "@/emails/order-shipped";
import { readOrder } from "@/server/domain/order/order.store";
import { readSettings } from "@/server/domain/settings/settings";
import { carrierOf } from "@/server/domain/shipment/carrier";
import { parcelContents } from "@/server/domain/shipment/parcel-contents";
import type { Id } from "@/server/kernel/id";
import { instantOf } from "@/server/kernel/local-time";
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
    .where(and(eq(parcel.shipmentId, shipmentId), eq(parcel.labelStatus, "bought")))
    .orderBy(asc(parcel.position));
  const [order, { timeZone }] = await Promise.all([readOrder(ctx, orderId), readSettings(ctx)]);
  const promised = order.deliverBy ? instantOf(`${order.deliverBy}T12:00`, timeZone) : null;
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
  const parcels: ShippedParcel[] = [];
  for (const box of boxes) {
    if (!box.trackingNumber) continue;
    const carrier = carrierOf(ctx, box.carrier);
    const expectedAt = box.estimatedAt ?? promised;
    parcels.push({
      carrier: carrier.name,
      trackingNumber: box.trackingNumber,
      trackingUrl: carrier.trackingUrl(box.trackingNumber),
      items: ((await parcelContents(ctx, box)) ?? []).map(({ title, variantTitle, quantity }) =>
        named({ title, variant: variantTitle, quantity }),
      ),
      ...(expectedAt ? { expectedAt } : {}),
    });
  }
  return {
    parcels,
    remaining: left.map(named),
  };
}

const named = ({ title, variant, quantity }: { title: string; variant: string; quantity: number }) => ({
  title,
  quantity,
  ...(variant ? { variant } : {}),
});
