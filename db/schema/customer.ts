import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type Role, roles } from "../../server/auth/roles";
import type { Id } from "../../server/kernel/id";
import type { PostalAddress } from "../../server/ports/carrier";

export const at = (name?: string) =>
  name
    ? timestamp(name, { withTimezone: true, mode: "date" })
    : timestamp({ withTimezone: true, mode: "date" });

/** Whoever has ordered: a person by e-mail address, with or without an account. */
export const customer = pgTable(
  "customer",
  {
    id: uuid().primaryKey().$type<Id<"customer">>(),
    email: text().notNull(),
    name: text().notNull(),
    phone: text(),
    /** Whether they agreed to hear of news; the law wants a yes, and the day of it. */
    acceptsMarketing: boolean().notNull().default(false),
    marketingChangedAt: at(),
    /** Since when nothing here says who it was. */
    erasedAt: at(),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("customer_email_unique").on(t.email),
    check("customer_email_lower", sql`${t.email} = lower(${t.email})`),
  ],
);

export const roleEnum = pgEnum("role", roles);

/** Someone who can sign in. Shoppers with an account point at their customer. */
export const appUser = pgTable(
  "app_user",
  {
    id: uuid().primaryKey().$type<Id<"user">>(),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    role: roleEnum().notNull().$type<Role>(),
    active: boolean().notNull().default(true),
    /** Set once they have followed the link in a mail to this address. */
    emailVerifiedAt: at(),
    /** The second factor's secret, encrypted under AUTH_SECRET; it counts once it is confirmed. */
    totpSecret: text(),
    totpConfirmedAt: at(),
    /** The last time step that was used: a code is good once. */
    totpLastStep: integer(),
    /** Hashes of one-time codes for a lost phone. */
    recoveryCodes: text().array().notNull().default([]),
    invitedBy: text(),
    deactivatedAt: at(),
    lastSignInAt: at(),
    /** Raised to end every session of this person at once. */
    sessionVersion: integer().notNull().default(1),
    customerId: uuid()
      .$type<Id<"customer">>()
      .references(() => customer.id),
    createdAt: at().notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("app_user_email_unique").on(t.email),
    check("app_user_email_lower", sql`${t.email} = lower(${t.email})`),
  ],
);

/** Where somebody is signed in; the cookie names its row, so that ending it here signs that browser out. */
export const userSession = pgTable(
  "user_session",
  {
    id: uuid().primaryKey().$type<Id<"session">>(),
    userId: uuid()
      .notNull()
      .$type<Id<"user">>()
      .references(() => appUser.id, { onDelete: "cascade" }),
    /** Whether the second factor was given; without it a person who has one is not signed in yet. */
    secondFactorAt: at(),
    agent: text(),
    address: text(),
    createdAt: at().notNull(),
    lastSeenAt: at().notNull(),
    expiresAt: at().notNull(),
    endedAt: at(),
  },
  (t) => [
    index("user_session_user").on(t.userId, t.createdAt),
    index("user_session_expires").on(t.expiresAt),
  ],
);

export const linkPurposes = ["verify_email", "reset_password", "change_email", "staff_invite"] as const;
export const linkPurposeEnum = pgEnum("link_purpose", linkPurposes);

/**
 * A link in a mail that lets its reader do one thing once. The link's key is an HMAC of this row's id under AUTH_SECRET:
 * whoever reads the table can't follow it, and a policy that was cut off can write the same mail again.
 */
export const accountLink = pgTable(
  "account_link",
  {
    id: uuid().primaryKey().$type<Id<"accountLink">>(),
    purpose: linkPurposeEnum().notNull(),
    email: text().notNull(),
    /** Null for somebody who has no account yet. */
    userId: uuid()
      .$type<Id<"user">>()
      .references(() => appUser.id, { onDelete: "cascade" }),
    /** For an invitation: who it is and what they may do. */
    name: text(),
    role: roleEnum().$type<Role>(),
    createdBy: text().notNull(),
    createdAt: at().notNull(),
    expiresAt: at().notNull(),
    usedAt: at(),
    revokedAt: at(),
  },
  (t) => [index("account_link_email").on(t.email, t.purpose), index("account_link_user").on(t.userId)],
);

/** A customer's address book. */
export const customerAddress = pgTable(
  "customer_address",
  {
    id: uuid().primaryKey().$type<Id<"customerAddress">>(),
    customerId: uuid()
      .notNull()
      .$type<Id<"customer">>()
      .references(() => customer.id, { onDelete: "cascade" }),
    address: jsonb().notNull().$type<PostalAddress>(),
    isDefault: boolean().notNull().default(false),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
  },
  (t) => [
    index("customer_address_customer").on(t.customerId, t.createdAt),
    uniqueIndex("customer_address_one_default").on(t.customerId).where(sql`${t.isDefault}`),
  ],
);

/**
 * What a member of staff changed, row by row, written by a trigger in the same transaction: it can't be forgotten and
 * can't be left out. Rows of one transaction belong to one act.
 */
export const staffChange = pgTable(
  "staff_change",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** PostgreSQL's transaction id. */
    act: bigint({ mode: "number" }).notNull(),
    at: at().notNull(),
    userId: uuid().notNull().$type<Id<"user">>(),
    userName: text().notNull(),
    role: text().notNull(),
    tableName: text().notNull(),
    rowKey: text().notNull(),
    /** "insert", "update", "delete" */
    kind: text().notNull(),
    /** The changed columns alone; secrets are told as "(hidden)". */
    before: jsonb().$type<Record<string, unknown>>(),
    after: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [
    index("staff_change_at").on(t.at, t.id),
    index("staff_change_user").on(t.userId, t.id),
    index("staff_change_row").on(t.tableName, t.rowKey),
    index("staff_change_act").on(t.act),
  ],
);
