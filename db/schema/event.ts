import { sql } from "drizzle-orm";
import {
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

/** Outbox and history in one: append-only, published by the relay. */
export const event = pgTable(
  "event",
  {
    id: uuid().primaryKey().$type<Id<"event">>(),
    name: text().notNull(),
    aggregate: text().notNull(),
    aggregateId: text().notNull(),
    /** Set on everything that belongs on an order's timeline. */
    orderId: uuid().$type<Id<"order">>(),
    payload: jsonb().notNull().$type<Record<string, unknown>>(),
    actor: text().notNull(),
    /** The event that led to this one. */
    cause: uuid().$type<Id<"event">>(),
    occurredAt: at().notNull(),
    publishedAt: at(),
  },
  (t) => [
    index("event_order").on(t.orderId, t.id),
    index("event_unpublished").on(t.id).where(sql`${t.publishedAt} is null`),
    index("event_aggregate").on(t.aggregate, t.aggregateId, t.id),
  ],
);

export const policyOutcomes = ["running", "done", "nothing_to_do", "refused", "failed"] as const;
export const policyOutcomeEnum = pgEnum("policy_outcome", policyOutcomes);

/** One run of one policy for one event: what it was asked, what it did and why. */
export const policyRun = pgTable(
  "policy_run",
  {
    policy: text().notNull(),
    /** The event's id, or the tick of a sweep. */
    trigger: text().notNull(),
    eventName: text().notNull(),
    orderId: uuid().$type<Id<"order">>(),
    /** The sentence the policy stands for. */
    rule: text().notNull(),
    inputs: jsonb().notNull().$type<Record<string, unknown>>(),
    outcome: policyOutcomeEnum().notNull(),
    /** In words, shown on the timeline. */
    reason: text(),
    command: text(),
    attempts: integer().notNull().default(1),
    startedAt: at().notNull(),
    finishedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.policy, t.trigger] }),
    index("policy_run_order").on(t.orderId),
    index("policy_run_started").on(t.startedAt),
    index("policy_run_failed").on(t.startedAt).where(sql`${t.outcome} = 'failed'`),
  ],
);

export const notificationStatuses = ["intended", "sent", "undeliverable"] as const;
export const notificationStatusEnum = pgEnum("notification_status", notificationStatuses);

/** A message to somebody: the intent is written first, so a crash can repeat a send but never forget or double one. */
export const notification = pgTable(
  "notification",
  {
    id: uuid().primaryKey().$type<Id<"notification">>(),
    /** `<template>:<event id>:<recipient>` */
    key: text().notNull(),
    template: text().notNull(),
    recipient: text().notNull(),
    subject: text().notNull(),
    orderId: uuid().$type<Id<"order">>(),
    eventId: uuid().$type<Id<"event">>(),
    status: notificationStatusEnum().notNull(),
    failure: text(),
    /** What the template was given, so that it can be sent again; null where it held a secret. */
    props: jsonb().$type<Record<string, unknown>>(),
    /** The mail service's own id. */
    providerRef: text(),
    /** The receiver's server gave it back, or its reader called it spam: when, and in whose words. */
    bouncedAt: at(),
    bounce: text(),
    /** The message that this one repeats. */
    repeatOf: uuid().$type<Id<"notification">>(),
    createdAt: at().notNull(),
    sentAt: at(),
  },
  (t) => [
    uniqueIndex("notification_key_unique").on(t.key),
    index("notification_order").on(t.orderId),
    index("notification_created").on(t.createdAt, t.id),
    index("notification_recipient").on(t.recipient, t.createdAt),
    index("notification_provider_ref").on(t.providerRef),
    index("notification_unsent").on(t.createdAt).where(sql`${t.status} = 'intended'`),
  ],
);

export const mailTopics = ["all", "reviews", "back_in_stock", "news"] as const;
export const mailTopicEnum = pgEnum("mail_topic", mailTopics);
export const mailBlockReasons = ["unsubscribed", "bounced", "complained"] as const;
export const mailBlockReasonEnum = pgEnum("mail_block_reason", mailBlockReasons);

/** What an address is not written about any more. `all` is an address that can't be reached: nothing is sent there. */
export const mailBlock = pgTable(
  "mail_block",
  {
    email: text().notNull(),
    topic: mailTopicEnum().notNull(),
    reason: mailBlockReasonEnum().notNull(),
    note: text(),
    at: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.email, t.topic] })],
);
