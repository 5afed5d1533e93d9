import type pg from "pg";
import type { World } from "../vendor";
import { linesOf } from "./books";
import { StripeApiError } from "./errors";
import { type EventOrigin, eventRow } from "./events";
import { wake, wakesAt } from "./passing-time";
import type { Happening, Payment, Seconds } from "./payment";

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

-- The account's books: one row an entry, found by its time; what it says is worked out from its payment.
create table if not exists stripe_books (
  id text primary key,
  session text not null,
  type text not null,
  source text not null,
  created bigint not null
);
create index if not exists stripe_books_created on stripe_books (created, id);

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

type Db = pg.Pool | pg.PoolClient;

export const seconds = (date: Date): Seconds => Math.floor(date.getTime() / 1000);

/** An answer to keep under an idempotency key. */
type Kept = { key: string; request: string; status: number; body: string };

/** Another request has taken the idempotency key meanwhile; nothing of this change was written. */
export class KeyTaken extends Error {}

/** One change of one payment. All it writes goes out in a single statement, so that a crash loses all of it or nothing. */
export class Change {
  readonly now: Seconds;
  readonly #db: pg.PoolClient;
  readonly #events: unknown[][] = [];
  #saved: Payment | undefined;
  #kept: Kept | undefined;
  #locked = false;

  constructor(
    readonly world: World,
    db: pg.PoolClient,
    readonly origin: EventOrigin,
  ) {
    this.now = seconds(world.now());
    this.#db = db;
  }

  /** Whether a transaction is open: a change that locks nothing needs none. */
  get locked(): boolean {
    return this.#locked;
  }

  /** Loads the row for changing it; whatever is due by time alone happens first. */
  async lock(where: Key, id: string): Promise<Payment | undefined> {
    this.#locked = true;
    await this.#db.query("begin");
    const payment = await one(this.#db, where, id, " for update");
    if (!payment) return undefined;
    const happened = wake(payment, this.now);
    if (happened.length > 0) this.save(payment, happened);
    return payment;
  }

  /** Events carry the objects as they are now, so save after every step that has some. */
  save(payment: Payment, happened: readonly Happening[]): void {
    this.#saved = payment;
    for (const one of happened) this.#events.push(eventRow(this, payment, one));
  }

  keep(answer: Kept): void {
    this.#kept = answer;
  }

  /** Writes; returns how many events there are to send. */
  async flush(): Promise<number> {
    const [payment, kept, events] = [this.#saved, this.#kept, this.#events];
    if (!payment && !kept) return 0;
    const lines = payment ? linesOf(payment) : [];
    const { rows } = await this.#db.query<{ ours: boolean }>({
      name: "stripe-write",
      text: write,
      values: [
        kept?.key,
        kept?.request,
        kept?.status,
        kept?.body,
        this.now,
        payment?.id,
        payment?.intentId,
        payment?.created,
        payment?.status,
        payment && wakesAt(payment),
        payment && JSON.stringify(payment),
        ...[0, 1, 2, 3, 4, 5].map((column) => events.map((row) => row[column])),
        ...(["id", "type", "source", "created"] as const).map((column) => lines.map((line) => line[column])),
      ],
    });
    if (rows[0]?.ours !== true) throw new KeyTaken();
    return events.length;
  }
}

const write = `
with kept as (
  insert into stripe_idempotency (key, request, status, body, created)
  select $1::text, $2::text, $3::int, $4::text, $5::bigint where $1::text is not null
  on conflict (key) do nothing returning 1
), ok as (
  select $1::text is null or exists (select from kept) as ours
), payment as (
  insert into stripe_payments (id, intent_id, created, status, wakes_at, doc)
  select $6::text, $7::text, $8::bigint, $9::text, $10::bigint, $11::jsonb from ok where ours and $6::text is not null
  on conflict (id) do update set status = excluded.status, wakes_at = excluded.wakes_at, doc = excluded.doc
), events as (
  insert into stripe_events (id, session, type, created, body, queued_at)
  select event.* from ok, unnest($12::text[], $13::text[], $14::text[], $15::bigint[], $16::text[], $17::timestamptz[]) event
  where ours
), books as (
  insert into stripe_books (id, session, type, source, created)
  select line.id, $6::text, line.type, line.source, line.created
    from ok, unnest($18::text[], $19::text[], $20::text[], $21::bigint[]) as line (id, type, source, created) where ours
  on conflict (id) do nothing
)
select ours from ok`;

type Key = "id" | "intent_id";

async function one(
  db: Db,
  where: Key,
  id: string,
  locking: "" | " for update",
): Promise<Payment | undefined> {
  const { rows } = await db.query<{ doc: Payment }>({
    name: `stripe-one-${where}${locking}`,
    text: `select doc from stripe_payments where ${where} = $1${locking}`,
    values: [id],
  });
  return rows[0]?.doc;
}

/** Reads a payment; one whose time has come is changed first, so a reader never sees an expired page as open. */
export async function read(world: World, where: Key, id: string): Promise<Payment | undefined> {
  const payment = await one(world.db, where, id, "");
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

/** Runs one change, whole or not at all, and then lets its webhooks out. */
export async function inChange<T>(
  world: World,
  origin: EventOrigin,
  body: (change: Change) => Promise<T>,
): Promise<T> {
  const db = await world.db.connect();
  const change = new Change(world, db, origin);
  let broken = false;
  try {
    const result = await body(change);
    const events = await change.flush();
    if (change.locked) await db.query("commit");
    if (events > 0) onEvents.get(world)?.();
    return result;
  } catch (error) {
    if (change.locked)
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
