import { asc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { location, shippingRate, taxRate } from "@/db/schema";
import type { Centre } from "@/server/domain/inventory/routing";
import type { ShippingRate, TaxRate } from "@/server/domain/order/pricing";
import type { WorkingTimes } from "@/server/domain/shipment/promise";
import { readSettings, type Settings } from "./settings";

export type ReferenceData = {
  settings: Settings;
  centres: (Centre & WorkingTimes & { id: string })[];
  taxRates: TaxRate[];
  shippingRates: ShippingRate[];
};

const freshForMs = 5_000;
const cache = new WeakMap<object, { at: number; data: Promise<ReferenceData> }>();

/**
 * Places, tables and settings that change a few times a year but are needed for every quote and order. Read again
 * after five seconds, so a change made by any process is seen soon; nothing's correctness hangs on it, since what was
 * used is written down with the order.
 */
export function referenceData(db: Db): Promise<ReferenceData> {
  const known = cache.get(db);
  if (known && performance.now() - known.at < freshForMs) return known.data;
  const data = read(db);
  cache.set(db, { at: performance.now(), data });
  data.catch(() => cache.delete(db));
  return data;
}

/** For whoever has just changed a table or a setting in this process. */
export const forgetReferenceData = (db: Db): boolean => cache.delete(db);

async function read(db: Db): Promise<ReferenceData> {
  const [settings, locations, taxRates, shippingRates] = await Promise.all([
    readSettings({ db }),
    db
      .select()
      .from(location)
      .where(eq(location.active, true))
      .orderBy(asc(location.priority), asc(location.code)),
    db.select().from(taxRate),
    db.select().from(shippingRate),
  ]);
  const centres = locations.map(({ latitude, longitude, ...place }) => ({
    ...place,
    point: { latitude, longitude },
  }));
  return { settings, centres, taxRates, shippingRates };
}
