import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import { bucketSum, onHandSum, onlyIn } from "./ledger-sums";
import type { MoveKind, Place } from "./stock";
import { changesOnHand, isUndoable } from "./undo";

export type LedgerRow = {
  id: number;
  at: string;
  kind: MoveKind;
  from: Place;
  to: Place;
  quantity: number;
  place: string;
  lot: string | null;
  /** What was available, and what stood there in all, on this shelf after the move. */
  available: number;
  onHand: number;
  order: string | null;
  shipment: string | null;
  purchaseOrder: string | null;
  count: string | null;
  transfer: string | null;
  reason: string | null;
  actor: string;
  /** The move that this one takes back, and the one that took it back. */
  undoes: number | null;
  undoneBy: number | null;
  undoable: boolean;
};

type Options = {
  /** The newest move to show, and all before it. */
  from?: number | undefined;
  asOf?: Date | null;
  place?: string | undefined;
  kind?: MoveKind | undefined;
};

const pageSize = 50;

/**
 * The moves of a SKU, newest first, each with what its shelf then held; read in one snapshot. The figures are counted
 * back from today's: each row takes off what happened between it and the next newer row of its shelf.
 */
export async function ledgerOf(
  { db }: Pick<Reader, "db">,
  sku: string,
  options: Options = {},
): Promise<{ rows: LedgerRow[]; nextFrom: number | null }> {
  const from =
    options.from === undefined
      ? sql``
      : sql`and (m.occurred_at, m.id) <= ((select occurred_at from stock_movement where id = ${options.from}), ${options.from}::bigint)`;
  const until = options.asOf ? sql`and m.occurred_at <= ${options.asOf.toISOString()}::timestamptz` : sql``;
  const kind = options.kind ? sql`and m.kind = ${options.kind}` : sql``;
  const { rows } = await db.execute<LedgerRow & { counted: boolean; causeOrder: string | null }>(sql`
    with level as materialized (
      select s.id, s.available, s.on_hand, s.location_id, s.lot_id
        from variant v join stock_level s on s.variant_id = v.id ${onlyIn(options.place)} where v.sku = ${sku}
    ), page as materialized (
      select m.* from level
       cross join lateral (
         select m.stock_level_id, m.occurred_at, m.id from stock_movement m
          where m.stock_level_id = level.id ${from} ${until} ${kind}
          order by m.occurred_at desc, m.id desc limit ${pageSize + 1}) m
       order by m.occurred_at desc, m.id desc limit ${pageSize + 1}
    ), newer as (
      select page.*, lag(occurred_at, 1, 'infinity') over shelf as newer_at, lag(id, 1, 9223372036854775807) over shelf as newer_id
        from page window shelf as (partition by stock_level_id order by occurred_at desc, id desc)
    ), balance as (
      select n.id,
             level.available - sum(since.available) over shelf as available,
             level.on_hand - sum(since.on_hand) over shelf as on_hand
        from newer n
        join level on level.id = n.stock_level_id
       cross join lateral (
         select ${bucketSum("available")} as available, ${onHandSum} as on_hand
           from stock_movement m
          where m.stock_level_id = n.stock_level_id
            and (m.occurred_at, m.id) > (n.occurred_at, n.id) and (m.occurred_at, m.id) <= (n.newer_at, n.newer_id)) since
      window shelf as (partition by n.stock_level_id order by n.occurred_at desc, n.id desc)
    )
    select m.id::int as id, to_json(m.occurred_at) #>> '{}' as at, m.kind, m.from_place as from, m.to_place as to, m.quantity,
           l.code as place, t.code as lot, b.available::int as available, b.on_hand::int as "onHand",
           o.number as "order", coalesce(m.order_id, m.shipment_id)::text as "causeOrder", h.number as shipment,
           po.number as "purchaseOrder", c.number as count, tr.number as transfer, m.reason, m.actor,
           m.undoes::int as undoes, u.id::int as "undoneBy",
           exists (select 1 from stock_movement k
                    where k.stock_level_id = m.stock_level_id and k.kind = 'count' and k.occurred_at >= m.occurred_at
                      and (k.occurred_at, k.id) > (m.occurred_at, m.id) and k.undoes is null
                      and not exists (select 1 from stock_movement ku where ku.undoes = k.id)) as counted
      from balance b
      join stock_movement m on m.id = b.id
      join level on level.id = m.stock_level_id
      join location l on l.id = level.location_id
      left join lot t on t.id = level.lot_id
      left join orders o on o.id = m.order_id
      left join shipment h on h.id = m.shipment_id
      left join purchase_order po on po.id = m.purchase_order_id
      left join stock_count c on c.id = m.count_id
      left join transfer tr on tr.id = m.transfer_id
      left join stock_movement u on u.undoes = m.id
     order by m.occurred_at desc, m.id desc`);
  return {
    rows: rows.slice(0, pageSize).map(({ counted, causeOrder, ...row }): LedgerRow => {
      const free = isUndoable({ ...row, order: causeOrder });
      return { ...row, undoable: free && !(counted && changesOnHand(row)) };
    }),
    nextFrom: rows[pageSize]?.id ?? null,
  };
}
