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

/** Money of an order `o`: captured, and asked back (a refund counts from the moment it is asked for). */
const moneyOf = sql`
  cross join lateral (select coalesce(sum(captured_amount), 0) as captured, count(*) filter (where captured_amount > 0) as times
                        from payment where order_id = o.id) m
  cross join lateral (select coalesce(sum(amount), 0) as refunded from refund where order_id = o.id) b`;

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
    sentence: "What was cancelled of an order has been given back, to the cent.",
    sql: sql`
      with asked as (
        select order_id, sum(amount)::bigint as refunded from refund where cause_key like 'part-cancelled:%' group by 1
      ), due as (
        select i.order_id, o.number, o.status,
               sum(i.unit_amount::bigint * i.cancelled_quantity
                   - round(i.discount_amount::numeric * i.cancelled_quantity / i.quantity)
                   + case when o.prices_include_tax then 0 else round(i.tax_amount::numeric * i.cancelled_quantity / i.quantity) end)::bigint
               + case when exists (select 1 from event e where e.order_id = o.id and e.name = 'OrderPartlyCancelled'
                                      and (e.payload ->> 'carriage')::boolean)
                      then o.shipping_amount + case when o.prices_include_tax then 0 else o.tax_amount - sum(i.tax_amount) end
                      else 0 end as due
          from order_line i join orders o on o.id = i.order_id
         where i.order_id in (select order_id from order_line where cancelled_quantity > 0 union select order_id from asked)
         group by i.order_id, o.id
      )
      select d.number as "order", d.status, d.due, coalesce(a.refunded, 0) as refunded
        from due d left join asked a on a.order_id = d.order_id
       where coalesce(a.refunded, 0) <> d.due
         -- Money that was given back for other reasons can't be given back again.
         and not (coalesce(a.refunded, 0) < d.due
                  and exists (select 1 from payment p where p.order_id = d.order_id and p.refunded_amount = p.captured_amount))`,
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
