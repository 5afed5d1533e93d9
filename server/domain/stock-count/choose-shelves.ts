import { type SQL, sql } from "drizzle-orm";
import { after, days } from "@/server/kernel/clock";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { longestList, type OpenCountInput } from "./count.schema";

type ChosenShelf = { variantId: Id<"variant">; lotId: Id<"lot"> | null };

/** The shelves of a place that a list is made of, in the order a person walks along them: by SKU, then by lot. */
export async function chooseShelves(
  tx: TxCtx,
  locationId: Id<"location">,
  input: OpenCountInput,
): Promise<ChosenShelf[]> {
  const { where, order, limit } = pick(tx, input);
  const { rows } = await tx.db.execute<ChosenShelf>(sql`
    select variant_id as "variantId", lot_id as "lotId" from (
      select s.variant_id, s.lot_id, v.sku, t.expires_at, t.code
        from stock_level s
        join variant v on v.id = s.variant_id
        join product p on p.id = v.product_id
        left join lot t on t.id = s.lot_id
       where s.location_id = ${locationId}
         -- An empty shelf is worth a look, an empty lot or one that is no longer sold is not.
         and (s.on_hand > 0 or (s.lot_id is null and v.archived_at is null))
         and ${where}
       order by ${order} limit ${limit}) chosen
     order by sku, expires_at nulls last, code`);
  if (rows.length > longestList)
    throw new DomainError(
      "invalid_input",
      `That is more than ${longestList} shelves. Count a part of them: name the SKUs, or take those that were not counted for long.`,
      { field: input.by === "category" ? "category" : "skus" },
    );
  return rows;
}

type Pick = { where: SQL; order: SQL; limit: number };

function pick(tx: TxCtx, input: OpenCountInput): Pick {
  switch (input.by) {
    case "category":
      return {
        where: sql`p.category_id = (select id from category where slug = ${input.category})`,
        order: sql`s.id`,
        limit: longestList + 1,
      };
    case "skus":
      return {
        where: sql`v.sku in (select json_array_elements_text(${JSON.stringify(input.skus)}::json))`,
        order: sql`s.id`,
        limit: longestList + 1,
      };
    case "stale": {
      const since = after(tx.now, -days(input.days)).toISOString();
      return {
        where: sql`${onNoList} and coalesce(${lastCounted}, '-infinity') < ${since}::timestamptz`,
        order: sql`${lastCounted} nulls first, v.sku`,
        limit: input.limit,
      };
    }
    case "value":
      return {
        where: onNoList,
        order: sql`s.on_hand::bigint * v.price_amount desc, v.sku`,
        limit: input.limit,
      };
    case "movers": {
      const since = after(tx.now, -days(90)).toISOString();
      return {
        where: onNoList,
        order: sql`(select coalesce(sum(m.quantity), 0) from stock_movement m
                     where m.stock_level_id = s.id and m.kind = 'ship' and m.occurred_at >= ${since}::timestamptz) desc, v.sku`,
        limit: input.limit,
      };
    }
    case "random":
      return { where: onNoList, order: sql`random()`, limit: input.limit };
  }
}

/** Nobody has to count a shelf twice at a time. */
const onNoList = sql`not exists (
  select 1 from stock_count_line cl join stock_count c on c.id = cl.count_id
   where c.status in ('open', 'review') and c.location_id = s.location_id
     and cl.variant_id = s.variant_id and cl.lot_id is not distinct from s.lot_id)`;

const lastCounted = sql`greatest(
  (select max(cl.counted_at) from stock_count_line cl join stock_count c on c.id = cl.count_id
    where cl.status = 'booked' and c.location_id = s.location_id
      and cl.variant_id = s.variant_id and cl.lot_id is not distinct from s.lot_id),
  (select max(m.occurred_at) from stock_movement m where m.stock_level_id = s.id and m.kind = 'count'))`;
