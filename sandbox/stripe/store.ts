import type pg from "pg";
import type { World } from "../vendor";
import { StripeApiError } from "./errors";
import { eventRow, type EventOrigin } from "./events";
import { wake, wakesAt, type Happening, type Payment, type Seconds } from "./payment";

export const tables = `
create table if not exists stripe_payments (
  id text primary key,
  seq bigint generated always as identity,
  intent_id text not null unique,
  created bigint not null,
  status text not null,
  wakes_at bigint,
  doc jsonb not null
);
create index if not exists stripe_payments_seq on stripe_payments (seq);
create index if not exists stripe_payments_wakes on stripe_payments (wakes_at) where wakes_at is not null;

create table if not exists stripe_events (
  seq bigint generated always as identity primary key,
  id text not null unique,
  session text not null,
  type text not null,
  created bigint not null,
  body text not null,
  -- Null while its webhook still has to be put on the queue.
  queued_at timestamptz
);
create index if not exists stripe_events_unqueued on stripe_events (seq) where queued_at is null;
create index if not exists stripe_events_session on stripe_events (session, seq);
create index if not exists stripe_events_type on stripe_events (type, seq);

create table if not exists stripe_idempotency (
  key text primary key,
  request text not null,
  status integer not null,
  body text not null,
  created bigint not null
);
create index if not exists stripe_idempotency_created on stripe_idempotency (created);
`;

export type Db = pg.Pool | pg.PoolClient;

export const seconds = (date: Date): Seconds => Math.floor(date.getTime() / 1000);

/** One change: rows and events of it are written together, so that a crash loses both or neither. */
export class Change {
  readonly now: Seconds;
  readonly #events: unknown[][] = [];

  constructor(
    readonly world: World,
    readonly db: pg.PoolClient,
    readonly origin: EventOrigin,
  ) {
    this.now = seconds(world.now());
  }

  async insert(payment: Payment): Promise<void> {
    await this.db.query({
      name: "stripe-insert",
      text: "insert into stripe_payments (id, intent_id, created, status, wakes_at, doc) values ($1, $2, $3, $4, $5, $6)",
      values: [payment.id, payment.intentId, payment.created, payment.status, wakesAt(payment), JSON.stringify(payment)],
    });
  }

  async save(payment: Payment, happened: readonly Happening[]): Promise<void> {
    await this.db.query({
      name: "stripe-save",
      text: "update stripe_payments set status = $2, wakes_at = $3, doc = $4 where id = $1",
      values: [payment.id, payment.status, wakesAt(payment), JSON.stringify(payment)],
    });
    for (const one of happened) this.#events.push(eventRow(this, payment, one));
  }

  /** Loads the row for changing it; whatever is due by time alone happens first. */
  async lock(where: "id" | "intent_id", id: string): Promise<Payment | undefined> {
    const payment = await one(this.db, `select doc from stripe_payments where ${where} = $1 for update`, id);
    if (!payment) return undefined;
    const happened = wake(payment, this.now);
    if (happened.length > 0) await this.save(payment, happened);
    return payment;
  }

  async writeEvents(): Promise<number> {
    if (this.#events.length === 0) return 0;
    const columns = [0, 1, 2, 3, 4, 5].map((index) => this.#events.map((row) => row[index]));
    await this.db.query({
      name: "stripe-events",
      text: `insert into stripe_events (id, session, type, created, body, queued_at)
             select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::timestamptz[])`,
      values: columns,
    });
    return this.#events.length;
  }
}

async function one(db: Db, text: string, id: string): Promise<Payment | undefined> {
  const { rows } = await db.query<{ doc: Payment }>(text, [id]);
  return rows[0]?.doc;
}

/** Reads a payment; one whose time has come is changed first, so a reader never sees an expired page as open. */
export async function read(world: World, where: "id" | "intent_id", id: string): Promise<Payment | undefined> {
  const payment = await one(world.db, `select doc from stripe_payments where ${where} = $1`, id);
  const due = payment ? wakesAt(payment) : null;
  if (due === null || due > seconds(world.now())) return payment;
  return inChange(world, {}, (change) => change.lock(where, id));
}

export async function mustRead(world: World, id: string): Promise<Payment> {
  return (await read(world, "id", id)) ?? missingSession(id);
}

export const missingSession = (id: string): never => {
  throw StripeApiError.missing("checkout.session", id, "session");
};

/** Runs one change in one transaction and then lets its webhooks out. */
export async function inChange<T>(world: World, origin: EventOrigin, body: (change: Change) => Promise<T>): Promise<T> {
  const db = await world.db.connect();
  let broken = false;
  try {
    await db.query("begin");
    const change = new Change(world, db, origin);
    const result = await body(change);
    const events = await change.writeEvents();
    await db.query("commit");
    if (events > 0) onEvents.get(world)?.();
    return result;
  } catch (error) {
    await db.query("rollback").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    db.release(broken);
  }
}

/** Told when a change with events has been committed; set by the background work. */
export const onEvents = new WeakMap<World, () => void>();
