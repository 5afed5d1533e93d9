import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";

export type WaitingLine = {
  id: string;
  orderNumber: string;
  orderLineId: string;
  customer: string;
  sku: string;
  title: string;
  variantTitle: string;
  quantity: number;
  reason: string;
  since: string;
  /** Units of it that could be sold now, over all places. */
  available: number;
  /** What suppliers are to send, and the next day that some of it is due. */
  incoming: number;
  dueAt: string | null;
  held: boolean;
};
export type WaitingPage = { items: WaitingLine[]; nextCursor: string | null };

const pageSize = 50;

/** What paid orders wait for, the longest wait first; of one order, or all. */
export async function backorderPage(
  { db }: Pick<Reader, "db">,
  { cursor, order }: { cursor?: string | undefined; order?: string | undefined },
): Promise<WaitingPage> {
  const after = readCursor(cursor);
  const beyond = after ? sql`and (b.opened_at, b.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const ofOrder = order ? sql`and b.order_id = (select id from orders where number = ${order})` : sql``;
  const { rows } = await db.execute<WaitingLine>(sql`
    with page as materialized (
      select b.* from backorder b where b.closed_at is null ${beyond} ${ofOrder}
       order by b.opened_at, b.id limit ${pageSize + 1}
    )
    select p.id, o.number as "orderNumber", i.id as "orderLineId", o.customer_name as customer, i.sku, i.title,
           i.variant_title as "variantTitle", p.quantity, p.reason, to_json(p.opened_at) #>> '{}' as since,
           coalesce((select sum(s.available) from stock_level s join location l on l.id = s.location_id and l.active
                      where s.variant_id = i.variant_id), 0)::int as available,
           n.incoming, to_json(n.due_at) #>> '{}' as "dueAt",
           exists (select 1 from order_hold h where h.order_id = o.id and h.lifted_at is null) as held
      from page p
      join order_line i on i.id = p.order_line_id
      join orders o on o.id = p.order_id
     cross join lateral (
       select coalesce(sum(greatest(y.quantity - y.received - y.given_up, 0)), 0)::int as incoming,
              min(po.expected_at) filter (where y.quantity > y.received + y.given_up) as due_at
         from purchase_order_line y join purchase_order po on po.id = y.purchase_order_id
        where y.variant_id = i.variant_id and po.status in ('ordered', 'partially_received')) n
     order by p.opened_at, p.id`);
  const items = rows.slice(0, pageSize);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > pageSize && last ? writeCursor([last.since, last.id]) : null,
  };
}
