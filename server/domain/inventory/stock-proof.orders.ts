import { type SQL, sql } from "drizzle-orm";
import type { Invariant } from "./stock-proof.money";

/** Lines of orders in some states whose open units differ from what that state holds. */
const holding = (states: string, wanted: SQL): SQL => sql`
  select o.number as "order", o.status, i.sku, i.quantity,
         h.reserved, h.committed, h.shipped
    from orders o
    join order_line i on i.order_id = o.id
   cross join lateral (
     select coalesce(sum(quantity) filter (where status = 'reserved'), 0) as reserved,
            coalesce(sum(quantity) filter (where status = 'committed'), 0) as committed,
            coalesce(sum(quantity) filter (where status = 'shipped'), 0) as shipped
       from reservation where order_line_id = i.id) h
   where o.status in (${sql.raw(states)}) and not (${wanted})`;

export const orderInvariants: readonly Invariant[] = [
  {
    id: "line-once",
    sentence: "No order line holds more units than were ordered.",
    sql: sql`
      select o.number as "order", i.sku, i.quantity, r.units as held
        from (select order_line_id, sum(quantity) as units from reservation
               where status <> 'released' group by 1) r
        join order_line i on i.id = r.order_line_id join orders o on o.id = i.order_id
       where r.units > i.quantity`,
  },
  {
    id: "pending-holds",
    sentence: "An order that waits for its payment holds every unit of it as reserved.",
    sql: holding("'pending'", sql`h.reserved = i.quantity and h.committed = 0 and h.shipped = 0`),
  },
  {
    id: "paid-holds",
    sentence: "A paid order holds every unit of it as committed until it leaves.",
    sql: holding(
      "'paid', 'partially_shipped'",
      sql`h.reserved = 0 and h.committed + h.shipped = i.quantity and (o.status <> 'paid' or h.shipped = 0)`,
    ),
  },
  {
    id: "shipped-holds-nothing",
    sentence: "An order that has left has had every unit shipped.",
    sql: holding(
      "'shipped', 'delivered'",
      sql`h.shipped = i.quantity and h.reserved = 0 and h.committed = 0`,
    ),
  },
  {
    id: "cancelled-holds-nothing",
    sentence: "A cancelled order holds nothing.",
    sql: holding("'cancelled'", sql`h.reserved = 0 and h.committed = 0 and h.shipped = 0`),
  },
  {
    id: "shipments-moved",
    sentence: "What shipments took away is what the ledger says left with them, no more and no less.",
    sql: sql`
      select s.number as shipment, o.number as "order", s.status, packed.units as packed, coalesce(gone.units, 0) as moved
        from shipment s
        join orders o on o.id = s.order_id
       cross join lateral (select case when s.status in ('shipped', 'delivered') then coalesce(sum(quantity), 0) else 0 end as units
                             from shipment_line where shipment_id = s.id) packed
        left join (select shipment_id, sum(quantity) as units from stock_movement where kind = 'ship' group by 1) gone
          on gone.shipment_id = s.id
       where packed.units <> coalesce(gone.units, 0)`,
  },
  {
    id: "came-back",
    sentence: "No more of an article has come back from an order than was sent with it.",
    sql: sql`
      with customers as (
        select m.order_id, s.variant_id,
               coalesce(sum(m.quantity) filter (where m.to_place = 'customer'), 0) as sent,
               coalesce(sum(m.quantity) filter (where m.from_place = 'customer'), 0) as back
          from stock_movement m join stock_level s on s.id = m.stock_level_id
         where 'customer' in (m.from_place, m.to_place)
         group by 1, 2
      )
      select coalesce(o.number, 'none') as "order", v.sku, c.sent, c.back
        from customers c join variant v on v.id = c.variant_id left join orders o on o.id = c.order_id
       where c.back > c.sent`,
  },
  {
    id: "status-follows-events",
    sentence: "An order stands where its events have led it.",
    sql: sql`
      with folded as (
        select order_id,
               bool_or(name = 'OrderCreated') as created, bool_or(name = 'OrderPaid') as paid,
               bool_or(name = 'OrderShipped') as sent,
               bool_or(name = 'OrderShipped' and (payload ->> 'complete')::boolean) as complete,
               bool_or(name = 'OrderDelivered') as delivered, bool_or(name = 'OrderCancelled') as cancelled
          from event
         where name in ('OrderCreated', 'OrderPaid', 'OrderShipped', 'OrderDelivered', 'OrderCancelled')
           and order_id is not null
         group by order_id
      ), told as (
        select order_id, case
            when not created then 'never created'
            when (sent or delivered) and not paid then 'sent unpaid'
            when cancelled and (sent or delivered) then 'cancelled and sent'
            when cancelled then 'cancelled'
            when delivered then 'delivered'
            when complete then 'shipped'
            when sent then 'partially_shipped'
            when paid then 'paid'
            else 'pending' end as status
          from folded
      )
      select o.number as "order", o.status, coalesce(told.status, 'no events') as "byItsEvents"
        from orders o left join told on told.order_id = o.id
       where o.status::text is distinct from told.status`,
  },
];
