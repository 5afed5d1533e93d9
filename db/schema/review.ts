import { sql } from "drizzle-orm";
import { check, index, integer, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { reviewStatuses } from "../../server/domain/review/review";
import type { Id } from "../../server/kernel/id";
import { product } from "./catalogue";
import { at } from "./customer";
import { orderLine, orders } from "./order";

export const reviewStatusEnum = pgEnum("review_status", reviewStatuses);

/** What a buyer says about a thing that was delivered to them. */
export const review = pgTable(
  "review",
  {
    id: uuid().primaryKey().$type<Id<"review">>(),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    orderLineId: uuid()
      .notNull()
      .$type<Id<"orderLine">>()
      .references(() => orderLine.id),
    productId: uuid()
      .notNull()
      .$type<Id<"product">>()
      .references(() => product.id),
    status: reviewStatusEnum().notNull(),
    rating: integer().notNull(),
    body: text().notNull().default(""),
    /** "Ada M.", made from the order's name when it was written. */
    author: text().notNull(),
    createdAt: at().notNull(),
    moderatedAt: at(),
    moderatedBy: text(),
  },
  (t) => [
    uniqueIndex("review_one_per_order_line").on(t.orderLineId),
    index("review_product").on(t.productId, t.createdAt).where(sql`${t.status} = 'published'`),
    index("review_queue").on(t.createdAt).where(sql`${t.status} = 'submitted'`),
    check("review_rating_in_range", sql`${t.rating} between 1 and 5`),
  ],
);
