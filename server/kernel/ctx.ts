import { sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import type { Id } from "./id";

/** Who asked: a person, a policy by name, or a vendor. Written on every event and every stock movement. */
export type Actor =
  | { kind: "shopper"; id?: Id<"user"> }
  | { kind: "staff"; id: Id<"user">; name: string; role: string }
  | { kind: "policy"; name: string }
  | { kind: "provider"; name: string }
  | { kind: "system"; name: string };

/** One line for the ledger and the timeline: "shopper", "staff:Ada Moreno", "policy:cancel-order-…". */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case "shopper":
      return "shopper";
    case "staff":
      return `staff:${actor.name}`;
    default:
      return `${actor.kind}:${actor.name}`;
  }
}

/** What a command may use. It has no ports: a command that talks to a vendor asks for `WithPorts` as well. */
export type Ctx = {
  readonly db: Db;
  readonly now: Date;
  readonly actor: Actor;
  /** The event that led here; null when a person did. */
  readonly cause: Id<"event"> | null;
  /** Wakes the relay after a commit that recorded events. */
  readonly nudge: () => void;
};

declare const open: unique symbol;

export type Transaction = Parameters<Parameters<Db["transaction"]>[0]>[0];

/** The context inside a transaction: no ports, so a vendor can't be called while locks are held. */
export type TxCtx = Omit<Ctx, "db" | "nudge"> & { readonly db: Transaction; readonly [open]: true };

/**
 * Runs `body` in one transaction and wakes the relay once it is committed. Throwing rolls everything back. After a deadlock
 * `body` is run again, so it must do nothing but with its transaction.
 * Isolation is read committed; commands lock the rows they decide on, in the order
 * order → payment → shipment → stock levels by id.
 */
export async function inTransaction<T>(ctx: Ctx, body: (tx: TxCtx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await ctx.db.transaction(async (db) => {
        await sayWhoActs(db, ctx);
        return body({ db, now: ctx.now, actor: ctx.actor, cause: ctx.cause } as TxCtx);
      });
      ctx.nudge();
      return result;
    } catch (error) {
      if (!isDeadlock(error) || attempt === attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
    }
  }
}

const attempts = 4;

/**
 * Whether PostgreSQL ended a transaction to free another: nothing of it was written, so it can be run again. On a hot shelf
 * that can befall two statements which both lock a row and then change it, however well the order of locks is kept: one asks
 * for the row as it stood before, for which the other stands in line.
 */
export function isDeadlock(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if ("code" in at && at.code === "40P01") return true;
  return false;
}

/**
 * Tells the database that a member of staff acts in this transaction: its triggers then write down every row they change
 * (migration 0006_audit). One statement more for staff, none for anybody else.
 */
async function sayWhoActs(db: Transaction, { actor, now }: Pick<Ctx, "actor" | "now">): Promise<void> {
  if (actor.kind !== "staff") return;
  const { id, name, role } = actor;
  await db.execute(
    sql`select set_config('holdfast.staff', ${JSON.stringify({ id, name, role, at: now })}, true)`,
  );
}

/** Where a query may run: in or out of a transaction. */
export type Reader = { readonly db: Db | Transaction; readonly now: Date };
