import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { moveKinds, places } from "../../server/domain/inventory/stock";
import type { Id } from "../../server/kernel/id";
import type { PostalAddress } from "../../server/ports/carrier";
import { variant } from "./catalogue";
import { at } from "./customer";
import { orderLine, orders } from "./order";
import { supplier } from "./supplier";

/** A fulfilment centre. */
export const location = pgTable(
  "location",
  {
    id: uuid().primaryKey().$type<Id<"location">>(),
    code: text().notNull(),
    name: text().notNull(),
    address: jsonb().notNull().$type<PostalAddress>(),
    latitude: doublePrecision().notNull(),
    longitude: doublePrecision().notNull(),
    /** IANA name; deadlines and pick lists are shown in it. */
    timeZone: text().notNull(),
    /** Lower goes first when nothing else decides. */
    priority: integer().notNull().default(100),
    active: boolean().notNull().default(true),
    /** "14:00": what is paid by then on a working day still leaves that day. Local time. */
    cutOff: text().notNull().default("14:00"),
    /** "17:00": when carriers collect. Local time. */
    collectionAt: text().notNull().default("17:00"),
    /** Days of the week that parcels leave on; 1 is Monday, 7 Sunday. */
    workingDays: integer().array().notNull().default([1, 2, 3, 4, 5]),
    /** Shipments that it can send in a day; null: as many as come. */
    dailyCapacity: integer(),
  },
  (t) => [
    uniqueIndex("location_code_unique").on(t.code),
    check("location_capacity_positive", sql`${t.dailyCapacity} > 0`),
    check("location_works", sql`cardinality(${t.workingDays}) > 0`),
  ],
);

export const lot = pgTable(
  "lot",
  {
    id: uuid().primaryKey().$type<Id<"lot">>(),
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    code: text().notNull(),
    expiresAt: at(),
    /** Who delivered it, when that is known: expired goods may go back to them. */
    supplierId: uuid()
      .$type<Id<"supplier">>()
      .references(() => supplier.id),
    /** When its expiry was last recorded. */
    expiredAt: at(),
  },
  (t) => [
    unique("lot_variant_code_unique").on(t.variantId, t.code),
    index("lot_expires").on(t.expiresAt).where(sql`${t.expiresAt} is not null`),
  ],
);

/** Variant × place × lot. Every unit stands in exactly one bucket. */
export const stockLevel = pgTable(
  "stock_level",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    locationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    lotId: uuid()
      .$type<Id<"lot">>()
      .references(() => lot.id),
    available: integer().notNull().default(0),
    reserved: integer().notNull().default(0),
    committed: integer().notNull().default(0),
    unavailable: integer().notNull().default(0),
    onHand: integer().notNull().generatedAlwaysAs(sql`available + reserved + committed + unavailable`),
    /** Where it lies: "A-03-2". Read by people and scanners; walks follow it. */
    bin: text(),
  },
  (t) => [
    unique("stock_level_place_unique").on(t.variantId, t.locationId, t.lotId).nullsNotDistinct(),
    index("stock_level_location").on(t.locationId),
    index("stock_level_lot").on(t.lotId).where(sql`${t.lotId} is not null`),
    check("stock_available_not_negative", sql`${t.available} >= 0`),
    check("stock_reserved_not_negative", sql`${t.reserved} >= 0`),
    check("stock_committed_not_negative", sql`${t.committed} >= 0`),
    check("stock_unavailable_not_negative", sql`${t.unavailable} >= 0`),
  ],
);

export const moveKindEnum = pgEnum("move_kind", moveKinds);
export const placeEnum = pgEnum("stock_place", places);

/** The ledger: one row a move, never changed. A bucket is the sum of what went in less what went out. */
export const stockMovement = pgTable(
  "stock_movement",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    stockLevelId: bigint({ mode: "number" })
      .notNull()
      .references(() => stockLevel.id),
    kind: moveKindEnum().notNull(),
    fromPlace: placeEnum().notNull(),
    toPlace: placeEnum().notNull(),
    quantity: integer().notNull(),
    orderId: uuid().$type<Id<"order">>(),
    shipmentId: uuid().$type<Id<"shipment">>(),
    purchaseOrderId: uuid().$type<Id<"purchaseOrder">>(),
    countId: uuid().$type<Id<"stockCount">>(),
    transferId: uuid().$type<Id<"transfer">>(),
    /** The move that this one takes back. */
    undoes: bigint({ mode: "number" }),
    reason: text(),
    actor: text().notNull(),
    occurredAt: at().notNull(),
  },
  (t) => [
    // Holds all that a sum over a shelf's ledger needs: what stood there at any moment is read from the index alone.
    index("stock_movement_shelf_time").on(
      t.stockLevelId,
      t.occurredAt,
      t.id,
      t.kind,
      t.fromPlace,
      t.toPlace,
      t.quantity,
    ),
    index("stock_movement_counted").on(t.stockLevelId, t.occurredAt).where(sql`${t.kind} = 'count'`),
    index("stock_movement_order").on(t.orderId),
    index("stock_movement_purchase_order").on(t.purchaseOrderId).where(sql`${t.purchaseOrderId} is not null`),
    index("stock_movement_transfer").on(t.transferId).where(sql`${t.transferId} is not null`),
    uniqueIndex("stock_movement_undone_once").on(t.undoes).where(sql`${t.undoes} is not null`),
    check("stock_movement_quantity_positive", sql`${t.quantity} > 0`),
    check("stock_movement_goes_somewhere", sql`${t.fromPlace} <> ${t.toPlace}`),
  ],
);

export const reservationStatuses = ["reserved", "committed", "released", "shipped"] as const;
export type ReservationStatus = (typeof reservationStatuses)[number];
export const reservationStatusEnum = pgEnum("reservation_status", reservationStatuses);

/** Which units an order line holds, and where they stand. */
export const reservation = pgTable(
  "reservation",
  {
    orderLineId: uuid()
      .notNull()
      .$type<Id<"orderLine">>()
      .references(() => orderLine.id),
    stockLevelId: bigint({ mode: "number" })
      .notNull()
      .references(() => stockLevel.id),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    quantity: integer().notNull(),
    status: reservationStatusEnum().notNull().$type<ReservationStatus>(),
  },
  (t) => [
    primaryKey({ columns: [t.orderLineId, t.stockLevelId] }),
    index("reservation_order").on(t.orderId),
    index("reservation_open")
      .on(t.stockLevelId, t.status)
      .where(sql`${t.status} in ('reserved', 'committed')`),
    check("reservation_quantity_positive", sql`${t.quantity} > 0`),
  ],
);

/** When a place runs low on a variant, and how far to fill it up. */
export const reorderRule = pgTable(
  "reorder_rule",
  {
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    locationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    reorderPoint: integer().notNull(),
    reorderUpTo: integer().notNull(),
    /** Whom the policy orders from; null: it only tells the managers. */
    supplierId: uuid()
      .$type<Id<"supplier">>()
      .references(() => supplier.id),
    /** Set when the level crossed below; cleared above. One alert a crossing. */
    lowSince: at(),
  },
  (t) => [
    primaryKey({ columns: [t.variantId, t.locationId] }),
    index("reorder_rule_low").on(t.lowSince).where(sql`${t.lowSince} is not null`),
    check("reorder_rule_sane", sql`${t.reorderPoint} >= 0 and ${t.reorderUpTo} > ${t.reorderPoint}`),
  ],
);
