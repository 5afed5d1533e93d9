import type pg from "pg";
import type { World } from "../vendor";
import { PaypalApiError } from "./errors";
import { type EventRow, eventOf } from "./events";
import { type Happening, idsOf, type Order } from "./order";
import { isGone, wake, wakesAt } from "./passing-time";

export const tables = `
create table if not exists paypal_orders (
  id text primary key,
  seq bigint generated always as identity,
  -- The order's own id, and those of its capture, refunds and disputes.
  ids text[] not null,
  wakes_at timestamptz,
  captured_at timestamptz,
  doc jsonb not null
);
create index if not exists paypal_orders_ids on paypal_orders using gin (ids);
create index if not exists paypal_orders_seq on paypal_orders (seq);
create index if not exists paypal_orders_wakes on paypal_orders (wakes_at) where wakes_at is not null;
create index if not exists paypal_orders_captured on paypal_orders (captured_at) where captured_at is not null;

create table if not exists paypal_events (
  seq bigint generated always as identity primary key,
  id text not null unique,
  order_id text not null,
  type text not null,
  at timestamptz not null,
  body text not null,
  -- Null while its webhook still has to be put on the queue.
  queued_at timestamptz
);
create index if not exists paypal_events_unqueued on paypal_events (seq) where queued_at is null;
create index if not exists paypal_events_order on paypal_events (order_id, seq);

create table if not exists paypal_request_ids (
  id text primary key,
  request text not null,
  status integer not null,
  body text not null,
  at timestamptz not null
);

create table if not exists paypal_token (token text primary key, expires_at timestamptz not null);
`;

/** One change of one order, in a transaction of its own. */
export class Change {
  readonly now: Date;
  readonly #events: EventRow[] = [];

  constructor(
    readonly world: World,
    readonly db: pg.PoolClient,
  ) {
    this.now = world.now();
  }

  /** Loads the order an id of it leads to, for changing it; whatever is due by time alone happens first. */
  async lock(id: string): Promise<Order> {
    const { rows } = await this.db.query<{ doc: Order }>(
      "select doc from paypal_orders where ids @> array[$1] for update",
      [id],
    );
    const order = rows[0]?.doc;
    if (!order || isGone(order, this.now)) throw PaypalApiError.missing();
    const happened = wake(order, this.now);
    if (happened.length > 0) await this.save(order, happened);
    return order;
  }

  /** Events carry the objects as they are now, so save after every step that has some. */
  async save(order: Order, happened: readonly Happening[]): Promise<void> {
    const due = wakesAt(order);
    await this.db.query(
      `insert into paypal_orders (id, ids, wakes_at, captured_at, doc) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set ids = excluded.ids, wakes_at = excluded.wakes_at,
         captured_at = excluded.captured_at, doc = excluded.doc`,
      [
        order.id,
        idsOf(order),
        due === null ? null : new Date(due),
        order.capture?.created ?? null,
        JSON.stringify(order),
      ],
    );
    for (const one of happened) this.#events.push(eventOf(this.world, order, one));
  }

  /** Writes the events; returns how many there are to send. */
  async flush(orderId: string | undefined): Promise<number> {
    for (const event of this.#events)
      await this.db.query(
        "insert into paypal_events (id, order_id, type, at, body) values ($1, $2, $3, $4, $5)",
        [event.id, orderId ?? "", event.type, event.at, event.body],
      );
    return this.#events.length;
  }
}

/** Runs one change, whole or not at all, and then lets its webhooks out. */
export async function inChange<T extends { order?: Order }>(
  world: World,
  body: (change: Change) => Promise<T>,
): Promise<T> {
  const db = await world.db.connect();
  let broken = false;
  try {
    await db.query("begin");
    const change = new Change(world, db);
    const result = await body(change);
    const events = await change.flush(result.order?.id);
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

/** Changes the order an id of it leads to. */
export const changeOrder = (
  world: World,
  id: string,
  act: (order: Order, now: Date) => Happening[],
): Promise<Order> =>
  inChange(world, async (change) => {
    const order = await change.lock(id);
    const before = order.updated;
    const happened = act(order, change.now);
    if (order.updated !== before) await change.save(order, happened);
    return { order };
  }).then(({ order }) => order);

/** Reads an order; one whose time has come is changed first, so a reader never sees a lapsed approval. */
export async function read(world: World, id: string): Promise<Order> {
  const { rows } = await world.db.query<{ doc: Order }>(
    "select doc from paypal_orders where ids @> array[$1]",
    [id],
  );
  const order = rows[0]?.doc;
  if (!order || isGone(order, world.now())) throw PaypalApiError.missing();
  const due = wakesAt(order);
  if (due === null || due > world.now().getTime()) return order;
  return changeOrder(world, id, () => []);
}

/** Told when a change with events has been committed; set by the background work. */
export const onEvents = new WeakMap<World, () => void>();
