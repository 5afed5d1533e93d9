import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { demandAt } from "./demand";
import { awaitedAt } from "./incoming";
import type { ReorderRulesFilter } from "./reorder.schema";
import { type Demand, type Suggestion, suggestReorder } from "./suggestion";

export type ReorderRuleRow = {
  sku: string;
  title: string;
  variantTitle: string;
  place: string;
  available: number;
  incoming: number;
  reorderPoint: number;
  reorderUpTo: number;
  lowSince: string | null;
  supplier: string | null;
  supplierName: string | null;
  /** Whether it can be ordered there: the supplier is active and lists the article. */
  orderable: boolean;
  /** Who lists the article, by code. */
  sellers: string[];
  demand: Demand;
  suggestion: Suggestion;
};

const pageSize = 50;
const cursorSchema = z.tuple([z.string(), z.string()]);

function readRuleCursor(cursor: string | undefined): [string, string] | null {
  if (!cursor) return null;
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
  } catch {
    throw new DomainError("invalid_input", "This page link is not complete. Start from the first page.", {});
  }
}

/** Reorder rules by SKU and place, each with what sells there and the marks that follow from it. */
export async function reorderRules(
  { db, now }: Reader,
  filter: ReorderRulesFilter,
  timeZone: string,
): Promise<{ rows: ReorderRuleRow[]; nextCursor: string | null }> {
  const { rows } = await db.execute<
    Omit<ReorderRuleRow, "demand" | "suggestion"> &
      Demand & { leadTimeDays: number; packSize: number; minimumQuantity: number }
  >(sql`
    with page as materialized (
      select r.*, v.sku, v.title as variant_title, p.title, l.code as place
        from reorder_rule r
        join variant v on v.id = r.variant_id
        join product p on p.id = v.product_id
        join location l on l.id = r.location_id
       where ${sql.join(conditions(filter), sql` and `)}
       order by v.sku, l.code limit ${pageSize + 1}
    )
    select r.sku, r.title, r.variant_title as "variantTitle", r.place,
           (select coalesce(sum(s.available), 0)::int from stock_level s
             where s.variant_id = r.variant_id and s.location_id = r.location_id) as available,
           a.incoming, r.reorder_point as "reorderPoint", r.reorder_up_to as "reorderUpTo",
           to_json(r.low_since) #>> '{}' as "lowSince",
           u.code as supplier, u.name as "supplierName", coalesce(u.active and i.variant_id is not null, false) as orderable,
           coalesce(i.lead_time_days, u.lead_time_days) as "leadTimeDays",
           i.pack_size as "packSize", i.minimum_quantity as "minimumQuantity",
           array(select x.code from supplier_item j join supplier x on x.id = j.supplier_id
                  where j.variant_id = r.variant_id and x.active order by x.name) as sellers,
           d.days, d.sold, d.squares
      from page r
      left join supplier u on u.id = r.supplier_id
      left join supplier_item i on i.supplier_id = r.supplier_id and i.variant_id = r.variant_id
      cross join lateral ${awaitedAt(sql`r.variant_id`, sql`r.location_id`)} a
      cross join lateral ${demandAt(sql`r.variant_id`, sql`r.location_id`, now, timeZone)} d
     order by r.sku, r.place`);
  const page = rows.slice(0, pageSize).map(({ days, sold, squares, ...row }): ReorderRuleRow => {
    const { leadTimeDays, packSize, minimumQuantity, ...rule } = row;
    const demand = { days, sold, squares };
    const terms = rule.orderable ? { leadTimeDays, packSize, minimumQuantity } : null;
    return { ...rule, demand, suggestion: suggestReorder(demand, terms) };
  });
  const last = page.at(-1);
  const more = rows.length > pageSize && last;
  return {
    rows: page,
    nextCursor: more ? Buffer.from(JSON.stringify([last.sku, last.place])).toString("base64url") : null,
  };
}

/** A rule that nobody can be ordered from by itself. */
export const unsupplied = sql`not exists (
  select 1 from supplier u join supplier_item i on i.supplier_id = u.id and i.variant_id = r.variant_id
   where u.id = r.supplier_id and u.active)`;

function conditions(filter: ReorderRulesFilter): SQL[] {
  const from = readRuleCursor(filter.cursor);
  const wanted = [sql`true`];
  if (from) wanted.push(sql`(v.sku, l.code) > (${from[0]}, ${from[1]})`);
  if (filter.q) {
    const like = `%${filter.q.replace(/[\\%_]/g, "\\$&")}%`;
    wanted.push(sql`(v.sku ilike ${like} or p.title ilike ${like} or v.barcode = ${filter.q})`);
  }
  if (filter.place) wanted.push(sql`l.code = ${filter.place}`);
  if (filter.low) wanted.push(sql`r.low_since is not null`);
  if (filter.supplier === "NONE") wanted.push(unsupplied);
  else if (filter.supplier)
    wanted.push(sql`r.supplier_id = (select id from supplier where code = ${filter.supplier})`);
  return wanted;
}
