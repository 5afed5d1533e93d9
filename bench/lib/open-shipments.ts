import type { Db } from "@/db/client";

/**
 * Puts so many paid orders with a shipment that waits to be picked into the running shop's database, straight by SQL and
 * with books that agree; `clear` takes them out again. They are known by their buyer.
 */
export async function crowdedQueue(db: Db, count: number): Promise<{ clear(): Promise<void> }> {
  await clear(db);
  await inOne(db, fill(count));
  await db.$client.query("vacuum analyze shipment, shipment_line, orders, order_line, reservation, payment");
  return { clear: () => clear(db) };
}

const buyer = "queue@bench.test";
const theirs = `select id from orders where email = '${buyer}'`;

async function clear(db: Db): Promise<void> {
  await inOne(db, [
    `update stock_level s set committed = s.committed - r.units
       from (select stock_level_id, sum(quantity)::int as units from reservation where order_id in (${theirs}) group by 1) r
      where r.stock_level_id = s.id`,
    `delete from stock_movement where order_id in (${theirs}) or reason = '${buyer}'`,
    `delete from shipment_line where shipment_id in (select id from shipment where order_id in (${theirs}))`,
    `delete from shipment where order_id in (${theirs})`,
    `delete from reservation where order_id in (${theirs})`,
    `delete from payment where order_id in (${theirs})`,
    `delete from order_line where order_id in (${theirs})`,
    `delete from orders where email = '${buyer}'`,
    `delete from customer where email = '${buyer}'`,
  ]);
}

const fill = (count: number) => [
  `insert into customer (id, email, name, created_at) values (gen_random_uuid(), '${buyer}', 'Bench Buyer', now())`,
  // Paid over the last three days, in all kinds of places and by both services.
  `insert into orders (id, number, customer_id, email, customer_name, status, currency, items_amount, discount_amount, shipping_amount,
       shipping_tax_amount, tax_amount, total_amount, prices_include_tax, shipping_address, shipping_method, shipping_title, service,
       routing, idempotency_key, request_hash, payment_due_at, created_at, paid_at)
   select gen_random_uuid(), 'HF-9' || lpad(n::text, 8, '0'), c.id, c.email, c.name, 'paid', 'USD', 1000, 0, 500, 0, 0, 1500, false,
          jsonb_build_object('name', 'Bench Buyer ' || n, 'line1', n || ' Main Street', 'city', 'Town ' || n % 997,
                             'region', 'NY', 'postalCode', '12207', 'country', 'US'),
          case n % 5 when 0 then 'express' else 'standard' end, case n % 5 when 0 then 'Express' else 'Standard' end,
          case n % 5 when 0 then 'express' else 'standard' end, '{"reason": "", "places": []}', '${buyer}-' || n, '', now(),
          now() - make_interval(secs => n * 13), now() - make_interval(secs => n * 13)
     from customer c, generate_series(1, ${count}) n where c.email = '${buyer}'`,
  `insert into payment (id, order_id, provider, provider_ref, status, amount, currency, captured_amount, created_at, changed_at, captured_at)
   select gen_random_uuid(), o.id, 'stripe', 'bench-' || o.number, 'captured', 1500, 'USD', 1500, o.paid_at, o.paid_at, o.paid_at
     from orders o where o.email = '${buyer}'`,
  `create temp table shelf on commit drop as
   select s.id, s.variant_id, s.location_id, v.sku, row_number() over (order by s.id) - 1 as place
     from stock_level s join variant v on v.id = s.variant_id where s.lot_id is null limit 100`,
  `insert into order_line (id, order_id, position, variant_id, sku, title, variant_title, quantity, unit_amount, discount_amount,
       tax_amount, tax_rate_ppm, tax_category, weight_grams)
   select gen_random_uuid(), o.id, 1, shelf.variant_id, shelf.sku, 'Bench article', '', 1, 1000, 0, 0, 0, 'standard', 400
     from orders o join shelf on shelf.place = hashtext(o.number) & 63 where o.email = '${buyer}'`,
  `insert into reservation (order_line_id, stock_level_id, order_id, quantity, status)
   select l.id, shelf.id, l.order_id, 1, 'committed' from order_line l
     join orders o on o.id = l.order_id and o.email = '${buyer}'
     join shelf on shelf.place = hashtext(o.number) & 63`,
  `insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, reason, actor, occurred_at)
   select r.stock_level_id, 'receive', 'supplier', 'available', sum(r.quantity), '${buyer}', 'bench', now()
     from reservation r where r.order_id in (${theirs}) group by 1`,
  ...[
    ["reserve", "available", "reserved"],
    ["deduct", "reserved", "committed"],
  ].map(
    ([
      kind,
      from,
      to,
    ]) => `insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, order_id, actor, occurred_at)
   select r.stock_level_id, '${kind}', '${from}', '${to}', r.quantity, r.order_id, 'bench', now()
     from reservation r where r.order_id in (${theirs})`,
  ),
  `update stock_level s set committed = s.committed + r.units
     from (select stock_level_id, sum(quantity)::int as units from reservation where order_id in (${theirs}) group by 1) r
    where r.stock_level_id = s.id`,
  `insert into shipment (id, number, order_id, location_id, status, created_at, ship_by)
   select gen_random_uuid(), o.number || '-1', o.id, shelf.location_id, 'assigned', o.paid_at, o.paid_at + interval '1 day'
     from orders o join shelf on shelf.place = hashtext(o.number) & 63 where o.email = '${buyer}'`,
  `insert into shipment_line (shipment_id, order_line_id, stock_level_id, quantity)
   select s.id, r.order_line_id, r.stock_level_id, r.quantity
     from shipment s join reservation r on r.order_id = s.order_id where s.order_id in (${theirs})`,
];

async function inOne(db: Db, statements: readonly string[]): Promise<void> {
  const client = await db.$client.connect();
  try {
    await client.query("begin");
    for (const statement of statements) await client.query(statement);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
