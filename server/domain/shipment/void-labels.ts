import { and, eq, inArray } from "drizzle-orm";
import { orders, parcel, shipment } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { carrierOf } from "./carrier";

/** Gives back the labels of an order's cancelled shipments. Safe to repeat: a void label stays void. */
export async function voidLabels(ctx: WithPorts, orderId: Id<"order">): Promise<string[]> {
  const boxes = await ctx.db
    .select({ parcel, shipment, orderNumber: orders.number })
    .from(parcel)
    .innerJoin(shipment, eq(shipment.id, parcel.shipmentId))
    .innerJoin(orders, eq(orders.id, shipment.orderId))
    .where(
      and(
        eq(shipment.orderId, orderId),
        eq(shipment.status, "cancelled"),
        inArray(parcel.labelStatus, ["bought"]),
      ),
    );
  const voided: string[] = [];
  for (const box of boxes) {
    const { carrierRef, trackingNumber, carrier, id } = box.parcel;
    if (!carrierRef || !trackingNumber) continue;
    await carrierOf(ctx, carrier).voidLabel(carrierRef);
    await inTransaction(ctx, async (tx) => {
      const changed = await tx.db
        .update(parcel)
        .set({ labelStatus: "voided", changedAt: tx.now })
        .where(and(eq(parcel.id, id), eq(parcel.labelStatus, "bought")))
        .returning({ id: parcel.id });
      // Somebody else gave it back at the same time and has recorded it.
      if (changed.length === 0) return;
      await record(
        tx,
        fact("LabelVoided", {
          orderId,
          orderNumber: box.orderNumber,
          shipmentId: box.shipment.id,
          shipmentNumber: box.shipment.number,
          trackingNumber,
        }),
      );
    });
    voided.push(trackingNumber);
  }
  return voided;
}

/** Orders with a label that was bought for a shipment which is cancelled by now. */
export const ordersWithStrayLabels = (
  { db }: Pick<WithPorts, "db">,
  limit: number,
): Promise<{ id: Id<"order"> }[]> =>
  db
    .selectDistinct({ id: shipment.orderId })
    .from(parcel)
    .innerJoin(shipment, eq(shipment.id, parcel.shipmentId))
    .where(and(eq(shipment.status, "cancelled"), eq(parcel.labelStatus, "bought")))
    .limit(limit);
