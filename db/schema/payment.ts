import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgEnum, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { paymentProviders, paymentStatuses, refundStatuses } from "../../server/domain/payment/payment";
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
      .where(sql`${t.status} in ('created', 'open', 'authorized', 'capturing')`),
    uniqueIndex("payment_provider_ref_unique").on(t.provider, t.providerRef),
    index("payment_order").on(t.orderId),
    index("payment_unfinished")
      .on(t.changedAt)
      .where(sql`${t.status} in ('created', 'open', 'authorized', 'capturing')`),
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
    status: refundStatusEnum().notNull(),
    providerRef: text(),
    failureReason: text(),
    attempts: integer().notNull().default(0),
    /** One refund per cause: the event or request that asked for it. */
    causeKey: text().notNull(),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
  },
  (t) => [
    uniqueIndex("refund_cause_unique").on(t.causeKey),
    index("refund_payment").on(t.paymentId),
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
    receivedAt: at().notNull(),
    processedAt: at(),
  },
  (t) => [
    uniqueIndex("webhook_inbox_event_unique").on(t.vendor, t.eventId),
    index("webhook_inbox_unfinished").on(t.receivedAt).where(sql`${t.verdict} in ('received', 'parked')`),
    index("webhook_inbox_received").on(t.receivedAt),
  ],
);
