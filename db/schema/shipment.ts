import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { labelStatuses, shipmentStatuses, trackingStates } from "../../server/domain/shipment/shipment";
import type { Id } from "../../server/kernel/id";
import { appUser, at } from "./customer";
import { location, stockLevel } from "./inventory";
import { orderLine, orders } from "./order";

export const shipmentStatusEnum = pgEnum("shipment_status", shipmentStatuses);
export const labelStatusEnum = pgEnum("label_status", labelStatuses);
export const trackingStateEnum = pgEnum("tracking_state", trackingStates);

/** What one fulfilment centre sends for one order. */
export const shipment = pgTable(
  "shipment",
  {
    id: uuid().primaryKey().$type<Id<"shipment">>(),
    /** HF-100042-1 */
    number: text().notNull(),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    locationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    status: shipmentStatusEnum().notNull(),
    tracking: trackingStateEnum(),
    pickedBy: uuid()
      .$type<Id<"user">>()
      .references(() => appUser.id),
    createdAt: at().notNull(),
    /** What the shopper was promised: the queue's order. */
    shipBy: at().notNull(),
    shippedAt: at(),
    deliveredAt: at(),
    /** The carrier is asked again at this time; null when there is nothing to follow. */
    pollAt: at(),
  },
  (t) => [
    uniqueIndex("shipment_number_unique").on(t.number),
    uniqueIndex("shipment_one_per_place").on(t.orderId, t.locationId).where(sql`${t.status} <> 'cancelled'`),
    index("shipment_queue")
      .on(t.shipBy, t.id)
      .where(sql`${t.status} in ('assigned', 'picking', 'packed', 'labelled')`),
    index("shipment_queue_of_place")
      .on(t.locationId, t.shipBy, t.id)
      .where(sql`${t.status} in ('assigned', 'picking', 'packed', 'labelled')`),
    index("shipment_poll").on(t.pollAt).where(sql`${t.pollAt} is not null`),
  ],
);

/** Units of an order line that this shipment takes from one stock level. */
export const shipmentLine = pgTable(
  "shipment_line",
  {
    shipmentId: uuid()
      .notNull()
      .$type<Id<"shipment">>()
      .references(() => shipment.id),
    orderLineId: uuid()
      .notNull()
      .$type<Id<"orderLine">>()
      .references(() => orderLine.id),
    stockLevelId: bigint({ mode: "number" })
      .notNull()
      .references(() => stockLevel.id),
    quantity: integer().notNull(),
    picked: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.shipmentId, t.orderLineId, t.stockLevelId] }),
    index("shipment_line_order_line").on(t.orderLineId),
    check("shipment_line_quantity_positive", sql`${t.quantity} > 0`),
    check("shipment_line_picked_within", sql`${t.picked} between 0 and ${t.quantity}`),
  ],
);

/** One box with its label. The row is the intent: it is written before the carrier is asked. */
export const parcel = pgTable(
  "parcel",
  {
    id: uuid().primaryKey().$type<Id<"parcel">>(),
    shipmentId: uuid()
      .notNull()
      .$type<Id<"shipment">>()
      .references(() => shipment.id),
    position: integer().notNull().default(1),
    weightGrams: integer().notNull(),
    carrier: text().notNull(),
    service: text().notNull().$type<"standard" | "express">(),
    labelStatus: labelStatusEnum().notNull(),
    trackingNumber: text(),
    carrierRef: text(),
    labelFormat: text(),
    labelBase64: text(),
    costAmount: integer(),
    costCurrency: text(),
    failure: text(),
    tracking: trackingStateEnum(),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
  },
  (t) => [
    uniqueIndex("parcel_one_live_label")
      .on(t.shipmentId, t.position)
      .where(sql`${t.labelStatus} in ('requested', 'bought')`),
    uniqueIndex("parcel_tracking_number_unique").on(t.trackingNumber),
    check(
      "parcel_bought_has_number",
      sql`${t.labelStatus} <> 'bought' or (${t.trackingNumber} is not null and ${t.carrierRef} is not null)`,
    ),
  ],
);

export const trackingScan = pgTable(
  "tracking_scan",
  {
    parcelId: uuid()
      .notNull()
      .$type<Id<"parcel">>()
      .references(() => parcel.id),
    state: trackingStateEnum().notNull(),
    code: text().notNull(),
    description: text().notNull(),
    place: text(),
    at: at().notNull(),
    receivedAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.parcelId, t.at, t.code] })],
);
