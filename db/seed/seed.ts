import { sql } from "drizzle-orm";
import { type Id, newId } from "../../server/kernel/id";
import { openDatabase } from "../client";
import { category, location, shippingRate, taxRate } from "../schema";
import { categories, products } from "./catalogue";
import { furnish } from "./furnish";
import { writeGoods } from "./goods";
import { type PlaceCode, places } from "./places";
import { shippingRates } from "./shipping-rates";
import { writeSuppliers } from "./suppliers";
import { taxRates } from "./tax-rates";
import { seedDemoUsers } from "./users";

/** Any fixed number: two processes that start on one empty database fill it once. */
const lockKey = 7_401_552_902;

/**
 * Fills an empty, migrated database with the demo shop: catalogue, two fulfilment centres with stock, their suppliers, tax and shipping
 * rates, and (unless `demoUsers` is false) someone to sign in as for each role. A database that has categories is
 * left alone.
 */
export async function seed(
  url: string,
  options: { now?: Date; demoUsers?: boolean } = {},
): Promise<{ seeded: boolean }> {
  const now = options.now ?? new Date();
  const db = openDatabase(url, { max: 1 });
  try {
    return await db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${lockKey})`);
      const existing = await tx.select({ id: category.id }).from(category).limit(1);
      if (existing.length > 0) return { seeded: false };

      const locations: Record<PlaceCode, Id<"location">> = { EAST: newId(), WEST: newId() };
      await tx.insert(location).values(places.map((place) => ({ ...place, id: locations[place.code] })));
      await writeGoods(tx, categories, products, locations, now);
      await furnish(tx);
      await writeSuppliers(tx);
      // What is scarce from the start is known to be: the first sweep must not write to the managers about all of it.
      await tx.execute(sql`
        update reorder_rule r set low_since = ${now.toISOString()}::timestamptz
         where r.reorder_point > (select coalesce(sum(s.available), 0) from stock_level s
                                   where s.variant_id = r.variant_id and s.location_id = r.location_id)`);
      await tx.insert(taxRate).values(taxRates.map((rate) => ({ ...rate, id: newId() })));
      await tx
        .insert(shippingRate)
        .values(shippingRates.map((rate) => ({ ...rate, countries: [...rate.countries], id: newId() })));
      if (options.demoUsers ?? true) await seedDemoUsers(tx, now);
      return { seeded: true };
    });
  } finally {
    await db.$client.end();
  }
}
