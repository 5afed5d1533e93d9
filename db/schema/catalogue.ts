import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
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
    /** Markdown. */
    body: text().notNull().default(""),
    categoryId: uuid()
      .notNull()
      .$type<Id<"category">>()
      .references(() => category.id),
    taxCategory: text().notNull().$type<TaxCategory>().default("standard"),
    vendor: text().notNull().default(""),
    tags: text().array().notNull().default([]),
    /** The picture that lists and orders show: the first of its pictures. */
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
    /** A former price, shown crossed out. */
    compareAtAmount: integer(),
    weightGrams: integer().notNull(),
    barcode: text(),
    /** How big one unit is, packed; null where nobody has measured it. */
    lengthMm: integer(),
    widthMm: integer(),
    heightMm: integer(),
    /** For customs: the tariff number and the country it was made in. */
    hsCode: text(),
    originCountry: text(),
    position: integer().notNull().default(0),
    /** No longer sold; orders and the ledger still name it. */
    archivedAt: at(),
  },
  (t) => [
    uniqueIndex("variant_sku_unique").on(t.sku),
    uniqueIndex("variant_barcode_unique").on(t.barcode),
    index("variant_product").on(t.productId, t.position),
    check("variant_price_not_negative", sql`${t.priceAmount} >= 0`),
    check("variant_weight_not_negative", sql`${t.weightGrams} >= 0`),
  ],
);

export const productImage = pgTable(
  "product_image",
  {
    id: uuid().primaryKey().$type<Id<"productImage">>(),
    productId: uuid()
      .notNull()
      .$type<Id<"product">>()
      .references(() => product.id),
    position: integer().notNull(),
    /** Of a variant, or null: of the product. */
    variantId: uuid()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    /** A path of our own, or the address of a picture that could not be fetched. */
    src: text().notNull(),
    /** Where it was fetched from: the same address is not fetched twice. */
    sourceUrl: text(),
    alt: text().notNull().default(""),
    width: integer(),
    height: integer(),
  },
  (t) => [index("product_image_product").on(t.productId, t.position)],
);

export const catalogueImportStatuses = [
  "reading",
  "ready",
  "importing",
  "done",
  "failed",
  "discarded",
] as const;
export type CatalogueImportStatus = (typeof catalogueImportStatuses)[number];
export const catalogueImportStatusEnum = pgEnum("catalogue_import_status", catalogueImportStatuses);

/** A file of products on its way into the catalogue: read into rows, looked at, then imported as a whole. */
export const catalogueImport = pgTable("catalogue_import", {
  id: uuid().primaryKey().$type<Id<"catalogueImport">>(),
  fileName: text().notNull(),
  status: catalogueImportStatusEnum().notNull(),
  /** What is wrong with the file itself, or why importing it failed. */
  failure: text(),
  lines: integer().notNull().default(0),
  products: integer().notNull().default(0),
  variants: integer().notNull().default(0),
  /** Products that have something wrong with them. */
  wrong: integer().notNull().default(0),
  /** Products that have been written so far, for the progress bar. */
  written: integer().notNull().default(0),
  /** What came of it: how many were new, changed and as they were. */
  result: jsonb().$type<{ created: number; updated: number; unchanged: number; skipped: number }>(),
  skipWrong: boolean().notNull().default(false),
  createdBy: text().notNull(),
  createdAt: at().notNull(),
  finishedAt: at(),
});

export type ImportFault = { line: number; column: string | null; message: string };

/** One product of the file: what it says, and what is wrong with it. */
export const catalogueImportRow = pgTable(
  "catalogue_import_row",
  {
    importId: uuid()
      .notNull()
      .$type<Id<"catalogueImport">>()
      .references(() => catalogueImport.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    handle: text().notNull(),
    line: integer().notNull(),
    product: jsonb().$type<Record<string, unknown>>(),
    faults: jsonb().notNull().$type<ImportFault[]>().default([]),
    /** What importing it would do to the catalogue. */
    effect: text().$type<"create" | "update" | "none">(),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.position] }),
    index("catalogue_import_row_wrong").on(t.importId, t.position).where(sql`${t.faults} <> '[]'::jsonb`),
  ],
);

/** Who wants to hear when a variant can be bought again. */
export const stockRequest = pgTable(
  "stock_request",
  {
    id: uuid().primaryKey().$type<Id<"stockRequest">>(),
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    email: text().notNull(),
    createdAt: at().notNull(),
    notifiedAt: at(),
  },
  (t) => [
    uniqueIndex("stock_request_open_unique").on(t.variantId, t.email).where(sql`${t.notifiedAt} is null`),
  ],
);
