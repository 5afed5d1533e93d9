import type pg from "pg";

type Size = {
  levels: number;
  movements: number;
  /** Moves of the SKU that moves most; the others follow by Zipf's law. */
  hottest: number;
};

/** Two years of a busy warehouse, made in the database itself: nothing crosses the wire. */
export async function fillLevels(db: pg.Client, size: Size): Promise<void> {
  const exponent = exponentFor(size);
  await db.query("set synchronous_commit = off");
  await db.query("set work_mem = '256MB'");
  await db.query("set maintenance_work_mem = '512MB'");
  for (const statement of catalogue(size)) await db.query(statement);
  await db.query(plan, [size.hottest, exponent]);
  await withoutIndexes(db, "stock_movement", async () => {
    await db.query(moves);
    await db.query(lateReservations);
  });
  for (const statement of [buckets, ...orders, ...rules, ...purchasing, ...transfers])
    await db.query(statement);
  await db.query("vacuum analyze");
}

/** Ranks 1 … n of SKUs, the r-th with hottest × r^-s moves: finds s for which they come to all movements. */
function exponentFor({ levels, movements, hottest }: Size): number {
  const skus = skusOf(levels);
  const sum = (s: number) => {
    let total = 0;
    for (let rank = 1; rank <= skus; rank++) total += Math.max(perSku, hottest * rank ** -s);
    return total;
  };
  let [low, high] = [0, 3];
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2;
    if (sum(middle) > movements) low = middle;
    else high = middle;
  }
  return high;
}

/** The least: a receipt and a reservation on each of two shelves. */
const perSku = 4;
/** One SKU in nine has lots, three at each of three places; the others lie at two places: 9 and 2 levels. */
const skusOf = (levels: number) => Math.round((levels / (8 * 2 + 9)) * 9);

const word = (list: string, by: string) =>
  `(string_to_array('${list}', ' '))[1 + (hashint4(${by}) & 65535) % ${list.split(" ").length}]`;
const adjectives =
  "Oak Ash Birch Walnut Copper Brass Steel Linen Wool Cotton Cedar Slate Amber Ivory Coastal Alpine Nordic Plain Folded Braided";
const nouns =
  "stool chair table lamp kettle chisel plane saw basket blanket towel apron knife board bowl jar honey tea oil soap brush rope lantern hook crate";

const catalogue = ({ levels }: Size) => [
  `insert into location (id, code, name, address, latitude, longitude, time_zone, priority)
   select gen_random_uuid(), code, name, '{}', 40, -80, zone, n * 10
     from (values (1, 'EAST', 'Albany', 'America/New_York'), (2, 'WEST', 'Sacramento', 'America/Los_Angeles'),
                  (3, 'SOUTH', 'Austin', 'America/Chicago'), (4, 'NORTH', 'Duluth', 'America/Chicago')) p(n, code, name, zone)`,
  `insert into category (id, slug, name, position)
   select gen_random_uuid(), 'c-' || n, 'Category ' || n, n from generate_series(0, 11) n`,
  `insert into product (id, slug, title, category_id, position, published_at)
   select gen_random_uuid(), 'p-' || n, ${word(adjectives, "n")} || ' ' || ${word(nouns, "n + 77")} || ' ' || n, c.id, n, now()
     from generate_series(0, ${Math.ceil(skusOf(levels) / 2) - 1}) n join category c on c.position = n % 12`,
  `insert into variant (id, product_id, sku, title, price_amount, currency, weight_grams, barcode, position)
   select gen_random_uuid(), p.id, 'B-' || upper(substr(md5(n::text), 1, 4)) || '-' || lpad(n::text, 6, '0'),
          case n % 2 when 0 then 'Small' else 'Large' end, 900 + n % 9000, 'USD', 400, lpad((4000000000000 + n)::text, 13, '0'), n
     from generate_series(0, ${skusOf(levels) - 1}) n join product p on p.position = n / 2`,
  `insert into lot (id, variant_id, code, expires_at)
   select gen_random_uuid(), v.id, 'L' || v.position || '-' || k, now() + make_interval(days => (hashint4(v.position * 3 + k) & 1023) - 60)
     from variant v, generate_series(1, 3) k where v.position % 9 = 4`,
  `insert into stock_level (variant_id, location_id, lot_id)
   select v.id, l.id, t.id from variant v
     join location l on case when v.position % 9 = 4 then l.code <> 'NORTH'
                             else l.priority / 10 in (1 + v.position % 4, 1 + (v.position + 1) % 4) end
     left join lot t on t.variant_id = v.id
    order by md5(v.sku || l.code || coalesce(t.code, ''))`,
];

/** How many moves each level has: a SKU's share by its rank, most of it on one shelf. */
const plan = `
  create table bench_plan as
  with ranked as (select id, row_number() over (order by md5(sku)) as rank from variant),
       shelf as (
         select s.id as level, r.rank, s.lot_id is not null as lots,
                row_number() over (partition by r.rank order by s.id) as place, count(*) over (partition by r.rank) as places
           from ranked r join stock_level s on s.variant_id = r.id)
  select level, rank::int, place::int,
         greatest(2, round(greatest(${perSku}, $1::float * rank ^ -$2::float)
                           * case when lots then 1.0 / places when place = 1 then 0.85 else 0.15 end))::int as moves
    from shelf`;

/**
 * A delivery, then round after round: reserved, paid, shipped, refilled; every eighth round something is set aside,
 * disposed of, and found again by counting. Written in the order of time, so a shelf's moves lie all over the table.
 */
const moves = `
  insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, order_id, reason, actor, occurred_at)
  select level,
         (case when k = 1 then 'receive' else kinds[step] end)::move_kind,
         (case when k = 1 then 'supplier' else froms[step] end)::stock_place,
         (case when k = 1 then 'available' else tos[step] end)::stock_place,
         case when k = 1 then 20 + level % 180 else units end,
         case when k > 1 and not odd and step < 4 then md5('order' || (level * 7 + round) % 60000)::uuid end,
         case when odd then 'Cycle count' end,
         case when odd or k = 1 then 'staff:Wren Castillo' else 'policy:assign-when-paid' end,
         date_trunc('milliseconds', now() - interval '730 days' * (1 - (k - (hashint4((level * 31 + k)::int) & 1023) / 1100.0) / moves))
    from (select level, moves, k, (k - 2) / 4 as round, 1 + (k - 2) % 4 as step,
                 ((k - 2) / 4) % 8 = 7 as odd, 1 + (hashint4((level + (k - 2) / 4)::int) & 3) as units
            from bench_plan cross join lateral generate_series(1, moves) k) m
   cross join lateral (select
      case when odd then array['quarantine','dispose','count','adjust'] else array['reserve','deduct','ship','receive'] end,
      case when odd then array['available','unavailable','adjustment','adjustment'] else array['available','reserved','committed','supplier'] end,
      case when odd then array['unavailable','adjustment','available','available'] else array['reserved','committed','customer','available'] end
   ) w(kinds, froms, tos)
   order by 9, k`;

/** The SKUs that move most are also held by many open orders. */
const lateReservations = `
  insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, order_id, actor, occurred_at)
  select level, (case n when 0 then 'receive' else 'reserve' end)::move_kind,
         (case n when 0 then 'supplier' else 'available' end)::stock_place,
         (case n when 0 then 'available' else 'reserved' end)::stock_place,
         case n when 0 then 400 else 1 end, null::uuid, 'shopper', now() - interval '1 second' * (2000 - 5 * n)
    from bench_plan, generate_series(0, 300) n where rank <= 50
   order by n, level`;

const buckets = `
  update stock_level s set available = b.available, reserved = b.reserved, committed = b.committed, unavailable = b.unavailable
    from (select stock_level_id,
                 ${["available", "reserved", "committed", "unavailable"]
                   .map(
                     (name) =>
                       `sum(case when to_place = '${name}' then quantity when from_place = '${name}' then -quantity else 0 end) as ${name}`,
                   )
                   .join(", ")}
            from stock_movement group by 1) b
   where b.stock_level_id = s.id`;

const order = (number: string, status: string, id: string) => `
  insert into orders (id, number, customer_id, email, customer_name, status, currency, items_amount, discount_amount, shipping_amount,
                      tax_amount, total_amount, prices_include_tax, shipping_address, shipping_method, shipping_title, routing,
                      idempotency_key, request_hash, payment_due_at, created_at, paid_at)
  select ${id}, ${number}, c.id, c.email, c.name, ${status}, 'USD', 1000, 0, 0, 0, 1000, false, '{}', 'standard', 'Standard', '{}',
         ${number}, '', at + interval '30 minutes', at, case when ${status} <> 'pending' then at end`;

const orders = [
  `insert into customer (id, email, name) values (gen_random_uuid(), 'bench@bench.test', 'Bench Buyer')`,
  `${order("'B' || n", "'shipped'::order_status", "md5('order' || n)::uuid")}
     from (select n, now() - interval '17 minutes' * n as at from generate_series(0, 59999) n) o, customer c`,
  `create table bench_hold as
   select row_number() over () as n, s.id as level, v.id as variant, v.sku, h.status, case when p.rank <= 50 and h.status = 'reserved' then 1 else h.units end as units
     from stock_level s join variant v on v.id = s.variant_id join bench_plan p on p.level = s.id
    cross join lateral (values ('reserved', s.reserved), ('committed', s.committed)) h(status, units)
    cross join lateral generate_series(1, case when p.rank <= 50 and h.status = 'reserved' then h.units else 1 end)
    where h.units > 0`,
  `${order("'H' || n", "(case status when 'reserved' then 'pending' else 'paid' end)::order_status", "md5('hold' || n)::uuid")}
     from (select n, status, now() - interval '1 second' * (n % 1700) as at from bench_hold) o, customer c`,
  `insert into order_line (id, order_id, position, variant_id, sku, title, variant_title, quantity, unit_amount, discount_amount,
                           tax_amount, tax_rate_ppm, tax_category, weight_grams)
   select md5('line' || n)::uuid, md5('hold' || n)::uuid, 1, variant, sku, 'Something', '', units, 1000, 0, 0, 0, 'standard', 100
     from bench_hold`,
  `insert into reservation (order_line_id, stock_level_id, order_id, quantity, status)
   select md5('line' || n)::uuid, level, md5('hold' || n)::uuid, units, status::reservation_status from bench_hold`,
];

const rules = [
  `insert into supplier (id, code, name, currency, lead_time_days)
   select gen_random_uuid(), 'S' || n, 'Supplier ' || n, 'USD', 7 from generate_series(0, 39) n`,
  `insert into reorder_rule (variant_id, location_id, reorder_point, reorder_up_to, supplier_id, low_since)
   select r.variant_id, r.location_id, p.point, p.point * 3, f.id, case when r.units < p.point then now() - interval '2 days' end
     from (select variant_id, location_id, sum(available) as units from stock_level group by 1, 2) r
    cross join lateral (select 10 + (hashtext(r.variant_id::text) & 31) as point) p
     join supplier f on f.code = 'S' || (hashtext(r.variant_id::text) & 31)
    where hashtext(r.variant_id::text || 'rule') & 3 < 3`,
];

const purchasing = [
  `insert into purchase_order (id, number, supplier_id, location_id, status, automatic, currency, created_by, created_at, ordered_at, expected_at, received_at)
   select md5('po' || n)::uuid, 'PO-' || (10000 + n), f.id, l.id,
          (case when n % 10 = 0 then 'ordered' when n % 10 = 1 then 'partially_received' else 'received' end)::purchase_order_status,
          false, 'USD', 'system:bench', d.at, d.at, d.at + interval '7 days', case when n % 10 > 1 then d.at + interval '8 days' end
     from generate_series(1, 3000) n
     join supplier f on f.code = 'S' || n % 40 join location l on l.priority = 10 + 10 * (n % 4)
    cross join lateral (select now() - interval '5 hours' * n as at) d`,
  `insert into purchase_order_line (id, purchase_order_id, position, variant_id, supplier_sku, pack_size, cost_amount, quantity, received)
   select gen_random_uuid(), p.id, k, v.id, 'X' || v.position, 6, 400, 24, case p.status when 'ordered' then 0 when 'partially_received' then 12 else 24 end
     from purchase_order p cross join generate_series(1, 12) k
     join variant v on v.position = ((substr(p.number, 4)::int * 37 + k * 101) % (select count(*) from variant))`,
];

const transfers = [
  `insert into transfer (id, number, from_location_id, to_location_id, status, reason, sent_by, sent_at, received_at)
   select md5('tr' || n)::uuid, 'TR-' || (10000 + n), a.id, b.id, (case when n % 5 = 0 then 'sent' else 'received' end)::transfer_status,
          'Balance', 'staff:Wren Castillo', now() - interval '7 hours' * n, case when n % 5 > 0 then now() end
     from generate_series(1, 500) n join location a on a.code = 'EAST' join location b on b.code = 'WEST'`,
  `insert into transfer_line (id, transfer_id, position, variant_id, quantity, received)
   select gen_random_uuid(), t.id, k, v.id, 10, case t.status when 'sent' then 0 else 10 end
     from transfer t cross join generate_series(1, 8) k
     join variant v on v.position = ((substr(t.number, 4)::int * 53 + k * 211) % (select count(*) from variant))`,
];

/** Takes a table's indexes and foreign keys away while it is filled, and puts them back as they were. */
async function withoutIndexes(db: pg.Client, table: string, fill: () => Promise<void>): Promise<void> {
  const { rows: keys } = await db.query<{ name: string; definition: string }>(
    "select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint where conrelid = $1::regclass and contype in ('f', 'p')",
    [table],
  );
  const { rows: indexes } = await db.query<{ name: string; definition: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = $1::regclass and not i.indisprimary`,
    [table],
  );
  for (const { name } of keys) await db.query(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await db.query(`drop index ${name}`);
  await fill();
  for (const { definition } of indexes) await db.query(definition);
  for (const { name, definition } of keys)
    await db.query(`alter table ${table} add constraint ${name} ${definition}`);
}
