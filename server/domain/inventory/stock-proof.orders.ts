import { type SQL, sql } from "drizzle-orm";
import type { Invariant } from "./stock-proof.money";

/** Units of an order line `i`: held, on backorder, cancelled, and gone with shipments that have left. */
const unitsOf = sql`
  cross join lateral (
    select coalesce(sum(quantity) filter (where status = 'reserved'), 0)::int as reserved,
           coalesce(sum(quantity) filter (where status = 'committed'), 0)::int as committed
      from reservation where order_line_id = i.id) h
  cross join lateral (
    select coalesce(sum(x.quantity), 0)::int as shipped
      from shipment_line x join shipment p on p.id = x.shipment_id
     where x.order_line_id = i.id and p.status in ('shipped', 'delivered')) g
  cross join lateral (
    select coalesce(sum(quantity), 0)::int as backordered
      from backorder where order_line_id = i.id and closed_at is null) w`;

/** Lines of orders in some states whose units differ from what that state holds. */
const holding = (states: string, wanted: SQL): SQL => sql`
  select o.number as "order", o.status, i.sku, i.quantity,
         h.reserved, h.committed, g.shipped, i.cancelled_quantity as cancelled, w.backordered
    from orders o
    join order_line i on i.order_id = o.id ${unitsOf}
   where o.status in (${sql.raw(states)}) and not (${wanted})`;

export const orderInvariants: readonly Invariant[] = [
  {
    id: "line-once",
    sentence: "No order line holds, waits for or has been sent more units than were ordered.",
    sql: sql`
      select o.number as "order", i.sku, i.quantity, h.reserved + h.committed as held, g.shipped, w.backordered,
             i.cancelled_quantity as cancelled
        from order_line i join orders o on o.id = i.order_id ${unitsOf}
       where h.reserved + h.committed + g.shipped + w.backordered
             + case when o.status = 'cancelled' then 0 else i.cancelled_quantity end > i.quantity`,
  },
  {
    id: "pending-holds",
    sentence: "An order that waits for its payment holds every unit of it as reserved.",
    sql: holding(
      "'pending'",
      sql`h.reserved = i.quantity and h.committed = 0 and g.shipped = 0 and w.backordered = 0 and i.cancelled_quantity = 0`,
    ),
  },
  {
    id: "paid-holds",
    sentence:
      "Of a paid order, what is committed, on backorder, cancelled and sent comes to exactly what was bought.",
    sql: holding(
      "'paid', 'partially_shipped'",
      sql`h.reserved = 0 and h.committed + g.shipped + i.cancelled_quantity + w.backordered = i.quantity
          and (o.status <> 'paid' or g.shipped = 0)`,
    ),
  },
  {
    id: "shipped-holds-nothing",
    sentence: "An order that has left has had every unit shipped, save those that were cancelled.",
    sql: holding(
      "'shipped', 'delivered'",
      sql`g.shipped + i.cancelled_quantity = i.quantity and h.reserved = 0 and h.committed = 0 and w.backordered = 0`,
    ),
  },
  {
    id: "cancelled-holds-nothing",
    sentence: "A cancelled order holds nothing and waits for nothing.",
    sql: holding(
      "'cancelled'",
      sql`h.reserved = 0 and h.committed = 0 and g.shipped = 0 and w.backordered = 0`,
    ),
  },
  {
    id: "parcels-bring",
    sentence: "What open shipments are to bring is committed for them on the same shelves.",
    sql: sql`
      with brought as (
        select x.order_line_id, x.stock_level_id, sum(x.quantity)::int as units, min(p.number) as shipment
          from shipment_line x join shipment p on p.id = x.shipment_id
         where p.status in ('assigned', 'picking', 'packed', 'labelled')
         group by 1, 2
      )
      select b.shipment, i.sku, b.units as brings, coalesce(r.quantity, 0) as committed
        from brought b
        join order_line i on i.id = b.order_line_id
        left join reservation r on r.order_line_id = b.order_line_id and r.stock_level_id = b.stock_level_id
                               and r.status = 'committed'
       where b.units > coalesce(r.quantity, 0)`,
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
               bool_or(name in ('OrderShipped', 'OrderPartlyCancelled') and (payload ->> 'complete')::boolean) as complete,
               bool_or(name = 'OrderDelivered') as delivered, bool_or(name = 'OrderCancelled') as cancelled
          from event
         where name in ('OrderCreated', 'OrderPaid', 'OrderShipped', 'OrderPartlyCancelled', 'OrderDelivered', 'OrderCancelled')
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
