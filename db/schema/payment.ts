import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  disputeStatuses,
  paymentProviders,
  paymentStatuses,
  refundStatuses,
} from "../../server/domain/payment/payment";
import type { Id } from "../../server/kernel/id";
import { at } from "./customer";
import { orders } from "./order";

export const providerEnum = pgEnum("payment_provider", paymentProviders);
export const paymentStatusEnum = pgEnum("payment_status", paymentStatuses);
export const refundStatusEnum = pgEnum("refund_status", refundStatuses);

export const payment = pgTable(
  "payment",
  {
    id: uuid().primaryKey().$type<Id<"payment">>(),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    provider: providerEnum().notNull(),
    /** The provider's reference; null until the hosted page is open. */
    providerRef: text(),
    captureRef: text(),
    redirectUrl: text(),
    status: paymentStatusEnum().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    capturedAmount: integer().notNull().default(0),
    refundedAmount: integer().notNull().default(0),
    feeAmount: integer(),
    failureCode: text(),
    failureMessage: text(),
    createdAt: at().notNull(),
    /** When the status last changed; the sweep looks at payments that stand still. */
    changedAt: at().notNull(),
    capturedAt: at(),
  },
  (t) => [
    uniqueIndex("payment_one_live_attempt")
      .on(t.orderId)
      .where(sql`${t.status} not in ('captured', 'failed', 'expired', 'voided')`),
    uniqueIndex("payment_provider_ref_unique").on(t.provider, t.providerRef),
    index("payment_order").on(t.orderId),
    index("payment_unfinished")
      .on(t.changedAt)
      .where(sql`${t.status} not in ('captured', 'failed', 'expired', 'voided')`),
    index("payment_captured").on(t.provider, t.capturedAt).where(sql`${t.status} = 'captured'`),
    check("payment_captured_within_amount", sql`${t.capturedAmount} between 0 and ${t.amount}`),
    check("payment_refunds_within_captured", sql`${t.refundedAmount} between 0 and ${t.capturedAmount}`),
    check("payment_captured_has_money", sql`(${t.status} = 'captured') = (${t.capturedAt} is not null)`),
  ],
);

/** Every decline once, by the provider's reference: how many are final is a setting. */
export const paymentDecline = pgTable(
  "payment_decline",
  {
    paymentId: uuid()
      .notNull()
      .$type<Id<"payment">>()
      .references(() => payment.id),
    declineRef: text().notNull(),
    code: text().notNull(),
    message: text().notNull(),
    at: at().notNull(),
  },
  (t) => [uniqueIndex("payment_decline_unique").on(t.paymentId, t.declineRef)],
);

/** Units of an order line that were paid back, and what became of the goods. */
export type RefundedLine = {
  orderLineId: Id<"orderLine">;
  sku: string;
  quantity: number;
  amount: number;
  /** `none`: the customer keeps them. */
  goods: "restock" | "damaged" | "none";
};

export const refund = pgTable(
  "refund",
  {
    id: uuid().primaryKey().$type<Id<"refund">>(),
    paymentId: uuid()
      .notNull()
      .$type<Id<"payment">>()
      .references(() => payment.id),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    amount: integer().notNull(),
    reason: text().notNull(),
    /** Who asked for it: "staff:Ada Moreno", "policy:…". */
    requestedBy: text(),
    /** What it is for, where it is for certain units; the amounts add up to no more than `amount`. */
    lines: jsonb().notNull().default([]).$type<RefundedLine[]>(),
    /** The part of it that is carriage with its tax. */
    shippingAmount: integer().notNull().default(0),
    /** A word for colleagues; customers never see it. */
    note: text(),
    status: refundStatusEnum().notNull(),
    providerRef: text(),
    failureReason: text(),
    attempts: integer().notNull().default(0),
    /** One refund per cause: the event or request that asked for it. */
    causeKey: text().notNull(),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
    succeededAt: at(),
    /** When one that failed is sent again by itself; null: not before a person says so. */
    nextTryAt: at(),
  },
  (t) => [
    uniqueIndex("refund_cause_unique").on(t.causeKey),
    index("refund_payment").on(t.paymentId),
    index("refund_order").on(t.orderId),
    index("refund_created").on(t.createdAt, t.id),
    index("refund_provider_ref").on(t.providerRef),
    index("refund_unfinished")
      .on(t.changedAt)
      .where(sql`${t.status} in ('requested', 'submitted', 'failed')`),
    check("refund_amount_positive", sql`${t.amount} > 0`),
  ],
);

export const webhookVerdicts = ["received", "processed", "ignored", "parked"] as const;
export const webhookVerdictEnum = pgEnum("webhook_verdict", webhookVerdicts);

/** Everything a vendor has told us, once each, before anything is done about it. */
export const webhookInbox = pgTable(
  "webhook_inbox",
  {
    id: uuid().primaryKey().$type<Id<"webhook">>(),
    vendor: text().notNull(),
    eventId: text().notNull(),
    type: text().notNull(),
    body: jsonb().notNull(),
    verdict: webhookVerdictEnum().notNull().default("received"),
    note: text(),
    attempts: integer().notNull().default(0),
    deliveries: integer().notNull().default(1),
    /** The order it turned out to be about. */
    orderId: uuid().$type<Id<"order">>(),
    receivedAt: at().notNull(),
    processedAt: at(),
  },
  (t) => [
    uniqueIndex("webhook_inbox_event_unique").on(t.vendor, t.eventId),
    index("webhook_inbox_unfinished").on(t.receivedAt).where(sql`${t.verdict} in ('received', 'parked')`),
    index("webhook_inbox_received").on(t.receivedAt, t.id),
    index("webhook_inbox_order").on(t.orderId).where(sql`${t.orderId} is not null`),
  ],
);

export const disputeStatusEnum = pgEnum("dispute_status", disputeStatuses);

/** A shopper's objection to a payment, as the provider tells it: its row is a copy of the provider's, never ahead of it. */
export const dispute = pgTable(
  "dispute",
  {
    id: uuid().primaryKey().$type<Id<"dispute">>(),
    paymentId: uuid()
      .notNull()
      .$type<Id<"payment">>()
      .references(() => payment.id),
    orderId: uuid()
      .notNull()
      .$type<Id<"order">>()
      .references(() => orders.id),
    provider: providerEnum().notNull(),
    providerRef: text().notNull(),
    status: disputeStatusEnum().notNull(),
    amount: integer().notNull(),
    currency: text().notNull(),
    reason: text().notNull(),
    /** Until when evidence can be handed in. */
    evidenceDueAt: at(),
    openedAt: at().notNull(),
    changedAt: at().notNull(),
    closedAt: at(),
  },
  (t) => [
    uniqueIndex("dispute_provider_ref_unique").on(t.provider, t.providerRef),
    index("dispute_order").on(t.orderId),
    index("dispute_open").on(t.evidenceDueAt).where(sql`${t.closedAt} is null`),
    index("dispute_opened").on(t.openedAt, t.id),
  ],
);

export const reconciliationStates = ["running", "agrees", "differs", "failed"] as const;
export const reconciliationStateEnum = pgEnum("reconciliation_state", reconciliationStates);

/** One comparison of our books with a provider's list for one day (UTC). Repeating a day replaces what it found. */
export const reconciliation = pgTable(
  "reconciliation",
  {
    id: uuid().primaryKey().$type<Id<"reconciliation">>(),
    provider: providerEnum().notNull(),
    day: date().notNull(),
    state: reconciliationStateEnum().notNull(),
    /** How many movements both sides list, and their sums by currency: captured, refunded, fees. */
    ours: integer().notNull().default(0),
    theirs: integer().notNull().default(0),
    totals: jsonb().notNull().default([]).$type<ReconciliationTotal[]>(),
    failure: text(),
    startedBy: text().notNull(),
    startedAt: at().notNull(),
    finishedAt: at(),
  },
  (t) => [
    uniqueIndex("reconciliation_day_unique").on(t.provider, t.day),
    index("reconciliation_day").on(t.day),
  ],
);

export type ReconciliationTotal = {
  currency: string;
  capturedOurs: number;
  capturedTheirs: number;
  refundedOurs: number;
  refundedTheirs: number;
  fees: number;
};

export const differenceKinds = ["missing_here", "missing_there", "amount_differs"] as const;
export const differenceKindEnum = pgEnum("difference_kind", differenceKinds);

/** Something the two books don't agree on; it stays until a person or a later comparison closes it. */
export const reconciliationDifference = pgTable(
  "reconciliation_difference",
  {
    id: uuid().primaryKey().$type<Id<"difference">>(),
    reconciliationId: uuid()
      .notNull()
      .$type<Id<"reconciliation">>()
      .references(() => reconciliation.id, { onDelete: "cascade" }),
    provider: providerEnum().notNull(),
    kind: differenceKindEnum().notNull(),
    /** "capture" or "refund" */
    what: text().notNull(),
    /** The provider's reference; ours when it has none. */
    ref: text().notNull(),
    paymentId: uuid().$type<Id<"payment">>(),
    refundId: uuid().$type<Id<"refund">>(),
    orderId: uuid().$type<Id<"order">>(),
    ours: integer(),
    theirs: integer(),
    currency: text().notNull(),
    at: at().notNull(),
    closedAt: at(),
    closedBy: text(),
    note: text(),
  },
  (t) => [
    uniqueIndex("reconciliation_difference_unique").on(t.provider, t.what, t.ref, t.kind),
    index("reconciliation_difference_run").on(t.reconciliationId),
    index("reconciliation_difference_open").on(t.at).where(sql`${t.closedAt} is null`),
  ],
);
