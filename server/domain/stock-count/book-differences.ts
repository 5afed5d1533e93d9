import { sql } from "drizzle-orm";
import { fact, record } from "@/server/events/outbox";
import { actorName, type TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { noteLevels } from "../inventory/note-levels";
import { applyMove, type Levels } from "../inventory/stock";
import type { Shelf } from "../inventory/stock.store";
import { countMove } from "./stock-count";

export type CountedLevel = { at: number; id: number; sku: string; price: number } & Levels;

/**
 * The levels of many shelves, in the order asked for, locked in id order. What `lockShelves` does for a few, in two
 * statements for fifty thousand.
 */
export async function lockCounted(tx: TxCtx, shelves: readonly Shelf[]): Promise<CountedLevel[]> {
  if (shelves.length === 0) return [];
  const wanted = JSON.stringify(
    shelves.map(({ variantId, locationId, lotId }, at) => ({ at, v: variantId, p: locationId, l: lotId })),
  );
  await tx.db.execute(sql`
    insert into stock_level (variant_id, location_id, lot_id, bin)
    select w.v, w.p, w.l, (select k.bin from stock_level k where k.variant_id = w.v and k.location_id = w.p and k.bin is not null
                            order by k.id desc limit 1)
      from json_to_recordset(${wanted}::json) w(v uuid, p uuid, l uuid)
    on conflict do nothing`);
  const { rows } = await tx.db.execute<CountedLevel>(sql`
    select w.at, s.id::int as id, v.sku, v.price_amount as price,
           s.available, s.reserved, s.committed, s.unavailable
      from json_to_recordset(${wanted}::json) w(at int, v uuid, p uuid, l uuid)
      join variant v on v.id = w.v
      join stock_level s on s.variant_id = w.v and s.location_id = w.p and s.lot_id is not distinct from w.l
     order by s.id for update of s`);
  return rows.sort((a, b) => a.at - b.at);
}

type Difference = { level: CountedLevel; difference: number };

/**
 * Books counted differences on levels that the caller has locked, all in a handful of statements. Those that would take
 * more than is available come back unbooked.
 */
export async function bookDifferences(
  tx: TxCtx,
  count: { id: Id<"stockCount">; number: string; place: string },
  differences: readonly Difference[],
): Promise<{ held: Difference[] }> {
  const held: Difference[] = [];
  const booked: Difference[] = [];
  for (const one of differences) {
    const move = countMove(one.difference);
    if (!move) continue;
    (applyMove(one.level, move) ? booked : held).push(one);
  }
  const reason = `Count ${count.number}`;
  for (let at = 0; at < booked.length; at += 1000) {
    const chunk = booked.slice(at, at + 1000);
    const changes = JSON.stringify(chunk.map(({ level, difference }) => ({ id: level.id, d: difference })));
    await tx.db.execute(sql`
      update stock_level s set available = s.available + c.d
        from json_to_recordset(${changes}::json) c(id bigint, d int) where s.id = c.id`);
    await tx.db.execute(sql`
      insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, count_id, reason, actor, occurred_at)
      select c.id, 'count', (case when c.d > 0 then 'adjustment' else 'available' end)::stock_place,
             (case when c.d > 0 then 'available' else 'adjustment' end)::stock_place, abs(c.d),
             ${count.id}, ${reason}, ${actorName(tx.actor)}, ${tx.now.toISOString()}::timestamptz
        from json_to_recordset(${changes}::json) c(id bigint, d int)`);
    const facts = chunk.map(({ level, difference }) =>
      fact("InventoryAdjusted", {
        sku: level.sku,
        location: count.place,
        kind: "count",
        change: difference,
        quantity: Math.abs(difference),
        reason,
      }),
    );
    await record(tx, ...facts);
  }
  const ids = booked.map(({ level }) => level.id);
  // Naming so many would be more than a statement takes; it then looks at every rule.
  await noteLevels(tx, ids.length > 5000 ? undefined : ids);
  return { held };
}
