import { and, asc, eq } from "drizzle-orm";
import { parcel } from "@/db/schema";
import type { OrderShippedProps, ShippedParcel } from "@/emails/order-shipped";
import { readOrder } from "@/server/domain/order/order.store";
import { unitsIn } from "@/server/domain/order/part-cancellation";
import { linesOf, openUnitsOf } from "@/server/domain/order/part-cancellation.store";
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
  const [lines, open] = await Promise.all([linesOf(ctx, orderId), openUnitsOf(ctx, orderId)]);
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
    // Also what waits for stock.
    remaining: lines.flatMap(({ id, title, variantTitle }) => {
      const quantity = unitsIn(open.filter((units) => units.orderLineId === id));
      return quantity > 0 ? [named({ title, variant: variantTitle, quantity })] : [];
    }),
  };
}

const named = ({ title, variant, quantity }: { title: string; variant: string; quantity: number }) => ({
  title,
  quantity,
  ...(variant ? { variant } : {}),
});
