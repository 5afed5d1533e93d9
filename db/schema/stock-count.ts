import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgEnum,
  pgSequence,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { countLineStatuses, stockCountStatuses } from "../../server/domain/stock-count/stock-count";
import type { Id } from "../../server/kernel/id";
import { variant } from "./catalogue";
import { at } from "./customer";
import { location, lot } from "./inventory";

export const stockCountStatusEnum = pgEnum("stock_count_status", stockCountStatuses);
export const countLineStatusEnum = pgEnum("count_line_status", countLineStatuses);
export const stockCountNumber = pgSequence("stock_count_number", { startWith: 101 });

/** A list of shelves of one place to count, or a file of counts. */
export const stockCount = pgTable(
  "stock_count",
  {
    id: uuid().primaryKey().$type<Id<"stockCount">>(),
    /** SC-101 */
    number: text().notNull(),
    locationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    name: text().notNull(),
    source: text().notNull().$type<"cycle" | "file" | "recount">(),
    status: stockCountStatusEnum().notNull(),
    createdBy: text().notNull(),
    createdAt: at().notNull(),
    closedAt: at(),
  },
  (t) => [
    uniqueIndex("stock_count_number_unique").on(t.number),
    index("stock_count_created").on(t.createdAt, t.id),
  ],
);

export const stockCountLine = pgTable(
  "stock_count_line",
  {
    id: uuid().primaryKey().$type<Id<"stockCountLine">>(),
    countId: uuid()
      .notNull()
      .$type<Id<"stockCount">>()
      .references(() => stockCount.id),
    position: integer().notNull(),
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    lotId: uuid()
      .$type<Id<"lot">>()
      .references(() => lot.id),
    status: countLineStatusEnum().notNull(),
    /** Units on the shelf when the count was entered, and what the counter found: the counter doesn't see the first. */
    expected: integer(),
    counted: integer(),
    countedBy: text(),
    countedAt: at(),
    /** Who let a large difference through, or didn't. */
    decidedBy: text(),
    decidedAt: at(),
  },
  (t) => [
    unique("stock_count_line_unique").on(t.countId, t.variantId, t.lotId).nullsNotDistinct(),
    check("stock_count_line_counted", sql`(${t.status} = 'to_count') = (${t.counted} is null)`),
    check("stock_count_line_not_negative", sql`coalesce(${t.counted}, 0) >= 0`),
  ],
);
