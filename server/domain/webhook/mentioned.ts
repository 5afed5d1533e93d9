import { and, eq, inArray, or, type SQL, sql } from "drizzle-orm";
import { dispute, orders, parcel, payment, refund, shipment, webhookInbox } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { webhookVendors } from "./webhook";

/**
 * The notifications that `q` is about: by the event's id, or by the order behind a number or a vendor's reference. All of
 * it by indexes; bodies are read only of what is still open, for nothing else is without its order.
 */
export async function mentioned(reader: Reader, q: string): Promise<SQL | undefined> {
  const orderIds = await ordersBehind(reader, q);
  const open = and(
    inArray(webhookInbox.verdict, ["received", "parked"]),
    sql`position(${JSON.stringify(q)} in ${webhookInbox.body}::text) > 0`,
  );
  return or(
    and(inArray(webhookInbox.vendor, [...webhookVendors]), eq(webhookInbox.eventId, q)),
    orderIds.length > 0 ? inArray(webhookInbox.orderId, orderIds) : undefined,
    open,
  );
}

async function ordersBehind({ db }: Reader, q: string): Promise<Id<"order">[]> {
  const upper = q.toUpperCase().replaceAll(" ", "");
  const digits = /^(?:HF-?)?(\d{6,12})$/.exec(upper)?.[1];
  const providers = ["stripe", "paypal"] as const;
  const rows = await Promise.all([
    digits
      ? db
          .select({ id: orders.id })
          .from(orders)
          .where(eq(orders.number, `HF-${digits}`))
      : [],
    db
      .select({ id: payment.orderId })
      .from(payment)
      .where(and(inArray(payment.provider, [...providers]), eq(payment.providerRef, q))),
    db.select({ id: refund.orderId }).from(refund).where(eq(refund.providerRef, q)),
    db
      .select({ id: dispute.orderId })
      .from(dispute)
      .where(and(inArray(dispute.provider, [...providers]), eq(dispute.providerRef, q))),
    db
      .select({ id: shipment.orderId })
      .from(parcel)
      .innerJoin(shipment, eq(shipment.id, parcel.shipmentId))
      .where(eq(parcel.trackingNumber, upper)),
  ]);
  return [...new Set(rows.flat().map(({ id }) => id))];
}
