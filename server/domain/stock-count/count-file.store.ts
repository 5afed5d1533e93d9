import { sql } from "drizzle-orm";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import type { Fault, FileRow } from "./count-file-row";

/** A row of the file with what it names. */
export type Resolved = FileRow & {
  variantId: Id<"variant">;
  locationId: Id<"location">;
  /** Null: no lot, or one that is yet to be made. */
  lotId: Id<"lot"> | null;
  newLot: boolean;
  placeName: string;
  title: string;
  currency: string;
  price: number;
  onHand: number;
  available: number;
};

type Looked = {
  at: number;
  sku: string | null;
  variantId: Id<"variant"> | null;
  locationId: Id<"location"> | null;
  lotId: Id<"lot"> | null;
  placeName: string;
  title: string;
  currency: string;
  price: number;
  expires: string | null;
  byLot: boolean;
  hasLevel: boolean;
  onHand: number;
  available: number;
};

/** Finds what the rows name, all in one statement; a row that names what isn't there comes back as a fault. */
export async function resolveRows(
  { db }: Pick<Reader, "db">,
  rows: readonly FileRow[],
): Promise<{ resolved: Resolved[]; faults: Fault[] }> {
  const asked = JSON.stringify(rows.map(({ sku, place, lot }, at) => ({ at, sku, place, lot })));
  const { rows: looked } = await db.execute<Looked>(sql`
    select w.at, v.sku, v.id as "variantId", l.id as "locationId", t.id as "lotId", coalesce(l.name, '') as "placeName",
           coalesce(p.title, '') as title, coalesce(v.currency, '') as currency, coalesce(v.price_amount, 0) as price,
           to_char(t.expires_at at time zone 'UTC', 'YYYY-MM-DD') as expires,
           coalesce(w.lot is null and exists (select 1 from lot x where x.variant_id = v.id), false) as "byLot",
           s.id is not null as "hasLevel", coalesce(s.on_hand, 0) as "onHand", coalesce(s.available, 0) as available
      from json_to_recordset(${asked}::json) w(at int, sku text, place text, lot text)
      left join lateral (
        select * from variant x where x.sku in (w.sku, upper(w.sku)) order by x.sku = w.sku desc limit 1) v on true
      left join product p on p.id = v.product_id
      left join location l on l.code = w.place
      left join lot t on t.variant_id = v.id and t.code = w.lot
      left join stock_level s on s.variant_id = v.id and s.location_id = l.id and s.lot_id is not distinct from t.id
                             and (w.lot is null or t.id is not null)
     order by w.at`);
  const resolved: Resolved[] = [];
  const faults: Fault[] = [];
  for (const found of looked) {
    const row = rows[found.at];
    if (!row) continue;
    const wrong = faultsOf(row, found);
    faults.push(...wrong);
    const { variantId, locationId, placeName, title, currency, price, onHand, available } = found;
    if (wrong.length === 0 && variantId && locationId)
      resolved.push({
        ...row,
        sku: found.sku ?? row.sku,
        ...{ variantId, locationId, placeName, title, currency, price, onHand, available },
        lotId: found.lotId,
        newLot: row.lot !== null && found.lotId === null,
      });
  }
  return { resolved, faults };
}

function faultsOf(row: FileRow, found: Looked): Fault[] {
  const faults: Fault[] = [];
  const fault = (column: Fault["column"], message: string) => {
    faults.push({ line: row.line, column, message });
  };
  if (!found.variantId) fault("sku", `There is no SKU ${row.sku}.`);
  if (!found.locationId) fault("place", `There is no place ${row.place}.`);
  if (!found.variantId) return faults;
  if (row.lot && !found.lotId && !row.expires)
    fault("lot", `${row.sku} has no lot ${row.lot}. With a date in “expires” it is made.`);
  if (row.lot && row.expires && found.expires && found.expires !== row.expires)
    fault("expires", `Lot ${row.lot} is known to expire on ${found.expires}.`);
  if (found.byLot && !found.hasLevel) fault("lot", `${row.sku} is kept by lot. Name the lot.`);
  return faults;
}

/** Makes the lots that a file brings, and fills in dates that nobody had read; returns the rows with their lots. */
export async function makeLots(tx: TxCtx, rows: readonly Resolved[]): Promise<Resolved[]> {
  const dated = rows.filter((row) => row.lot !== null && row.expires !== null);
  if (dated.length === 0) return [...rows];
  const wanted = JSON.stringify(
    dated.map(({ variantId, lot, expires }) => ({ id: newId(), v: variantId, c: lot, e: expires })),
  );
  await tx.db.execute(sql`
    insert into lot (id, variant_id, code, expires_at)
    select distinct on (w.v, w.c) w.id, w.v, w.c, w.e::date::timestamp at time zone 'UTC'
      from json_to_recordset(${wanted}::json) w(id uuid, v uuid, c text, e text)
    on conflict (variant_id, code) do update set expires_at = excluded.expires_at where lot.expires_at is null`);
  const { rows: lots } = await tx.db.execute<{ id: Id<"lot">; v: string; c: string }>(sql`
    select t.id, t.variant_id as v, t.code as c
      from json_to_recordset(${wanted}::json) w(v uuid, c text)
      join lot t on t.variant_id = w.v and t.code = w.c`);
  const known = new Map(lots.map((lot) => [`${lot.v} ${lot.c}`, lot.id]));
  return rows.map((row) =>
    row.newLot ? { ...row, lotId: known.get(`${row.variantId} ${row.lot}`) ?? null } : row,
  );
}
