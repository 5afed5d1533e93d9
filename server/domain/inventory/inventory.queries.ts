import { asc, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { category } from "@/db/schema";
import { after, days } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { writeCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { awaitedShelves, incomingTo } from "./incoming";
import type { LevelSort, LevelsFilter } from "./levels.schema";

export type LevelRow = {
  levelId: number;
  sku: string;
  title: string;
  variantTitle: string;
  place: string;
  /** The shelf it lies on. */
  bin: string | null;
  lot: string | null;
  expiresAt: string | null;
  available: number;
  reserved: number;
  committed: number;
  unavailable: number;
  onHand: number;
  /** On its way to the place: of the SKU, whatever the lot. */
  incoming: number;
  reorderPoint: number | null;
  reorderUpTo: number | null;
  /** Below the reorder point of its place since then. */
  lowSince: string | null;
};

export const iso = (column: SQL) => sql`to_json(${column}) #>> '{}'`;

/** What a row of levels shows besides its buckets; `s` is the level, `v` its variant. */
export const levelColumns = sql`
  s.id::int as "levelId", v.sku, p.title, v.title as "variantTitle", l.code as place, s.bin,
  t.code as lot, ${iso(sql`t.expires_at`)} as "expiresAt", i.units as incoming,
  r.reorder_point as "reorderPoint", r.reorder_up_to as "reorderUpTo", ${iso(sql`r.low_since`)} as "lowSince"`;
export const levelJoins = sql`
  join product p on p.id = v.product_id
  join location l on l.id = s.location_id
  left join lot t on t.id = s.lot_id
  left join reorder_rule r on r.variant_id = s.variant_id and r.location_id = s.location_id
  cross join lateral ${incomingTo(sql`s.variant_id`, sql`s.location_id`)} i`;

/** What a list is in the order of, and how a cursor reads it back. Levels of one value follow as they were opened. */
const orders: Record<LevelSort, { key: SQL; type: SQL }> = {
  sku: { key: sql`v.sku`, type: sql`text` },
  available: { key: sql`s.available`, type: sql`int` },
  "-available": { key: sql`-s.available`, type: sql`int` },
  // Lots that expire, and nothing else.
  expiry: { key: sql`t.expires_at`, type: sql`timestamptz` },
};

const pageSize = 50;
const cursorSchema = z.tuple([z.string().max(100), z.number().int().positive()]);

/** Stock levels page by page, by SKU unless another order is asked for. Only the page's own rows are looked up in full. */
export async function stockLevels(
  { db, now }: Reader,
  filter: LevelsFilter,
  limit = pageSize,
): Promise<{ rows: LevelRow[]; nextCursor: string | null }> {
  const { category, expiring, sort = "sku" } = filter;
  const { key, type } = orders[sort];
  const wanted = [...wantedBy(filter, now), ...beyond(filter)];
  const { rows } = await db.execute<LevelRow & { key: string }>(sql`
    with page as materialized (
      select s.id, (${key})::text as key
        from stock_level s
        ${sort === "sku" || category ? sql`join variant v on v.id = s.variant_id` : sql``}
        ${category ? sql`join product p on p.id = v.product_id` : sql``}
        ${sort === "expiry" || expiring !== undefined ? sql`join lot t on t.id = s.lot_id and t.expires_at is not null` : sql``}
       ${wanted.length > 0 ? sql`where ${sql.join(wanted, sql` and `)}` : sql``}
       order by ${key}, s.id limit ${limit + 1}
    )
    select page.key, ${levelColumns}, s.available, s.reserved, s.committed, s.unavailable, s.on_hand as "onHand"
      from page join stock_level s on s.id = page.id join variant v on v.id = s.variant_id ${levelJoins}
     order by page.key::${type}, s.id`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ key: _, ...row }) => row),
    nextCursor: rows.length > limit && last ? writeCursor([last.key, last.levelId]) : null,
  };
}

function beyond({ cursor, sort = "sku" }: LevelsFilter): SQL[] {
  if (!cursor) return [];
  const { key, type } = orders[sort];
  const [value, id] = readLevelCursor(cursor, sort);
  // The first half alone leads an index straight to the page.
  return [sql`${key} >= ${value}::${type} and (${key}, s.id) > (${value}::${type}, ${id})`];
}

function readLevelCursor(cursor: string, sort: LevelSort): z.infer<typeof cursorSchema> {
  try {
    const read = cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    if (sort === "sku" || isValue(read[0], sort)) return read;
  } catch {
    // Told below, like any other cursor that isn't ours.
  }
  throw new DomainError("invalid_input", "This page link is not complete. Start from the first page.", {});
}

const isValue = (value: string, sort: LevelSort): boolean =>
  sort === "expiry" ? /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d[\d.+:-]*$/.test(value) : /^-?\d{1,9}$/.test(value);

function wantedBy(filter: LevelsFilter, now: Date): SQL[] {
  const wanted: SQL[] = [];
  if (filter.q) {
    wanted.push(sql`s.id in ${levelsCalled(filter.q)}`);
  }
  if (filter.place) wanted.push(sql`s.location_id = (select id from location where code = ${filter.place})`);
  if (filter.category)
    wanted.push(sql`p.category_id = (select id from category where slug = ${filter.category})`);
  if (filter.bucket) wanted.push(sql`s.${sql.identifier(filter.bucket)} > 0`);
  if (filter.expiring !== undefined) {
    const until = after(now, days(filter.expiring)).toISOString();
    wanted.push(sql`t.expires_at <= ${until}::timestamptz and s.on_hand > 0`);
  }
  const shelf = sql`(s.variant_id, s.location_id)`;
  if (filter.low)
    wanted.push(
      sql`${shelf} in (select variant_id, location_id from reorder_rule where low_since is not null)`,
    );
  if (filter.out)
    wanted.push(sql`s.available = 0 and not exists (
      select 1 from stock_level o where o.variant_id = s.variant_id and o.location_id = s.location_id and o.available > 0)`);
  if (filter.incoming) wanted.push(sql`${shelf} in ${awaitedShelves}`);
  return wanted;
}

/** By a part of the SKU or the title, by the barcode, or by a lot's code. One way at a time, each with an index of its own. */
function levelsCalled(words: string): SQL {
  const like = `%${words.replace(/[\\%_]/g, "\\$&")}%`;
  return sql`(
    select a.id from stock_level a where a.variant_id in (
      select id from variant where sku ilike ${like}
      union select id from variant where barcode = ${words}
      union select w.id from product g join variant w on w.product_id = g.id where g.title ilike ${like})
    union all
    select a.id from lot b join stock_level a on a.variant_id = b.variant_id and a.lot_id = b.id where b.code = ${words})`;
}

/** The categories to narrow a list by. */
export const levelCategories = ({ db }: Pick<Reader, "db">) =>
  db
    .select({ slug: category.slug, name: category.name })
    .from(category)
    .orderBy(asc(category.position), asc(category.name));
