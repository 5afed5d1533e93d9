import { sql } from "drizzle-orm";
import {
  boolean,
  check,
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
import type { Id } from "../../server/kernel/id";
import { appUser, at } from "./customer";
import { location } from "./inventory";
import { orderLine, orders } from "./order";

export const waveNumber = pgSequence("wave_number", { startWith: 1001 });

/** One walk through a fulfilment centre that picks several shipments, by one person. */
export const wave = pgTable(
  "wave",
  {
    id: uuid().primaryKey().$type<Id<"wave">>(),
    /** WV-1001 */
    number: text().notNull(),
    locationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    pickedBy: uuid()
      .$type<Id<"user">>()
      .references(() => appUser.id),
    createdAt: at().notNull(),
    /** When its last shipment was picked or put back. */
    endedAt: at(),
  },
  (t) => [
    uniqueIndex("wave_number_unique").on(t.number),
    index("wave_open").on(t.locationId, t.createdAt).where(sql`${t.endedAt} is null`),
  ],
);

/** A scan that has been booked, by the id that the handheld gave it: the same one again changes nothing and answers the same. */
export const pickScan = pgTable("pick_scan", {
  id: uuid().primaryKey(),
  answer: jsonb().notNull().$type<Record<string, unknown>>(),
  at: at().notNull(),
});

/** A kind of box or bag, by its inside. */
export const packaging = pgTable(
  "packaging",
  {
    id: uuid().primaryKey().$type<Id<"packaging">>(),
    name: text().notNull(),
    lengthMm: integer().notNull(),
    widthMm: integer().notNull(),
    heightMm: integer().notNull(),
    emptyGrams: integer().notNull(),
    /** What it carries at most, itself included. */
    maxGrams: integer().notNull(),
    active: boolean().notNull().default(true),
  },
  (t) => [
    uniqueIndex("packaging_name_unique").on(t.name),
    check(
      "packaging_sane",
      sql`least(${t.lengthMm}, ${t.widthMm}, ${t.heightMm}) > 0 and ${t.emptyGrams} >= 0 and ${t.maxGrams} > ${t.emptyGrams}`,
    ),
  ],
);

export const manifestNumber = pgSequence("manifest_number", { startWith: 1001 });

/** What a carrier takes along at one collection. It gathers parcels as they are shipped, and is closed when the van leaves. */
export const manifest = pgTable(
  "manifest",
  {
    id: uuid().primaryKey().$type<Id<"manifest">>(),
    /** MF-1001 */
    number: text().notNull(),
    locationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    carrier: text().notNull(),
    openedAt: at().notNull(),
    closedAt: at(),
    closedBy: text(),
  },
  (t) => [
    uniqueIndex("manifest_number_unique").on(t.number),
    uniqueIndex("manifest_one_open").on(t.locationId, t.carrier).where(sql`${t.closedAt} is null`),
    index("manifest_opened").on(t.openedAt, t.id),
  ],
);

export const backorderOutcomes = ["filled", "cancelled"] as const;
export const backorderOutcomeEnum = pgEnum("backorder_outcome", backorderOutcomes);

/** Units of a paid order line that were promised and are not there: they hold no stock until some arrives. */
export const backorder = pgTable(
  "backorder",
  {
    id: uuid().primaryKey().$type<Id<"backorder">>(),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    orderLineId: uuid()
      .notNull()
      .$type<Id<"orderLine">>()
      .references(() => orderLine.id),
    quantity: integer().notNull(),
    reason: text().notNull(),
    openedAt: at().notNull(),
    closedAt: at(),
    outcome: backorderOutcomeEnum(),
  },
  (t) => [
    index("backorder_open").on(t.openedAt, t.id).where(sql`${t.closedAt} is null`),
    index("backorder_order").on(t.orderId),
    check("backorder_quantity_positive", sql`${t.quantity} > 0`),
    check("backorder_closed_has_outcome", sql`(${t.closedAt} is null) = (${t.outcome} is null)`),
  ],
);
