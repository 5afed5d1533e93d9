import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import type { MoveKind, Place } from "./stock";

export type LedgerRow = {
  id: number;
  at: string;
  kind: MoveKind;
  from: Place;
  to: Place;
  quantity: number;
  place: string;
  lot: string | null;
  /** What was available on this shelf after the move. */
  available: number;
  order: string | null;
  shipment: string | null;
  reason: string | null;
  actor: string;
};

const pageSize = 50;

/** The moves of a SKU, newest first, each with what was then available on its shelf; read in one snapshot. */
export async function ledgerOf(
  { db }: Pick<Reader, "db">,
  sku: string,
  options: { before?: number | undefined; asOf?: Date | null } = {},
): Promise<{ rows: LedgerRow[]; nextBefore: number | null }> {
  const older = options.before === undefined ? sql`` : sql`and m.id < ${options.before}`;
  const until = options.asOf ? sql`and m.occurred_at <= ${options.asOf.toISOString()}::timestamptz` : sql``;
  const { rows } = await db.execute<LedgerRow & { levelId: number; change: number; base: number }>(sql`
    with level as (
      select s.id, s.available, s.location_id, s.lot_id
        from variant v join stock_level s on s.variant_id = v.id where v.sku = ${sku}
    ), page as materialized (
      select m.* from level
       cross join lateral (
         select * from stock_movement m where m.stock_level_id = level.id ${older} ${until}
          order by m.id desc limit ${pageSize + 1}) m
       order by m.id desc limit ${pageSize + 1}
    ), base as (
      -- Today's figure less everything newer than the page: the balance to count back from.
      select level.id, level.available - coalesce((
          select sum(case when n.to_place = 'available' then n.quantity when n.from_place = 'available' then -n.quantity end)
            from stock_movement n
           where n.stock_level_id = level.id and n.id > (select max(id) from page)), 0) as units
        from level
    )
    select m.id::int as id, to_json(m.occurred_at) #>> '{}' as at, m.kind, m.from_place as from, m.to_place as to, m.quantity,
           l.code as place, t.code as lot, o.number as "order", h.number as shipment, m.reason, m.actor,
           m.stock_level_id::int as "levelId", b.units::int as base,
           case when m.to_place = 'available' then m.quantity when m.from_place = 'available' then -m.quantity else 0 end as change
      from page m
      join level on level.id = m.stock_level_id
      join base b on b.id = m.stock_level_id
      join location l on l.id = level.location_id
      left join lot t on t.id = level.lot_id
      left join orders o on o.id = m.order_id
      left join shipment h on h.id = m.shipment_id
     order by m.id desc`);
  const balances = new Map<number, number>();
  const told = rows.slice(0, pageSize).map(({ levelId, change, base, ...row }): LedgerRow => {
    const available = balances.get(levelId) ?? base;
    balances.set(levelId, available - change);
    return { ...row, available };
  });
  return { rows: told, nextBefore: rows.length > pageSize ? (told.at(-1)?.id ?? null) : null };
}
