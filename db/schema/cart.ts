import { sql } from "drizzle-orm";
import { check, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Id } from "../../server/kernel/id";
import { variant } from "./catalogue";
import { at } from "./customer";
import { orders } from "./order";

export const cart = pgTable(
  "cart",
  {
    id: uuid().primaryKey().$type<Id<"cart">>(),
    /** SHA-256 of the cookie's secret, so that a database copy opens no cart. */
    tokenHash: text().notNull(),
    /** The next order placed from this cart; renewed after each order, so a double click places one. */
    checkoutKey: uuid().notNull(),
    lastOrderId: uuid()
      .$type<Id<"order">>()
      .references(() => orders.id),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [uniqueIndex("cart_token_unique").on(t.tokenHash)],
);

export const cartLine = pgTable(
  "cart_line",
  {
    cartId: uuid()
      .notNull()
      .$type<Id<"cart">>()
      .references(() => cart.id, { onDelete: "cascade" }),
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    quantity: integer().notNull(),
    addedAt: at().notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.cartId, t.variantId] }),
    check("cart_line_quantity_positive", sql`${t.quantity} > 0`),
  ],
);
