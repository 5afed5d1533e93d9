import { and, asc, eq, getTableColumns, inArray, isNull, like, ne, sql } from "drizzle-orm";
import {
  event,
  location,
  orderLine,
  parcel,
  payment,
  policyRun,
  refund,
  shipment,
  shipmentLine,
} from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import { readOrder } from "./order.store";
import { type TimelineEntry, timelineOf } from "./order-timeline";

export type OrderView = {
  number: string;
  status: Awaited<ReturnType<typeof readOrder>>["status"];
  cancelReason?: string;
  email: string;
  customerName: string;
  phone: string | null;
  shippingAddress: Awaited<ReturnType<typeof readOrder>>["shippingAddress"];
  shippingMethod: string;
  shippingTitle: string;
  /** The days it was promised for, as the calendar shows them at its destination (YYYY-MM-DD). */
  deliverFrom: string | null;
  deliverBy: string | null;
  lines: {
    id: string;
    sku: string;
    title: string;
    variantTitle: string;
    image: string | null;
    quantity: number;
    /** Units of it that were cancelled after they were paid for. */
    cancelled: number;
    unitPrice: Money;
    amount: Money;
    tax: Money;
  }[];
  items: Money;
  discount: Money;
  shipping: Money;
  tax: Money;
  total: Money;
  pricesIncludeTax: boolean;
  payments: {
    provider: string;
    status: string;
    amount: Money;
    captured: Money;
    refunded: Money;
    failureMessage: string | null;
    at: string;
  }[];
  refunds: { id: string; amount: Money; status: string; reason: string; at: string }[];
  shipments: ShipmentView[];
  timeline: TimelineEntry[];
  createdAt: string;
  paymentDueAt: string;
  paidAt: string | null;
};

export type ShipmentView = {
  number: string;
  status: string;
  tracking: string | null;
  location: { code: string; name: string };
  items: { title: string; variantTitle: string; sku: string; quantity: number }[];
  parcels: { carrier: string; trackingNumber: string; tracking: string | null }[];
  shippedAt: string | null;
  deliveredAt: string | null;
};

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Everything an order's page shows; also what `order.get` answers. */
export async function orderView(reader: Reader, id: Id<"order">): Promise<OrderView> {
  const { db } = reader;
  const [order, lines, payments, refunds, shipments, timeline] = await Promise.all([
    readOrder(reader, id),
    db.select().from(orderLine).where(eq(orderLine.orderId, id)).orderBy(asc(orderLine.position)),
    db.select().from(payment).where(eq(payment.orderId, id)).orderBy(asc(payment.createdAt)),
    db.select().from(refund).where(eq(refund.orderId, id)).orderBy(asc(refund.createdAt)),
    shipmentViews(reader, id),
    timelineOf(reader, id),
  ]);
  const amount = (value: number) => money(value, order.currency);
  return {
    number: order.number,
    status: order.status,
    ...(order.cancelReason ? { cancelReason: order.cancelReason } : {}),
    email: order.email,
    customerName: order.customerName,
    phone: order.phone,
    shippingAddress: order.shippingAddress,
    shippingMethod: order.shippingMethod,
    shippingTitle: order.shippingTitle,
    deliverFrom: order.deliverFrom,
    deliverBy: order.deliverBy,
    lines: lines.map((line) => ({
      id: line.id,
      sku: line.sku,
      title: line.title,
      variantTitle: line.variantTitle,
      image: line.image,
      quantity: line.quantity,
      cancelled: line.cancelledQuantity,
      unitPrice: amount(line.unitAmount),
      amount: amount(line.unitAmount * line.quantity - line.discountAmount),
      tax: amount(line.taxAmount),
    })),
    items: amount(order.itemsAmount),
    discount: amount(order.discountAmount),
    shipping: amount(order.shippingAmount),
    tax: amount(order.taxAmount),
    total: amount(order.totalAmount),
    pricesIncludeTax: order.pricesIncludeTax,
    payments: payments.map((row) => ({
      provider: row.provider,
      status: row.status,
      amount: amount(row.amount),
      captured: amount(row.capturedAmount),
      refunded: amount(row.refundedAmount),
      failureMessage: row.failureMessage,
      at: row.changedAt.toISOString(),
    })),
    refunds: refunds.map((row) => ({
      id: row.id,
      amount: amount(row.amount),
      status: row.status,
      reason: row.reason,
      at: (row.succeededAt ?? row.changedAt).toISOString(),
    })),
    shipments,
    timeline,
    createdAt: order.createdAt.toISOString(),
    paymentDueAt: order.paymentDueAt.toISOString(),
    paidAt: iso(order.paidAt),
  };
}

async function shipmentViews({ db }: Reader, orderId: Id<"order">): Promise<ShipmentView[]> {
  const rows = await db
    .select({ shipment, code: location.code, name: location.name })
    .from(shipment)
    .innerJoin(location, eq(location.id, shipment.locationId))
    .where(and(eq(shipment.orderId, orderId), ne(shipment.status, "cancelled")))
    .orderBy(asc(shipment.number));
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.shipment.id);
  const [items, boxes] = await Promise.all([
    db
      .select({
        shipmentId: shipmentLine.shipmentId,
        title: orderLine.title,
        variantTitle: orderLine.variantTitle,
        sku: orderLine.sku,
        quantity: shipmentLine.quantity,
      })
      .from(shipmentLine)
      .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
      .where(inArray(shipmentLine.shipmentId, ids))
      .orderBy(asc(orderLine.position)),
    db
      .select()
      .from(parcel)
      .where(and(inArray(parcel.shipmentId, ids), eq(parcel.labelStatus, "bought"))),
  ]);
  return rows.map(({ shipment: row, code, name }) => ({
    number: row.number,
    status: row.status,
    tracking: row.tracking,
    location: { code, name },
    items: items.filter((item) => item.shipmentId === row.id).map(({ shipmentId: _, ...item }) => item),
    parcels: boxes.flatMap((box) =>
      box.shipmentId === row.id && box.trackingNumber
        ? [{ carrier: box.carrier, trackingNumber: box.trackingNumber, tracking: box.tracking }]
        : [],
    ),
    shippedAt: iso(row.shippedAt),
    deliveredAt: iso(row.deliveredAt),
  }));
}

/**
 * What policies did about an order, oldest first: the *why* for staff. Among them runs that were about goods and came to
 * this order on the way, known by the facts they left on it.
 */
export async function policyRunsOf({ db }: Reader, orderId: Id<"order">) {
  const [own, shared] = await Promise.all([
    db.select().from(policyRun).where(eq(policyRun.orderId, orderId)),
    db
      .selectDistinctOn([policyRun.policy, policyRun.trigger], getTableColumns(policyRun))
      .from(event)
      .innerJoin(
        policyRun,
        and(
          eq(policyRun.policy, sql`substr(${event.actor}, length('policy:') + 1)`),
          eq(policyRun.trigger, sql`${event.cause}::text`),
        ),
      )
      .where(and(eq(event.orderId, orderId), like(event.actor, "policy:%"), isNull(policyRun.orderId))),
  ]);
  return [...own, ...shared].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

/** The messages that went out about an order. */
