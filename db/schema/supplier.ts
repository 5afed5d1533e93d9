import { sql } from "drizzle-orm";
import { boolean, check, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Id } from "../../server/kernel/id";
import { variant } from "./catalogue";
import { at } from "./customer";

/** Whom we buy from. */
export const supplier = pgTable(
  "supplier",
  {
    id: uuid().primaryKey().$type<Id<"supplier">>(),
    /** Short and stable, such as NORTHPINE; files and conversations use it. */
    code: text().notNull(),
    name: text().notNull(),
    /** Where purchase orders are sent; null: they are only written, and somebody phones. */
    email: text(),
    phone: text(),
    address: text().notNull().default(""),
    currency: text().notNull(),
    /** Days from ordering to the goods' arrival, unless an item says otherwise. */
    leadTimeDays: integer().notNull(),
    /** The least an order must come to, in minor units. */
    minimumAmount: integer().notNull().default(0),
    note: text().notNull().default(""),
    active: boolean().notNull().default(true),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("supplier_code_unique").on(t.code),
    check("supplier_sane", sql`${t.leadTimeDays} >= 0 and ${t.minimumAmount} >= 0`),
  ],
);

/** What a supplier sells us: their article number, cost and pack. */
export const supplierItem = pgTable(
  "supplier_item",
  {
    supplierId: uuid()
      .notNull()
      .$type<Id<"supplier">>()
      .references(() => supplier.id),
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    supplierSku: text().notNull(),
    /** Of one unit, in minor units of the supplier's currency. */
    costAmount: integer().notNull(),
    /** Units in a pack; orders are rounded up to whole packs. */
    packSize: integer().notNull().default(1),
    /** The fewest units a line may ask for. */
    minimumQuantity: integer().notNull().default(1),
    leadTimeDays: integer(),
  },
  (t) => [
    primaryKey({ columns: [t.supplierId, t.variantId] }),
    check(
      "supplier_item_sane",
      sql`${t.costAmount} >= 0 and ${t.packSize} > 0 and ${t.minimumQuantity} > 0 and coalesce(${t.leadTimeDays}, 0) >= 0`,
    ),
  ],
);
