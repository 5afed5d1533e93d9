import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgSequence,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { RoutingDecision } from "../../server/domain/inventory/routing";
import { cancelReasons, holdReasons, orderStatuses } from "../../server/domain/order/order";
import type { Id } from "../../server/kernel/id";
import type { AddressCheck, PostalAddress, ServiceLevel } from "../../server/ports/carrier";
import { type TaxCategory, variant } from "./catalogue";
import { at, customer } from "./customer";

export const orderStatusEnum = pgEnum("order_status", orderStatuses);
export const cancelReasonEnum = pgEnum("cancel_reason", cancelReasons);
export const holdReasonEnum = pgEnum("hold_reason", holdReasons);
export const orderNumber = pgSequence("order_number", { startWith: 100001 });

export type CarrierOffer = { carrier: string; serviceCode: string; serviceName: string; cost: number };

export const orders = pgTable(
  "orders",
  {
    id: uuid().primaryKey().$type<Id<"order">>(),
    number: text().notNull(),
    customerId: uuid()
      .notNull()
      .$type<Id<"customer">>()
      .references(() => customer.id),
    /** Snapshots: what the customer gave with this order, whatever they change later. */
    email: text().notNull(),
    customerName: text().notNull(),
    phone: text(),
    status: orderStatusEnum().notNull(),
    cancelReason: cancelReasonEnum(),
    cancelNote: text(),
    currency: text().notNull(),
    itemsAmount: integer().notNull(),
    discountAmount: integer().notNull(),
    shippingAmount: integer().notNull(),
    taxAmount: integer().notNull(),
    totalAmount: integer().notNull(),
    pricesIncludeTax: boolean().notNull(),
    shippingAddress: jsonb().notNull().$type<PostalAddress>(),
    shippingMethod: text().notNull(),
    shippingTitle: text().notNull(),
    /** The part of the tax that is on carriage. */
    shippingTaxAmount: integer().notNull().default(0),
    service: text().notNull().$type<ServiceLevel>().default("standard"),
    /** The carrier's offer that the shopper chose; null: the shop's own table. */
    carrierOffer: jsonb().$type<CarrierOffer>(),
    /** The days it was promised for, as the calendar shows them at its destination. */
    deliverFrom: date(),
    deliverBy: date(),
    /** What a carrier thinks of the address; null: none was asked. It never stops an order. */
    addressCheck: jsonb().$type<AddressCheck>(),
    /** Why these places were chosen. */
    routing: jsonb().notNull().$type<RoutingDecision>(),
    idempotencyKey: text().notNull(),
    /** The same key with another content is a caller's mistake, not a repeat. */
    requestHash: text().notNull(),
    paymentDueAt: at().notNull(),
    createdAt: at().notNull(),
    paidAt: at(),
    cancelledAt: at(),
    shippedAt: at(),
    deliveredAt: at(),
  },
  (t) => [
    uniqueIndex("orders_number_unique").on(t.number),
    uniqueIndex("orders_idempotency_key_unique").on(t.idempotencyKey),
    index("orders_customer").on(t.customerId, t.createdAt),
    index("orders_email").on(t.email),
    index("orders_status_created").on(t.status, t.createdAt),
    index("orders_created").on(t.createdAt, t.id),
    index("orders_overdue").on(t.paymentDueAt).where(sql`${t.status} = 'pending'`),
    check(
      "orders_total_adds_up",
      sql`${t.totalAmount} = ${t.itemsAmount} - ${t.discountAmount} + ${t.shippingAmount} + case when ${t.pricesIncludeTax} then 0 else ${t.taxAmount} end`,
    ),
    check("orders_total_not_negative", sql`${t.totalAmount} >= 0`),
    check("orders_cancelled_has_reason", sql`(${t.status} = 'cancelled') = (${t.cancelReason} is not null)`),
  ],
);

export const orderLine = pgTable(
  "order_line",
  {
    id: uuid().primaryKey().$type<Id<"orderLine">>(),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    position: integer().notNull(),
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    sku: text().notNull(),
    title: text().notNull(),
    variantTitle: text().notNull(),
    image: text(),
    quantity: integer().notNull(),
    /** Units of it that were cancelled after the order was paid; the rest goes on. */
    cancelledQuantity: integer().notNull().default(0),
    unitAmount: integer().notNull(),
    discountAmount: integer().notNull(),
    taxAmount: integer().notNull(),
    /** Parts per million: 8.875 % is 88750. */
    taxRatePpm: integer().notNull(),
    taxCategory: text().notNull().$type<TaxCategory>(),
    weightGrams: integer().notNull(),
  },
  (t) => [
    uniqueIndex("order_line_position_unique").on(t.orderId, t.position),
    index("order_line_variant").on(t.variantId),
    check("order_line_quantity_positive", sql`${t.quantity} > 0`),
    check("order_line_cancelled_within", sql`${t.cancelledQuantity} between 0 and ${t.quantity}`),
  ],
);

/** Something stands in the way of sending the order; its state and its stock stay as they are until it is lifted. */
export const orderHold = pgTable(
  "order_hold",
  {
    id: uuid().primaryKey().$type<Id<"orderHold">>(),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    reason: holdReasonEnum().notNull(),
    note: text().notNull(),
    placedBy: text().notNull(),
    placedAt: at().notNull(),
    liftedBy: text(),
    liftedAt: at(),
  },
  (t) => [
    uniqueIndex("order_hold_one_open").on(t.orderId, t.reason).where(sql`${t.liftedAt} is null`),
    index("order_hold_open").on(t.placedAt).where(sql`${t.liftedAt} is null`),
  ],
);
