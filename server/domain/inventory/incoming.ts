import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";

const ordered = sql`po.status in ('ordered', 'partially_received')`;
const notYetReceived = sql`greatest(pol.quantity - pol.received - pol.given_up, 0)`;
const onItsWay = sql`tr.status in ('sent', 'partially_received')`;
const notYetArrived = sql`(tl.quantity - tl.received - tl.lost)`;

/** One row with the `units` that suppliers and other places send, for a `cross join lateral`. */
export const incomingTo = (variantId: SQL, locationId: SQL): SQL => sql`(
  select (coalesce((select sum(${notYetReceived})
                      from purchase_order_line pol join purchase_order po on po.id = pol.purchase_order_id
                     where pol.variant_id = ${variantId} and po.location_id = ${locationId} and ${ordered}), 0)
        + coalesce((select sum(${notYetArrived})
                      from transfer_line tl join transfer tr on tr.id = tl.transfer_id
                     where tl.variant_id = ${variantId} and tr.to_location_id = ${locationId} and ${onItsWay}), 0))::int as units)`;

/** The variants and places that something is on its way to. */
export const awaitedShelves: SQL = sql`(
  select pol.variant_id, po.location_id
    from purchase_order po join purchase_order_line pol on pol.purchase_order_id = po.id
   where ${ordered} and ${notYetReceived} > 0
  union all
  select tl.variant_id, tr.to_location_id
    from transfer tr join transfer_line tl on tl.transfer_id = tr.id
   where ${onItsWay} and ${notYetArrived} > 0)`;

export type IncomingRow = {
  kind: "purchase" | "transfer";
  /** PO-1001 or TR-101. */
  number: string;
  /** The supplier, or the place that sends. */
  from: string;
  place: string;
  units: number;
  /** When a supplier's goods are due, and when a transfer was sent. */
  at: string | null;
};

const shown = 20;

/** What is on its way of one SKU, the longest awaited first. */
export async function incomingOf(
  { db }: Pick<Reader, "db">,
  sku: string,
  place?: string,
): Promise<{ rows: IncomingRow[]; more: boolean }> {
  const here = place ? sql`and l.code = ${place}` : sql``;
  const { rows } = await db.execute<IncomingRow>(sql`
    select kind, number, "from", place, units, to_json(at) #>> '{}' as at from (
      select 'purchase' as kind, po.number, f.name as "from", l.code as place, sum(${notYetReceived})::int as units, po.expected_at as at
        from variant v
        join purchase_order_line pol on pol.variant_id = v.id
        join purchase_order po on po.id = pol.purchase_order_id and ${ordered}
        join supplier f on f.id = po.supplier_id
        join location l on l.id = po.location_id
       where v.sku = ${sku} ${here} and ${notYetReceived} > 0
       group by po.id, f.name, l.code
      union all
      select 'transfer', tr.number, o.code, l.code, sum(${notYetArrived})::int, tr.sent_at
        from variant v
        join transfer_line tl on tl.variant_id = v.id
        join transfer tr on tr.id = tl.transfer_id and ${onItsWay}
        join location o on o.id = tr.from_location_id
        join location l on l.id = tr.to_location_id
       where v.sku = ${sku} ${here} and ${notYetArrived} > 0
       group by tr.id, o.code, l.code) i
     order by i.at nulls last, number limit ${shown + 1}`);
  return { rows: rows.slice(0, shown), more: rows.length > shown };
}
