import { sql } from "drizzle-orm";
import { index, integer, pgEnum, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Id } from "../../server/kernel/id";
import { at } from "./customer";

export const crmKinds = ["contact", "deal"] as const;
export const crmKindEnum = pgEnum("crm_kind", crmKinds);
export const crmStates = ["waiting", "in_step", "failed"] as const;
export const crmStateEnum = pgEnum("crm_state", crmStates);

/**
 * What the CRM should hold of a customer (contact) or an order (deal), and whether it does. Events mark a row as waiting;
 * a batch sends what is waiting, as it stands then.
 */
export const crmRecord = pgTable(
  "crm_record",
  {
    kind: crmKindEnum().notNull(),
    /** Our customer's or order's id. */
    ourId: uuid().notNull(),
    /** The CRM's id of it. */
    crmId: text(),
    state: crmStateEnum().notNull(),
    /** A digest of what was last sent: the same again is not sent. */
    digest: text(),
    failure: text(),
    attempts: integer().notNull().default(0),
    nextTryAt: at(),
    /** When something last happened that the CRM should know. */
    wantedAt: at().notNull(),
    syncedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.kind, t.ourId] }),
    index("crm_record_waiting").on(t.nextTryAt, t.wantedAt).where(sql`${t.state} = 'waiting'`),
    index("crm_record_failed").on(t.wantedAt).where(sql`${t.state} = 'failed'`),
  ],
);

/** One run through everything there is, to bring a new or emptied CRM in step. */
export const crmBackfill = pgTable(
  "crm_backfill",
  {
    id: uuid().primaryKey().$type<Id<"crmBackfill">>(),
    startedBy: text().notNull(),
    total: integer().notNull(),
    marked: integer().notNull().default(0),
    /** The last id that was marked, so that a restart goes on. */
    cursor: text(),
    startedAt: at().notNull(),
    finishedAt: at(),
  },
  (t) => [uniqueIndex("crm_backfill_one_running").on(sql`(true)`).where(sql`${t.finishedAt} is null`)],
);
