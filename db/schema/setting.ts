import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { Id } from "../../server/kernel/id";
import type { ServiceLevel } from "../../server/ports/carrier";
import type { TaxCategory } from "./catalogue";
import { at } from "./customer";

/** Settings that staff may change; their names, types and defaults are in server/domain/settings. */
export const setting = pgTable("setting", {
  key: text().primaryKey(),
  value: jsonb().notNull(),
  changedAt: at().notNull().defaultNow(),
});

/** Dated tax rates by destination. A rate for a region beats the country's; a category's beats the standard one. */
export const taxRate = pgTable(
  "tax_rate",
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    country: text().notNull(),
    region: text(),
    category: text().notNull().$type<TaxCategory>(),
    ratePpm: integer().notNull(),
    validFrom: at().notNull(),
    validTo: at(),
  },
  (t) => [
    index("tax_rate_destination").on(t.country, t.region),
    check("tax_rate_sane", sql`${t.ratePpm} between 0 and 1000000`),
  ],
);

/** Shipping prices by method, zone (a list of countries) and weight. */
export const shippingRate = pgTable(
  "shipping_rate",
  {
    id: uuid().primaryKey(),
    method: text().notNull(),
    title: text().notNull(),
    zone: text().notNull(),
    countries: text().array().notNull(),
    maxWeightGrams: integer().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    service: text().notNull().$type<ServiceLevel>(),
    minDays: integer().notNull(),
    maxDays: integer().notNull(),
    position: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex("shipping_rate_unique").on(t.method, t.zone, t.maxWeightGrams),
    check("shipping_rate_sane", sql`${t.amount} >= 0 and ${t.minDays} <= ${t.maxDays}`),
  ],
);

/** What a carrier asked for a basket at the checkout; the order that names one pays this price while it is good. */
export const carrierQuote = pgTable(
  "carrier_quote",
  {
    id: uuid().primaryKey().$type<Id<"carrierQuote">>(),
    /** Which basket and destination it was given for. */
    basket: text().notNull(),
    carrier: text().notNull(),
    serviceCode: text().notNull(),
    serviceName: text().notNull(),
    service: text().notNull().$type<ServiceLevel>(),
    /** What the carrier asks, and what the shopper pays; minor units. */
    cost: integer().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    deliverFrom: date(),
    deliverBy: date(),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
  },
  (t) => [
    index("carrier_quote_basket").on(t.basket, t.expiresAt),
    index("carrier_quote_expires").on(t.expiresAt),
  ],
);

/** The rate limiter's counters; its columns are rate-limiter-flexible's. */
export const rateLimit = pgTable("rate_limit", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
});
