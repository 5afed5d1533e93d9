import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { goodsInvariants } from "./stock-proof.goods";
import { type Invariant, moneyInvariants } from "./stock-proof.money";
import { orderInvariants } from "./stock-proof.orders";

export type Proven = {
  id: string;
  sentence: string;
  note: string | null;
  ok: boolean;
  /** The first of the rows that break it, each with what names it: an order, a shipment, or a SKU and its place. */
  offenders: Record<string, unknown>[];
  count: number;
  milliseconds: number;
};

const shownOffenders = 20;

/** Names a stock level `s` in the words of the shelf. */
const shelf = sql`v.sku, l.code as place, t.code as lot`;
const ofShelf = sql`join variant v on v.id = s.variant_id join location l on l.id = s.location_id left join lot t on t.id = s.lot_id`;

/** Σ of what open reservations hold on a row, against the bucket of the same name. */
const held = (bucket: "reserved" | "committed"): SQL => sql`
  select ${shelf}, s.${sql.identifier(bucket)} as held, coalesce(r.units, 0) as reservations
    from stock_level s ${ofShelf}
    left join (select stock_level_id, sum(quantity) as units from reservation
                where status = ${sql.raw(`'${bucket}'`)} group by 1) r on r.stock_level_id = s.id
   where s.${sql.identifier(bucket)} <> coalesce(r.units, 0)`;

const stockInvariants: readonly Invariant[] = [
  {
    id: "ledger",
    sentence: "Every bucket holds exactly what its ledger adds up to.",
    sql: sql`
      with ledger as (
        select stock_level_id, place, sum(quantity) as units
          from (select stock_level_id, to_place as place, quantity from stock_movement
                union all
                select stock_level_id, from_place, -quantity from stock_movement) m
         group by 1, 2
      )
      select ${shelf}, b.bucket, b.units as held, coalesce(m.units, 0) as ledger
        from stock_level s ${ofShelf}
       cross join lateral (values ('available'::stock_place, s.available), ('reserved', s.reserved),
                                  ('committed', s.committed), ('unavailable', s.unavailable)) b(bucket, units)
        left join ledger m on m.stock_level_id = s.id and m.place = b.bucket
       where b.units <> coalesce(m.units, 0)`,
  },
  {
    id: "not-below-zero",
    sentence: "No bucket is below zero.",
    sql: sql`select ${shelf}, s.available, s.reserved, s.committed, s.unavailable from stock_level s ${ofShelf}
              where least(s.available, s.reserved, s.committed, s.unavailable) < 0`,
  },
  {
    id: "reserved",
    sentence: "What is reserved on a shelf is what unpaid orders hold there.",
    sql: held("reserved"),
  },
  {
    id: "committed",
    sentence: "What is committed on a shelf is what paid orders still have to be sent from there.",
    sql: held("committed"),
  },
];

/** What must always be true of stock, orders and money. The page, `npm run proof`, tests and drills all ask these. */
export const invariants: readonly Invariant[] = [
  ...stockInvariants,
  ...goodsInvariants,
  ...orderInvariants,
  ...moneyInvariants,
];

/** Checks every invariant, each on one consistent snapshot. Reads only. */
export async function proveStock(db: Pick<Db, "execute">): Promise<Proven[]> {
  const proven: Proven[] = [];
  for (const { id, sentence, note, sql: query } of invariants) {
    const begun = performance.now();
    const { rows } = await db.execute<Record<string, unknown> & { total: number }>(
      sql`with offender as (${query}) select *, (count(*) over ())::int as total from offender limit ${shownOffenders}`,
    );
    proven.push({
      id,
      sentence,
      note: note ?? null,
      ok: rows.length === 0,
      offenders: rows.map(({ total: _, ...row }) => row),
      count: rows[0]?.total ?? 0,
      milliseconds: Math.round(performance.now() - begun),
    });
  }
  return proven;
}
