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
import { transferStatuses } from "../../server/domain/transfer/transfer";
import type { Id } from "../../server/kernel/id";
import { variant } from "./catalogue";
import { at } from "./customer";
import { location, lot } from "./inventory";

export const transferStatusEnum = pgEnum("transfer_status", transferStatuses);
export const transferNumber = pgSequence("transfer_number", { startWith: 101 });

/** Goods that one place sends to another; on their way they stand in neither. */
export const transfer = pgTable(
  "transfer",
  {
    id: uuid().primaryKey().$type<Id<"transfer">>(),
    /** TR-101 */
    number: text().notNull(),
    fromLocationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    toLocationId: uuid()
      .notNull()
      .$type<Id<"location">>()
      .references(() => location.id),
    status: transferStatusEnum().notNull(),
    reason: text().notNull(),
    sentBy: text().notNull(),
    sentAt: at().notNull(),
    receivedAt: at(),
  },
  (t) => [
    uniqueIndex("transfer_number_unique").on(t.number),
    index("transfer_sent").on(t.sentAt, t.id),
    index("transfer_on_its_way").on(t.toLocationId).where(sql`${t.status} in ('sent', 'partially_received')`),
    check("transfer_goes_somewhere", sql`${t.fromLocationId} <> ${t.toLocationId}`),
  ],
);

export const transferLine = pgTable(
  "transfer_line",
  {
    id: uuid().primaryKey().$type<Id<"transferLine">>(),
    transferId: uuid()
      .notNull()
      .$type<Id<"transfer">>()
      .references(() => transfer.id),
    position: integer().notNull(),
    variantId: uuid()
      .notNull()
      .$type<Id<"variant">>()
      .references(() => variant.id),
    lotId: uuid()
      .$type<Id<"lot">>()
      .references(() => lot.id),
    quantity: integer().notNull(),
    received: integer().notNull().default(0),
    /** Never arrived: booked in at the other place and written off there, so that both ledgers add up. */
    lost: integer().notNull().default(0),
  },
  (t) => [
    unique("transfer_line_unique").on(t.transferId, t.variantId, t.lotId).nullsNotDistinct(),
    index("transfer_line_variant").on(t.variantId),
    check(
      "transfer_line_sane",
      sql`${t.quantity} > 0 and ${t.received} >= 0 and ${t.lost} >= 0 and ${t.received} + ${t.lost} <= ${t.quantity}`,
    ),
  ],
);
