import { sql } from "drizzle-orm";
import { fact, record } from "@/server/events/outbox";
import type { TxCtx } from "@/server/kernel/ctx";

type Crossed = {
  variantId: string;
  sku: string;
  locationId: string;
  location: string;
  available: number;
  reorderPoint: number;
  reorderUpTo: number;
};

/**
 * Compares places with their reorder points and records `InventoryLevelLow` for each that has just fallen below:
 * once a crossing, re-armed when the level is above the point again. Without `levelIds` it looks at every rule.
 * Returns how many crossed.
 */
export async function noteLevels(tx: TxCtx, levelIds?: readonly number[]): Promise<number> {
  if (levelIds?.length === 0) return 0;
  const touched = levelIds
    ? sql`where (r.variant_id, r.location_id) in (select variant_id, location_id from stock_level where id in ${[...new Set(levelIds)]})`
    : sql``;
  // Locked in key order, so that two sales of the same goods can't wait for each other.
  const { rows } = await tx.db.execute<Crossed>(sql`
    with level as (
      select r.variant_id, r.location_id, r.low_since,
             coalesce((select sum(s.available) from stock_level s
                        where s.variant_id = r.variant_id and s.location_id = r.location_id), 0)::int as available
        from reorder_rule r ${touched}
       order by r.variant_id, r.location_id for update of r
    ), changed as (
      update reorder_rule r
         set low_since = case when l.available < r.reorder_point then ${tx.now.toISOString()}::timestamptz end
        from level l
       where r.variant_id = l.variant_id and r.location_id = l.location_id
         and (   (r.low_since is null and l.available < r.reorder_point)
              or (r.low_since is not null and l.available > r.reorder_point))
      returning r.variant_id, r.location_id, r.reorder_point, r.reorder_up_to, r.low_since, l.available
    )
    select c.variant_id as "variantId", v.sku, c.location_id as "locationId", l.code as location,
           c.available, c.reorder_point as "reorderPoint", c.reorder_up_to as "reorderUpTo"
      from changed c join variant v on v.id = c.variant_id join location l on l.id = c.location_id
     where c.low_since is not null`);
  await record(tx, ...rows.map((row) => fact("InventoryLevelLow", row)));
  return rows.length;
}
