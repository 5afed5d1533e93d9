import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";

/**
 * Which of these shelves a picker came up short at and nobody has counted since. What the books have there is not sent
 * for; what came in afterwards is.
 */
export async function doubtedShelves(
  { db }: Pick<Reader, "db">,
  levelIds: readonly number[],
): Promise<Set<number>> {
  if (levelIds.length === 0) return new Set();
  const { rows } = await db.execute<{ id: number }>(sql`
    select distinct s.id::int
      from stock_level s
      join stock_count c on c.location_id = s.location_id and c.source = 'recount' and c.status in ('open', 'review')
      join stock_count_line y on y.count_id = c.id and y.variant_id = s.variant_id
                             and y.lot_id is not distinct from s.lot_id and y.status in ('to_count', 'to_approve')
     where s.id in ${[...levelIds]}
       and exists (select 1 from stock_movement q
                    where q.stock_level_id = s.id and q.kind = 'quarantine' and q.count_id = c.id)
       and not exists (select 1 from stock_movement m
                        where m.stock_level_id = s.id and m.occurred_at > c.created_at and m.undoes is null
                          and m.kind in ('receive', 'transfer', 'restock') and m.to_place = 'available')`);
  return new Set(rows.map((row) => row.id));
}
