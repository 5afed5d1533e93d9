import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { after, days } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { writeCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import type { LevelsFilter } from "./inventory.schema";

export type LevelRow = {
  levelId: number;
  sku: string;
  title: string;
  variantTitle: string;
  place: string;
  lot: string | null;
  expiresAt: string | null;
  available: number;
  reserved: number;
  committed: number;
  unavailable: number;
  onHand: number;
  reorderPoint: number | null;
  /** Below the reorder point of its place since then. */
  lowSince: string | null;
};

const pageSize = 50;
const cursorSchema = z.tuple([z.string(), z.number()]);

function readLevelCursor(cursor: string | undefined): [string, number] | null {
  if (!cursor) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new DomainError("invalid_input", "This page link is not complete. Start from the first page.", {});
  }
}

const iso = (column: SQL) => sql`to_json(${column}) #>> '{}'`;

/** Stock levels by SKU, then place and lot as they were opened. */
export async function stockLevels(
  { db, now }: Reader,
  filter: LevelsFilter,
): Promise<{ rows: LevelRow[]; nextCursor: string | null }> {
  const from = readLevelCursor(filter.cursor);
  const wanted: SQL[] = [];
  if (from) wanted.push(sql`v.sku >= ${from[0]} and (v.sku > ${from[0]} or s.id > ${from[1]})`);
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    wanted.push(sql`(v.sku ilike ${like} or p.title ilike ${like} or v.barcode = ${filter.q})`);
  }
  if (filter.place) wanted.push(sql`s.location_id = (select id from location where code = ${filter.place})`);
  if (filter.low) wanted.push(sql`r.low_since is not null`);
  if (filter.expiring !== undefined) {
    const until = after(now, days(filter.expiring)).toISOString();
    wanted.push(sql`t.expires_at <= ${until}::timestamptz and s.on_hand > 0`);
  }
  const { rows } = await db.execute<LevelRow>(sql`
    select s.id::int as "levelId", v.sku, p.title, v.title as "variantTitle", l.code as place,
           t.code as lot, ${iso(sql`t.expires_at`)} as "expiresAt",
           s.available, s.reserved, s.committed, s.unavailable, s.on_hand as "onHand",
           r.reorder_point as "reorderPoint", ${iso(sql`r.low_since`)} as "lowSince"
      from stock_level s
      join variant v on v.id = s.variant_id
      join product p on p.id = v.product_id
      join location l on l.id = s.location_id
      left join lot t on t.id = s.lot_id
      left join reorder_rule r on r.variant_id = s.variant_id and r.location_id = s.location_id
     ${wanted.length > 0 ? sql`where ${sql.join(wanted, sql` and `)}` : sql``}
     order by v.sku, s.id limit ${pageSize + 1}`);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: rows.length > pageSize && last ? writeCursor([last.sku, last.levelId]) : null,
  };
}

export type OpenReservation = {
  order: string;
  customer: string;
  status: "reserved" | "committed";
  quantity: number;
  place: string;
  lot: string | null;
  paymentDueAt: string;
};

export type SkuPage = {
  sku: string;
  title: string;
  variantTitle: string;
  barcode: string | null;
  image: string | null;
  slug: string;
  levels: LevelRow[];
  reservations: OpenReservation[];
  moreReservations: boolean;
};

const shownReservations = 50;

/** One SKU: where its units stand, now or as the ledger had them at a moment, and who holds them. */
export async function skuPage(
  { db }: Pick<Reader, "db">,
  sku: string,
  asOf: Date | null,
): Promise<SkuPage | null> {
  const heads = await db.execute<Omit<SkuPage, "levels" | "reservations" | "moreReservations">>(sql`
    select v.sku, p.title, v.title as "variantTitle", v.barcode, p.image, p.slug
      from variant v join product p on p.id = v.product_id where v.sku = ${sku}`);
  const head = heads.rows[0];
  if (!head) return null;
  const [levels, held] = await Promise.all([
    levelsOf(db, sku, asOf),
    db.execute<OpenReservation>(sql`
      select o.number as "order", o.customer_name as customer, r.status, r.quantity, l.code as place, t.code as lot,
             ${iso(sql`o.payment_due_at`)} as "paymentDueAt"
        from variant v
        join stock_level s on s.variant_id = v.id
        join reservation r on r.stock_level_id = s.id and r.status in ('reserved', 'committed')
        join orders o on o.id = r.order_id
        join location l on l.id = s.location_id
        left join lot t on t.id = s.lot_id
       where v.sku = ${sku}
       order by o.created_at limit ${shownReservations + 1}`),
  ]);
  return {
    ...head,
    levels,
    reservations: held.rows.slice(0, shownReservations),
    moreReservations: held.rows.length > shownReservations,
  };
}

/** The buckets of a SKU's levels; with `asOf` as the sum of the ledger up to then. */
async function levelsOf(db: Reader["db"], sku: string, asOf: Date | null): Promise<LevelRow[]> {
  const bucket = (name: string) =>
    sql`coalesce(sum(case when m.to_place = ${name} then m.quantity when m.from_place = ${name} then -m.quantity end), 0)::int`;
  const units = asOf
    ? sql`(select ${bucket("available")} as available, ${bucket("reserved")} as reserved,
                  ${bucket("committed")} as committed, ${bucket("unavailable")} as unavailable
             from stock_movement m where m.stock_level_id = s.id and m.occurred_at <= ${asOf.toISOString()}::timestamptz)`
    : sql`(select s.available, s.reserved, s.committed, s.unavailable)`;
  const { rows } = await db.execute<LevelRow>(sql`
    select s.id::int as "levelId", v.sku, p.title, v.title as "variantTitle", l.code as place,
           t.code as lot, ${iso(sql`t.expires_at`)} as "expiresAt",
           u.available, u.reserved, u.committed, u.unavailable,
           u.available + u.reserved + u.committed + u.unavailable as "onHand",
           r.reorder_point as "reorderPoint", ${iso(sql`r.low_since`)} as "lowSince"
      from variant v
      join product p on p.id = v.product_id
      join stock_level s on s.variant_id = v.id
      join location l on l.id = s.location_id
      left join lot t on t.id = s.lot_id
      left join reorder_rule r on r.variant_id = s.variant_id and r.location_id = s.location_id
      cross join lateral ${units} u
     where v.sku = ${sku}
     order by l.priority, l.code, t.expires_at nulls last, s.id`);
  return rows;
}
