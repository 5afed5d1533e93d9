import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  integer,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type Role, roles } from "../../server/auth/roles";
import type { Id } from "../../server/kernel/id";

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
