import { type SQL, sql } from "drizzle-orm";

export type Invariant = {
  id: string;
  /** What is true, for whoever reads the proof. */
  sentence: string;
  /** Selects the rows that break it; nothing when it holds. */
  sql: SQL;
  /** When a breach may be a matter of seconds. */
  note?: string;
};

/** What a dispute holds of a payment `p`, or has taken for good; one that was won holds nothing. */
const disputed = sql`coalesce((select sum(d.amount) from dispute d where d.payment_id = p.id and d.status <> 'won'), 0)`;

/** Money of an order `o`: captured, and asked back (a refund counts from the moment it is asked for, a dispute while it is not won). */
const moneyOf = sql`
  cross join lateral (select coalesce(sum(captured_amount), 0) as captured, count(*) filter (where captured_amount > 0) as times
                        from payment where order_id = o.id) m
  cross join lateral (select coalesce(sum(amount), 0) as asked from refund where order_id = o.id) r
  cross join lateral (select r.asked + least(m.captured - r.asked,
                               (select coalesce(sum(d.amount), 0) from dispute d where d.order_id = o.id and d.status <> 'won')) as refunded) b`;

/** What `units` of an order line `i` of an order `o` had cost, rounded on the running sum. */
const costOf = (units: SQL): SQL => sql`(i.unit_amount::bigint * ${units}
  - round(i.discount_amount::numeric * ${units} / i.quantity)
  + case when o.prices_include_tax then 0 else round(i.tax_amount::numeric * ${units} / i.quantity) end)::bigint`;

/** Every unit that a refund names: by line, with what went back for it. */
const refundedUnits = sql`
  select r.id, r.order_id, r.cause_key, (x ->> 'orderLineId')::uuid as order_line_id,
         (x ->> 'quantity')::int as quantity, (x ->> 'amount')::bigint as amount
    from refund r cross join lateral jsonb_array_elements(r.lines) x`;

export const moneyInvariants: readonly Invariant[] = [
  {
    id: "paid-has-money",
    sentence: "Every order that is paid, or further, has had exactly its total captured.",
    sql: sql`
      select o.number as "order", o.status, o.total_amount as total
        from orders o
       where o.status in ('paid', 'partially_shipped', 'shipped', 'delivered') and o.total_amount > 0
         and not exists (select 1 from payment p where p.order_id = o.id and p.status = 'captured'
                            and p.captured_amount = o.total_amount)`,
  },
  {
    id: "money-has-order",
    sentence:
      "Captured money belongs to an order that is paid, or to a cancelled one and all of it is on its way back.",
    note: "An order cancelled this moment can stand here for the seconds until its refund is asked for.",
    sql: sql`
      select o.number as "order", o.status, m.captured, b.refunded
        from orders o ${moneyOf}
       where m.captured > 0
         and (o.status = 'pending' or (o.status = 'cancelled' and b.refunded <> m.captured))
         and (o.status = 'pending' or o.paid_at is not null)`,
  },
  {
    id: "unpaid-kept-nothing",
    sentence: "An order cancelled before it was paid has kept no money.",
    sql: sql`
      select o.number as "order", o.cancel_reason as reason, m.captured, b.refunded
        from orders o ${moneyOf}
       where o.status = 'cancelled' and o.paid_at is null and m.captured <> b.refunded`,
  },
  {
    id: "paid-once",
    sentence: "Nobody has paid twice: what was captured beyond an order's total is on its way back.",
    sql: sql`
      select o.number as "order", o.total_amount as total, m.captured, m.times as payments, b.refunded
        from orders o ${moneyOf}
       where m.times > 1 and m.captured - b.refunded > o.total_amount`,
  },
  {
    id: "refunds-within",
    sentence: "Refunds add up to what the payment says was given back, and never to more than was captured.",
    sql: sql`
      select o.number as "order", p.provider, p.captured_amount as captured, p.refunded_amount as refunded,
             coalesce(r.units, 0) as refunds
        from payment p join orders o on o.id = p.order_id
        left join (select payment_id, sum(amount) as units from refund group by 1) r on r.payment_id = p.id
       where coalesce(r.units, 0) <> p.refunded_amount or p.refunded_amount > p.captured_amount`,
  },
  {
    id: "part-cancelled",
    sentence: "What was cancelled of an order, or paid back by the line, has gone back to the cent.",
    sql: sql`
      with unit as (${refundedUnits}), back as (
        select order_line_id, sum(amount) as amount,
               coalesce(sum(quantity) filter (where cause_key not like 'part-cancelled:%'), 0) as units
          from unit group by 1
      )
      select o.number as "order", i.sku, c.due, coalesce(b.amount, 0) as refunded
        from order_line i join orders o on o.id = i.order_id
        left join back b on b.order_line_id = i.id
       cross join lateral (select ${costOf(sql`(i.cancelled_quantity + coalesce(b.units, 0))`)} as due) c
       where (i.cancelled_quantity > 0 or b.units > 0 or b.amount > 0)
         and coalesce(b.amount, 0) <> c.due
         -- Older refunds do not say which units they were for.
         and not exists (select 1 from refund old where old.order_id = o.id
                            and old.cause_key like 'part-cancelled:%' and old.lines = '[]'::jsonb)
         -- Money that was given back for other reasons can't be given back again.
         and not (coalesce(b.amount, 0) < c.due
                  and exists (select 1 from payment p where p.order_id = o.id and p.status = 'captured'
                                 and p.refunded_amount + ${disputed} >= p.captured_amount))`,
  },
  {
    id: "refunded-once",
    sentence: "No unit and no carriage has been paid back twice.",
    sql: sql`
      with unit as (${refundedUnits})
      select o.number as "order", i.sku, i.quantity as sold, i.cancelled_quantity as cancelled, sum(u.quantity)::int as refunded
        from unit u join order_line i on i.id = u.order_line_id join orders o on o.id = i.order_id
       where u.cause_key not like 'part-cancelled:%'
       group by o.id, i.id
      having sum(u.quantity) > i.quantity - i.cancelled_quantity
      union all
      select o.number, 'shipping', 1, 0, sum(r.shipping_amount)::int
        from refund r join orders o on o.id = r.order_id
       where r.shipping_amount > 0
       group by o.id
      having sum(r.shipping_amount) > o.shipping_amount + case when o.prices_include_tax then 0 else o.tax_amount
               - (select sum(tax_amount) from order_line where order_id = o.id) end`,
  },
  {
    id: "refund-parts",
    sentence: "What a refund says it is for comes to no more than the refund.",
    sql: sql`
      with unit as (${refundedUnits})
      select o.number as "order", r.amount, r.shipping_amount as shipping, coalesce(l.amount, 0) as lines
        from refund r join orders o on o.id = r.order_id
        left join (select id, sum(amount) as amount from unit group by 1) l on l.id = r.id
       where coalesce(l.amount, 0) + r.shipping_amount > r.amount or r.shipping_amount < 0`,
  },
  {
    id: "totals",
    sentence: "Every order's total is the sum of its lines, shipping and tax.",
    sql: sql`
      select o.number as "order", o.items_amount as items, s.items as lines, o.discount_amount as discount,
             o.tax_amount as tax, s.tax as "lineTax", o.total_amount as total
        from orders o
       cross join lateral (select coalesce(sum(unit_amount::bigint * quantity), 0) as items,
                                  coalesce(sum(discount_amount), 0) as discount, coalesce(sum(tax_amount), 0) as tax
                             from order_line where order_id = o.id) s
       where o.items_amount <> s.items or o.discount_amount <> s.discount
          or o.tax_amount < s.tax or (o.shipping_amount = 0 and o.tax_amount <> s.tax)
          or o.total_amount <> o.items_amount - o.discount_amount + o.shipping_amount
                             + case when o.prices_include_tax then 0 else o.tax_amount end`,
  },
];
