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
import { purchaseOrderStatuses, type QuantityReason } from "../../server/domain/purchasing/purchase-order";
import type { Id } from "../../server/kernel/id";
import { variant } from "./catalogue";
import { at } from "./customer";
import { location } from "./inventory";
import { supplier } from "./supplier";

export const purchaseOrderStatusEnum = pgEnum("purchase_order_status", purchaseOrderStatuses);
export const purchaseOrderNumber = pgSequence("purchase_order_number", { startWith: 1001 });

/** What we ask one supplier to send to one place. */
export const purchaseOrder = pgTable(
  "purchase_order",
  {
    id: uuid().primaryKey().$type<Id<"purchaseOrder">>(),
    /** PO-1001 */
    number: text().notNull(),
    supplierId: uuid()
      .notNull()
      .$type<Id<"supplier">>()
      .references(() => supplier.id),
    locationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    status: purchaseOrderStatusEnum().notNull(),
    /** Opened by the low-stock policy, which adds to it until it is ordered. */
    automatic: boolean().notNull(),
    currency: text().notNull(),
    note: text().notNull().default(""),
    /** Set while a draft waits for a manager: it came to more than may be ordered unasked. */
    approvalAskedAt: at(),
    createdBy: text().notNull(),
    createdAt: at().notNull(),
    orderedBy: text(),
    orderedAt: at(),
    /** The supplier's lead time from the day it was ordered. */
    expectedAt: at(),
    receivedAt: at(),
    cancelledAt: at(),
    cancelNote: text(),
  },
  (t) => [
    uniqueIndex("purchase_order_number_unique").on(t.number),
    uniqueIndex("purchase_order_one_automatic_draft")
      .on(t.supplierId, t.locationId)
      .where(sql`${t.status} = 'draft' and ${t.automatic}`),
    index("purchase_order_created").on(t.createdAt, t.id),
    index("purchase_order_supplier").on(t.supplierId, t.createdAt),
    check("purchase_order_ordered", sql`${t.status} in ('draft', 'cancelled') or ${t.orderedAt} is not null`),
    check("purchase_order_cancelled", sql`(${t.status} = 'cancelled') = (${t.cancelledAt} is not null)`),
  ],
);

export const purchaseOrderLine = pgTable(
  "purchase_order_line",
  {
    id: uuid().primaryKey().$type<Id<"purchaseOrderLine">>(),
    purchaseOrderId: uuid()
      .notNull()
      .$type<Id<"purchaseOrder">>()
      .references(() => purchaseOrder.id),
    position: integer().notNull(),
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    /** Snapshots of the supplier's item: a later price never changes an order. */
    supplierSku: text().notNull(),
    packSize: integer().notNull(),
    costAmount: integer().notNull(),
    quantity: integer().notNull(),
    /** Units that came, in whatever state. */
    received: integer().notNull().default(0),
    /** Of those, how many went to quarantine. */
    damaged: integer().notNull().default(0),
    /** Units that the supplier will not send after all. */
    givenUp: integer().notNull().default(0),
    /** Written by the low-stock policy; null on lines that a person wrote. */
    reason: jsonb().$type<QuantityReason>(),
  },
  (t) => [
    uniqueIndex("purchase_order_line_variant_unique").on(t.purchaseOrderId, t.variantId),
    index("purchase_order_line_variant").on(t.variantId),
    check(
      "purchase_order_line_sane",
      sql`${t.quantity} > 0 and ${t.packSize} > 0 and ${t.costAmount} >= 0 and ${t.damaged} between 0 and ${t.received} and ${t.givenUp} >= 0`,
    ),
  ],
);
