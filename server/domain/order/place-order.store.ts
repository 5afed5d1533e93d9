import type { Db } from "@/db/client";
import type { Shelf } from "@/server/domain/inventory/routing";
import type { Id } from "@/server/kernel/id";
import type { Offer } from "./order-offer";

/** Everything CreateOrder decides on that can change from one second to the next. */
export type Snapshot = {
  existing: { id: Id<"order">; number: string; requestHash: string } | null;
  customer: { id: Id<"customer">; email: string; name: string; phone: string | null } | null;
  offers: Offer[];
  shelves: Shelf[];
  /** Reorder points of the places that hold these SKUs and are not known to be low. */
  rules: { sku: string; locationCode: string; reorderPoint: number }[];
};

// Lists come as JSON and become arrays inside the statement, so that PostgreSQL guesses their length alike for every
// order and keeps the prepared plan. With arrays as parameters it plans each order anew, which costs as much as running it.
const snapshotSql = `
select
  (select jsonb_build_object('id', id, 'number', number, 'requestHash', request_hash)
     from orders where idempotency_key = $1) as existing,
  (select jsonb_build_object('id', id, 'email', email, 'name', name, 'phone', phone)
     from (select * from customer where id = $2::uuid
           union all select * from customer where email = $3 and $2::uuid is null) c) as customer,
  (select coalesce(jsonb_agg(jsonb_build_object(
      'variantId', v.id, 'sku', v.sku, 'title', p.title, 'variantTitle', v.title, 'image', p.image,
      'priceAmount', v.price_amount, 'currency', v.currency, 'weightGrams', v.weight_grams,
      'taxCategory', p.tax_category, 'published', v.archived_at is null and p.published_at is not null and p.published_at <= $5)), '[]')
     from variant v join product p on p.id = v.product_id
    where v.sku = any(array(select jsonb_array_elements_text($4::jsonb)))) as offers,
  (select coalesce(jsonb_agg(jsonb_build_object(
      'levelId', s.id, 'sku', v.sku, 'locationCode', l.code, 'available', s.available,
      'lotExpiresAt', t.expires_at) order by s.id), '[]')
     from variant v
     join product p on p.id = v.product_id
     join category c on c.id = p.category_id
     join stock_level s on s.variant_id = v.id and s.available > 0
     join location l on l.id = s.location_id and l.active
     left join lot t on t.id = s.lot_id
    where v.sku = any(array(select jsonb_array_elements_text($4::jsonb)))
      and (t.expires_at is null or t.expires_at > $5::timestamptz + make_interval(days => c.shelf_life_margin_days))
  ) as shelves,
  (select coalesce(jsonb_agg(jsonb_build_object(
      'sku', v.sku, 'locationCode', l.code, 'reorderPoint', r.reorder_point)), '[]')
     from variant v
     join reorder_rule r on r.variant_id = v.id and r.low_since is null
     join location l on l.id = r.location_id
    where v.sku = any(array(select jsonb_array_elements_text($4::jsonb)))) as rules`;

/** One round trip for all that CreateOrder needs to know. */
export async function readSnapshot(
  db: Db,
  ask: { idempotencyKey: string; customerId: string | null; email: string | null; skus: string[]; now: Date },
): Promise<Snapshot> {
  const { rows } = await db.$client.query({
    name: "order-snapshot",
    text: snapshotSql,
    values: [ask.idempotencyKey, ask.customerId, ask.email, JSON.stringify(ask.skus), ask.now],
  });
  const row = rows[0] as Omit<Snapshot, "shelves"> & {
    shelves: (Omit<Shelf, "lotExpiresAt"> & { lotExpiresAt: string | null })[];
  };
  return {
    ...row,
    shelves: row.shelves.map((shelf) => ({
      ...shelf,
      lotExpiresAt: shelf.lotExpiresAt ? new Date(shelf.lotExpiresAt) : null,
    })),
  };
}

/**
 * Writes a whole order in one statement, and so in one transaction: it locks the stock rows in id order, and only
 * when every row still has enough it writes the order, its lines, reservations, ledger and events and takes the units.
 * The hot rows are thus locked for one statement and its commit, never across a round trip.
 *
 * The rows are passed as JSON in the tables' own column names.
 */
const placeSql = `
with locked as (
  select s.id, s.available, ($1::jsonb ->> s.id::text)::int as quantity
    from stock_level s
   where s.id = any(array(select jsonb_object_keys($1::jsonb)::bigint))
   order by s.id for no key update of s
), enough as (
  select count(*) = (select count(*) from jsonb_object_keys($1::jsonb)) and bool_and(available >= quantity) as ok
    from locked
), numbered as (
  select 'HF-' || nextval('order_number') as number from enough where ok
), buyer as (
  insert into customer (id, email, name, phone, created_at)
  select c.id, c.email, c.name, c.phone, c.created_at
    from numbered, jsonb_populate_record(null::customer, $2::jsonb) c
   where $2::jsonb is not null
      on conflict (email) do update set email = excluded.email
  returning id
), placed as (
  insert into orders
  select o.* from numbered, lateral jsonb_populate_record(null::orders, $3::jsonb || jsonb_build_object(
      'number', numbered.number, 'customer_id', coalesce((select id from buyer), ($3::jsonb ->> 'customer_id')::uuid))) o
  returning id, number, customer_id
), lines as (
  insert into order_line select l.* from placed, jsonb_populate_recordset(null::order_line, $4::jsonb) l
), held as (
  insert into reservation select r.* from placed, jsonb_populate_recordset(null::reservation, $5::jsonb) r
), ledger as (
  insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, order_id, actor, occurred_at)
  select locked.id, 'reserve', 'available', 'reserved', locked.quantity, placed.id, $7::text, $8::timestamptz from placed, locked
), facts as (
  insert into event (id, name, aggregate, aggregate_id, order_id, payload, actor, cause, occurred_at)
  select e.id, e.name, e.aggregate, e.aggregate_id, e.order_id,
         e.payload || jsonb_build_object('orderNumber', placed.number, 'customerId', placed.customer_id),
         e.actor, e.cause, e.occurred_at
    from placed, jsonb_populate_recordset(null::event, $6::jsonb) e
), taken as (
  update stock_level s set available = s.available - l.quantity, reserved = s.reserved + l.quantity
    from locked l, enough where s.id = l.id and enough.ok
  returning s.id, s.available
)
select placed.number, (select jsonb_agg(jsonb_build_object('levelId', id, 'available', available)) from taken) as taken
  from placed`;

export type PlaceOrder = {
  take: { levelId: number; quantity: number }[];
  newCustomer: object | null;
  order: object;
  lines: object[];
  reservations: object[];
  events: object[];
  actor: string;
  at: Date;
};

export type Placed = { number: string; taken: { levelId: number; available: number }[] };

/** Places the order, or gives null when a unit was taken by somebody else in the meantime; then nothing was written. */
export async function placeOrder(db: Db, input: PlaceOrder): Promise<Placed | null> {
  const { rows } = await db.$client.query({
    name: "place-order",
    text: placeSql,
    values: [
      JSON.stringify(Object.fromEntries(input.take.map((unit) => [unit.levelId, unit.quantity]))),
      input.newCustomer && JSON.stringify(input.newCustomer),
      JSON.stringify(input.order),
      JSON.stringify(input.lines),
      JSON.stringify(input.reservations),
      JSON.stringify(input.events),
      input.actor,
      input.at,
    ],
  });
  return (rows[0] as Placed | undefined) ?? null;
}
