import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Id } from "../../server/kernel/id";
import { at } from "./customer";

export const category = pgTable(
  "category",
  {
    id: uuid().primaryKey().$type<Id<"category">>(),
    slug: text().notNull(),
    name: text().notNull(),
    description: text().notNull().default(""),
    position: integer().notNull().default(0),
    /** Lots that expire within this many days are not promised to shoppers. */
    shelfLifeMarginDays: integer().notNull().default(0),
  },
  (t) => [uniqueIndex("category_slug_unique").on(t.slug)],
);

export const taxCategories = ["standard", "food", "books", "clothing"] as const;
export type TaxCategory = (typeof taxCategories)[number];

export const product = pgTable(
  "product",
  {
    id: uuid().primaryKey().$type<Id<"product">>(),
    slug: text().notNull(),
    title: text().notNull(),
    summary: text().notNull().default(""),
    /** Paragraphs separated by blank lines; lines that start with "- " are bullets. */
    body: text().notNull().default(""),
    categoryId: uuid()
      .notNull()
      .$type<Id<"category">>()
      .references(() => category.id),
    taxCategory: text().notNull().$type<TaxCategory>().default("standard"),
    image: text(),
    position: integer().notNull().default(0),
    /** Null: a draft that shoppers don't see. */
    publishedAt: at(),
    createdAt: at().notNull().defaultNow(),
    updatedAt: at().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("product_slug_unique").on(t.slug),
    index("product_category_position").on(t.categoryId, t.position, t.id),
    index("product_position").on(t.position, t.id),
  ],
);

export const variant = pgTable(
  "variant",
  {
    id: uuid().primaryKey().$type<Id<"variant">>(),
    productId: uuid()
      .notNull()
      .$type<Id<"product">>()
      .references(() => product.id),
    sku: text().notNull(),
    /** "Large / Sea green"; empty for a product with one variant. */
    title: text().notNull().default(""),
    options: jsonb().notNull().$type<Record<string, string>>().default({}),
    /** Minor units of the store's currency. */
    priceAmount: integer().notNull(),
    currency: text().notNull(),
    weightGrams: integer().notNull(),
    barcode: text(),
    position: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex("variant_sku_unique").on(t.sku),
    uniqueIndex("variant_barcode_unique").on(t.barcode),
    index("variant_product").on(t.productId, t.position),
    check("variant_price_not_negative", sql`${t.priceAmount} >= 0`),
    check("variant_weight_not_negative", sql`${t.weightGrams} >= 0`),
  ],
);
