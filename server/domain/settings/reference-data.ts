import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { location, shippingRate, taxRate } from "@/db/schema";
import type { Centre } from "@/server/domain/inventory/routing";
import type { ShippingRate, TaxRate } from "@/server/domain/order/pricing";
import type { PostalAddress } from "@/server/ports/carrier";
import { readSettings, type Settings } from "./settings";

export type ReferenceData = {
  settings: Settings;
  centres: (Centre & { id: string; address: PostalAddress })[];
  taxRates: TaxRate[];
  shippingRates: ShippingRate[];
};

const freshForMs = 5_000;
const cache = new WeakMap<object, { at: number; data: Promise<ReferenceData> }>();

/**
 * Places, tables and settings that change a few times a year but are needed for every quote and order, and how much
 * each place has to send today. Read again after five seconds, so a change made by any process is seen soon; nothing's
 * correctness hangs on it, since what was used is written down with the order.
 */
export function referenceData(db: Db, now = new Date()): Promise<ReferenceData> {
  const known = cache.get(db);
  if (known && performance.now() - known.at < freshForMs) return known.data;
  const data = read(db, now);
  cache.set(db, { at: performance.now(), data });
  data.catch(() => cache.delete(db));
  return data;
}

/** For whoever has just changed a table or a setting in this process. */
export const forgetReferenceData = (db: Db): boolean => cache.delete(db);

async function read(db: Db, now: Date): Promise<ReferenceData> {
  const [settings, locations, assigned, taxRates, shippingRates] = await Promise.all([
    readSettings({ db }),
    db
      .select()
      .from(location)
      .where(eq(location.active, true))
      .orderBy(asc(location.priority), asc(location.code)),
    assignedToday(db, now),
    db.select().from(taxRate),
    db.select().from(shippingRate),
  ]);
  const centres = locations.map(({ latitude, longitude, ...place }) => ({
    ...place,
    point: { latitude, longitude },
    assignedToday: assigned.get(place.id) ?? 0,
  }));
  return { settings, centres, taxRates, shippingRates };
}

/** Shipments that places with a limit were given since their own midnight, cancelled ones left out. */
async function assignedToday(db: Db, now: Date): Promise<Map<string, number>> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const { rows } = await db.execute<{ id: string; shipments: number }>(sql`
    select l.id, count(*)::int as shipments
      from location l
      join shipment s on s.location_id = l.id and s.status <> 'cancelled'
       and s.created_at >= date_trunc('day', ${at}, l.time_zone) and s.created_at <= ${at}
     where l.active and l.daily_capacity is not null
     group by l.id`);
  return new Map(rows.map((row) => [row.id, row.shipments]));
}
