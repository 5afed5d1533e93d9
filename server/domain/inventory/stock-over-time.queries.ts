import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import { bucketSum, onHandSum, onlyIn } from "./ledger-sums";

/** What stood there when a day ended; for today, now. */
export type StockDay = { day: string; available: number; onHand: number };

type Change = {
  day: string;
  today: string;
  available: number;
  onHand: number;
  nowAvailable: number;
  nowOnHand: number;
};

/**
 * A SKU's units at the end of each of the last `days` days, today included, all places together or one. Counted back from
 * today's figures, so that only the moves of these days are read.
 */
export async function stockOverTime(
  { db, now }: Reader,
  sku: string,
  { days, timeZone, place }: { days: number; timeZone: string; place?: string | undefined },
): Promise<StockDay[]> {
  const { rows } = await db.execute<Change>(sql`
    with level as materialized (
      select s.id, s.available, s.on_hand
        from variant v join stock_level s on s.variant_id = v.id ${onlyIn(place)} where v.sku = ${sku}
    ), today as (
      select (${now.toISOString()}::timestamptz at time zone ${timeZone})::date as day
    ), change as (
      select (m.occurred_at at time zone ${timeZone})::date as day, ${bucketSum("available")} as available, ${onHandSum} as on_hand
        from level join stock_movement m on m.stock_level_id = level.id
       where m.occurred_at >= ((select day from today) - ${days - 1}::int)::timestamp at time zone ${timeZone}
       group by 1
    ), stands as (
      select coalesce(sum(available), 0)::int as available, coalesce(sum(on_hand), 0)::int as on_hand from level
    )
    select coalesce(d.day, c.day)::text as day, today.day::text as today, coalesce(c.available, 0) as available,
           coalesce(c.on_hand, 0) as "onHand", stands.available as "nowAvailable", stands.on_hand as "nowOnHand"
      from today cross join stands
     cross join lateral (select (today.day - n) as day from generate_series(0, ${days - 1}::int) n) d
      full join change c on c.day = d.day
     order by 1 desc`);
  return closings(rows);
}

/** From the newest day back: what a day changed is not yet there when the day before it ended. */
function closings(rows: readonly Change[]): StockDay[] {
  const [newest] = rows;
  if (!newest) return [];
  let [available, onHand] = [newest.nowAvailable, newest.nowOnHand];
  const days: StockDay[] = [];
  for (const row of rows) {
    days.push({ day: row.day, available, onHand });
    available -= row.available;
    onHand -= row.onHand;
  }
  return days.reverse();
}
