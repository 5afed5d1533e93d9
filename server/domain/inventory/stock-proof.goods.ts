import { sql } from "drizzle-orm";
import type { Invariant } from "./stock-proof.money";

/** Units of a ledger row `m`, against the document they belong to: an undo counts the other way. */
const net = sql`case when m.undoes is null then m.quantity else -m.quantity end`;

/** What comes, goes and is counted: transfers, purchase orders, counts and undos against the ledger. */
export const goodsInvariants: readonly Invariant[] = [
  {
    id: "transfers",
    sentence:
      "What left for another place has arrived there, was lost, was called back or is still on its way.",
    sql: sql`
      with moved as (
        select m.transfer_id, s.variant_id, coalesce(s.lot_id::text, '') as lot,
               coalesce(sum(case when m.to_place = 'location' then m.quantity when m.undoes is not null then -m.quantity end)
                 filter (where s.location_id = x.from_location_id), 0) as sent,
               coalesce(sum(m.quantity) filter (where m.from_place = 'location' and m.undoes is null
                 and s.location_id = x.to_location_id), 0) as arrived,
               coalesce(sum(m.quantity) filter (where m.kind = 'adjust' and s.location_id = x.to_location_id), 0) as written_off
          from stock_movement m
          join stock_level s on s.id = m.stock_level_id
          left join transfer x on x.id = m.transfer_id
         where m.transfer_id is not null or m.kind = 'transfer'
         group by 1, 2, 3
      ), told as (
        select x.id, x.number, x.status, y.variant_id, coalesce(y.lot_id::text, '') as lot, y.quantity, y.received, y.lost,
               x.status = 'cancelled' as called_back
          from transfer x join transfer_line y on y.transfer_id = x.id
      )
      select coalesce(told.number, 'none') as transfer, v.sku, told.status, told.quantity, told.received, told.lost,
             moved.sent, moved.arrived, moved.written_off as "writtenOff"
        from told
        full join moved on moved.transfer_id = told.id and moved.variant_id = told.variant_id and moved.lot = told.lot
        join variant v on v.id = coalesce(told.variant_id, moved.variant_id)
       where told.id is null or moved.transfer_id is null
          or moved.sent <> case when told.called_back then 0 else told.quantity end
          or moved.arrived <> told.received + told.lost
          or moved.written_off <> told.lost
          or (told.status = 'received' and told.received + told.lost <> told.quantity)`,
  },
  {
    id: "receipts",
    sentence: "What a purchase order says has come is what the ledger took in for it, less what was undone.",
    sql: sql`
      with moved as (
        select m.purchase_order_id, s.variant_id, sum(${net}) as units,
               coalesce(sum(${net}) filter (where 'unavailable' in (m.from_place, m.to_place)), 0) as damaged
          from stock_movement m join stock_level s on s.id = m.stock_level_id
         where m.purchase_order_id is not null
         group by 1, 2
      )
      select o.number as "purchaseOrder", v.sku, y.received, y.damaged, coalesce(moved.units, 0) as ledger,
             coalesce(moved.damaged, 0) as "ledgerDamaged"
        from purchase_order_line y
        full join moved on moved.purchase_order_id = y.purchase_order_id and moved.variant_id = y.variant_id
        left join purchase_order o on o.id = coalesce(y.purchase_order_id, moved.purchase_order_id)
        join variant v on v.id = coalesce(y.variant_id, moved.variant_id)
       where coalesce(y.received, 0) <> coalesce(moved.units, 0) or coalesce(y.damaged, 0) <> coalesce(moved.damaged, 0)`,
  },
  {
    id: "purchase-status",
    sentence: "A purchase order stands where its lines have led it.",
    sql: sql`
      select o.number as "purchaseOrder", o.status, told.status as "byItsLines"
        from purchase_order o
       cross join lateral (
         select case when bool_or(y.received > 0) and o.status in ('draft', 'cancelled') then 'received goods'
                     when o.status in ('draft', 'cancelled') then o.status::text
                     when coalesce(bool_and(y.received + y.given_up >= y.quantity), true) then 'received'
                     when bool_or(y.received > 0) then 'partially_received'
                     else 'ordered' end as status
           from purchase_order_line y where y.purchase_order_id = o.id) told
       where o.status::text <> told.status`,
  },
  {
    id: "one-draft",
    sentence: "No SKU stands on two automatic drafts for the same place.",
    sql: sql`
      select v.sku, l.code as place, string_agg(o.number, ', ' order by o.number) as drafts
        from purchase_order o
        join purchase_order_line y on y.purchase_order_id = o.id
        join variant v on v.id = y.variant_id
        join location l on l.id = o.location_id
       where o.status = 'draft' and o.automatic
       group by v.sku, l.code having count(*) > 1`,
  },
  {
    id: "counts",
    sentence: "What counts found too many or missing, and booked, is what the ledger has for them.",
    sql: sql`
      with moved as (
        select m.count_id, s.variant_id, coalesce(s.lot_id::text, '') as lot,
               sum(case when m.to_place = 'available' then m.quantity else -m.quantity end) as units
          from stock_movement m join stock_level s on s.id = m.stock_level_id
         where m.count_id is not null and m.undoes is null and m.kind = 'count'
         group by 1, 2, 3
      )
      select c.number as count, v.sku, y.expected, y.counted, coalesce(moved.units, 0) as booked
        from (select * from stock_count_line where status = 'booked') y
        full join moved on moved.count_id = y.count_id and moved.variant_id = y.variant_id
                       and moved.lot = coalesce(y.lot_id::text, '')
        left join stock_count c on c.id = coalesce(y.count_id, moved.count_id)
        join variant v on v.id = coalesce(y.variant_id, moved.variant_id)
       where coalesce(y.counted - y.expected, 0) <> coalesce(moved.units, 0)`,
  },
  {
    id: "counts-closed",
    sentence: "A closed count has no shelf left to count or to decide.",
    sql: sql`
      select c.number as count, v.sku, y.status
        from stock_count c
        join stock_count_line y on y.count_id = c.id
        join variant v on v.id = y.variant_id
       where c.status = 'closed' and y.status in ('to_count', 'to_approve')`,
  },
  {
    id: "undos",
    sentence: "An undo takes back one move, on its own shelf, unit for unit.",
    sql: sql`
      select v.sku, l.code as place, u.id::int as undo, u.undoes::int as undoes, u.quantity, m.quantity as "undoneQuantity"
        from stock_movement u
        left join stock_movement m on m.id = u.undoes
        join stock_level s on s.id = u.stock_level_id
        join variant v on v.id = s.variant_id
        join location l on l.id = s.location_id
       where u.undoes is not null
         and (m.id is null or m.undoes is not null or m.stock_level_id <> u.stock_level_id or m.kind <> u.kind
              or m.from_place <> u.to_place or m.to_place <> u.from_place or m.quantity <> u.quantity)`,
  },
];
