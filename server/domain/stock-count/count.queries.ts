import { type SQL, sql } from "drizzle-orm";
import { category } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import type { CountLineStatus, CountSource, StockCountStatus } from "./stock-count";

const iso = (column: SQL) => sql`to_json(${column}) #>> '{}'`;

export type CountListRow = {
  id: string;
  number: string;
  name: string;
  place: string;
  source: CountSource;
  status: StockCountStatus;
  createdBy: string;
  createdAt: string;
  lines: number;
  toCount: number;
  toApprove: number;
};

const listSize = 30;

/** Counts, those that need a hand first, each kind newest first. */
export async function countList(
  { db }: Pick<Reader, "db">,
  cursor: string | undefined,
): Promise<{ rows: CountListRow[]; nextCursor: string | null }> {
  const from = readCursor(cursor);
  const [rank, at] = String(from?.[0] ?? "0|").split("|");
  const ended = sql`(c.status in ('closed', 'cancelled'))::int`;
  const older = from
    ? sql`where ${ended} > ${rank}::int
             or (${ended} = ${rank}::int and (c.created_at, c.id) < (${at}::timestamptz, ${from[1]}::uuid))`
    : sql``;
  const { rows } = await db.execute<CountListRow & { ended: number; at: string }>(sql`
    select c.id, c.number, c.name, l.code as place, c.source, c.status, c.created_by as "createdBy",
           ${iso(sql`c.created_at`)} as "createdAt", ${ended} as ended, c.created_at::text as at, n.*
      from (select * from stock_count c ${older} order by ${ended}, c.created_at desc, c.id desc limit ${listSize + 1}) c
      join location l on l.id = c.location_id
     cross join lateral (
       select count(*)::int as lines, count(*) filter (where x.status = 'to_count')::int as "toCount",
              count(*) filter (where x.status = 'to_approve')::int as "toApprove"
         from stock_count_line x where x.count_id = c.id) n
     order by ended, c.created_at desc, c.id desc`);
  const page = rows.slice(0, listSize);
  const last = page.at(-1);
  return {
    rows: page.map(({ ended: _, at: __, ...row }) => row),
    nextCursor: rows.length > listSize && last ? writeCursor([`${last.ended}|${last.at}`, last.id]) : null,
  };
}

export type SheetLine = {
  id: string;
  sku: string;
  barcode: string | null;
  title: string;
  variantTitle: string;
  lot: string | null;
  expiresAt: string | null;
  status: CountLineStatus;
  counted: number | null;
  countedBy: string | null;
  countedAt: string | null;
  /** Known to the counter only once it is booked. */
  difference: number | null;
  /** A manager wants it looked at again. */
  again: boolean;
};

export type CountSheet = {
  number: string;
  name: string;
  place: string;
  placeName: string;
  timeZone: string;
  source: CountSource;
  status: StockCountStatus;
  createdBy: string;
  createdAt: string;
  closedAt: string | null;
  lines: SheetLine[];
  total: number;
  toCount: number;
  toApprove: number;
};

/** A file may have far more lines than anybody counts by hand. */
const shownLines = 1200;

/**
 * A count as its counters may see it: nothing in here says what the books expect of a shelf that is not booked yet. What
 * is still to count comes first.
 */
export async function countSheet({ db }: Pick<Reader, "db">, number: string): Promise<CountSheet> {
  const heads = await db.execute<Omit<CountSheet, "lines"> & { id: string }>(sql`
    select c.id, c.number, c.name, l.code as place, l.name as "placeName", l.time_zone as "timeZone", c.source, c.status,
           c.created_by as "createdBy", ${iso(sql`c.created_at`)} as "createdAt", ${iso(sql`c.closed_at`)} as "closedAt",
           n.*
      from stock_count c join location l on l.id = c.location_id
     cross join lateral (
       select count(*)::int as total, count(*) filter (where x.status = 'to_count')::int as "toCount",
              count(*) filter (where x.status = 'to_approve')::int as "toApprove"
         from stock_count_line x where x.count_id = c.id) n
     where c.number = ${number}`);
  const head = heads.rows[0];
  if (!head) throw new DomainError("not_found", `There is no count ${number}.`, {});
  const { rows } = await db.execute<SheetLine>(sql`
    select x.id, v.sku, v.barcode, p.title, v.title as "variantTitle", t.code as lot, ${iso(sql`t.expires_at`)} as "expiresAt",
           x.status, x.counted, x.counted_by as "countedBy", ${iso(sql`x.counted_at`)} as "countedAt",
           case when x.status = 'booked' then x.counted - x.expected end as difference,
           (x.status = 'to_count' and x.decided_by is not null) as again
      from stock_count_line x
      join variant v on v.id = x.variant_id
      join product p on p.id = v.product_id
      left join lot t on t.id = x.lot_id
     where x.count_id = ${head.id}
     order by (x.status <> 'to_count'), x.position limit ${shownLines}`);
  const { id: _, ...about } = head;
  return { ...about, lines: rows };
}

/** The categories a list can be made of. */
export const countCategories = ({ db }: Pick<Reader, "db">) =>
  db
    .select({ slug: category.slug, name: category.name })
    .from(category)
    .orderBy(category.position, category.name);

// What pages show of a file; the names without a hyphen are those that a component may import.
export type { Imported } from "./import-counts";
export type { FilePreview } from "./preview-count-file";
