import { type SQL, sql } from "drizzle-orm";
import { after, days } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import { type Money, money } from "@/server/kernel/money";
import type { ExpiryBand, ExpiryFilter } from "./expiry.schema";
import type { Levels } from "./stock";

export type ExpiringShelf = Levels & {
  levelId: number;
  lotId: string;
  lot: string;
  expiresAt: string;
  sku: string;
  title: string;
  variantTitle: string;
  place: string;
  supplier: string | null;
  /** From when it was not offered to shoppers any more: its date less the shelf-life margin. */
  sellableUntil: string;
  /** What nobody has ordered, at the price it sells for. */
  value: Money;
};

const pageSize = 50;

/** The lots that a band is about: past their date, or from now until so many days ahead. */
const inBand = (band: ExpiryBand, now: Date): SQL =>
  band === "expired"
    ? sql`t.expires_at <= ${now.toISOString()}::timestamptz`
    : sql`(t.expires_at > ${now.toISOString()}::timestamptz and t.expires_at <= ${after(now, days(Number(band))).toISOString()}::timestamptz)`;

const atPlace = (place: string | undefined): SQL =>
  place ? sql`and s.location_id = (select id from location where code = ${place})` : sql``;

/** Lots of a band with units left, by date; one row a shelf. A page is whole lots. */
export async function expiringStock(
  { db, now }: Reader,
  filter: ExpiryFilter & { band: ExpiryBand },
): Promise<{ rows: ExpiringShelf[]; nextCursor: string | null }> {
  const from = readCursor(filter.cursor);
  const beyond = from ? sql`and (t.expires_at, t.id) > (${from[0]}::timestamptz, ${from[1]}::uuid)` : sql``;
  const { rows } = await db.execute<ExpiringShelf & { price: number; currency: string; turn: number }>(sql`
    with page as materialized (
      select t.*, (row_number() over (order by t.expires_at, t.id))::int as turn
        from lot t
       where ${inBand(filter.band, now)} ${beyond}
         and exists (select 1 from stock_level s
                      where s.variant_id = t.variant_id and s.lot_id = t.id and s.on_hand > 0 ${atPlace(filter.place)})
       order by t.expires_at, t.id limit ${pageSize + 1}
    )
    select s.id::int as "levelId", t.id as "lotId", t.code as lot, to_json(t.expires_at) #>> '{}' as "expiresAt",
           v.sku, p.title, v.title as "variantTitle", l.code as place, w.name as supplier,
           to_json(t.expires_at - make_interval(days => c.shelf_life_margin_days)) #>> '{}' as "sellableUntil",
           s.available, s.reserved, s.committed, s.unavailable, v.price_amount as price, v.currency, t.turn
      from page t
      join stock_level s on s.variant_id = t.variant_id and s.lot_id = t.id and s.on_hand > 0 ${atPlace(filter.place)}
      join variant v on v.id = t.variant_id
      join product p on p.id = v.product_id
      join category c on c.id = p.category_id
      join location l on l.id = s.location_id
      left join supplier w on w.id = t.supplier_id
     order by t.turn, l.code`);
  const shown = rows.filter((row) => row.turn <= pageSize);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ price, currency, turn: _, ...row }) => ({
      ...row,
      value: money((row.available + row.unavailable) * price, currency),
    })),
    nextCursor: shown.length < rows.length && last ? writeCursor([last.expiresAt, last.lotId]) : null,
  };
}

export type BandTotal = { units: number; held: number; value: number };

/** What each band comes to: units that nobody has ordered, units that orders hold, and the price of the first. */
export async function expiryTotals(
  { db, now }: Reader,
  place: string | undefined,
): Promise<Record<ExpiryBand, BandTotal>> {
  const total = (band: ExpiryBand) => sql`
    jsonb_build_object(
      'units', coalesce(sum(s.available + s.unavailable) filter (where ${inBand(band, now)}), 0),
      'held', coalesce(sum(s.reserved + s.committed) filter (where ${inBand(band, now)}), 0),
      'value', coalesce(sum((s.available + s.unavailable)::bigint * v.price_amount) filter (where ${inBand(band, now)}), 0))`;
  const { rows } = await db.execute<Record<ExpiryBand, BandTotal>>(sql`
    select ${total("expired")} as expired, ${total("7")} as "7", ${total("30")} as "30", ${total("90")} as "90"
      from lot t
      join stock_level s on s.variant_id = t.variant_id and s.lot_id = t.id and s.on_hand > 0 ${atPlace(place)}
      join variant v on v.id = t.variant_id
     where t.expires_at <= ${after(now, days(90)).toISOString()}::timestamptz`);
  const none = { units: 0, held: 0, value: 0 };
  return rows[0] ?? { expired: none, "7": none, "30": none, "90": none };
}
