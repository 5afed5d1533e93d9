import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { awaitedStatuses } from "./purchase-order";

/** `incoming`: ordered and not yet received, given up or cancelled. `onDraft`: written down, and not ordered yet. */
export type Awaited = { incoming: number; onDraft: number };

/**
 * One row with `incoming` and `on_draft` of a variant at a place, for a `cross join lateral`. `variantId` and `locationId`
 * are columns of the query around it; `besides` leaves one purchase order out.
 */
export const awaitedAt = (variantId: SQL, locationId: SQL, besides?: Id<"purchaseOrder">): SQL => sql`(
  select coalesce(sum(greatest(pol.quantity - pol.received - pol.given_up, 0))
           filter (where po.status in ${[...awaitedStatuses]}), 0)::int as incoming,
         coalesce(sum(pol.quantity) filter (where po.status = 'draft'), 0)::int as on_draft
    from purchase_order_line pol join purchase_order po on po.id = pol.purchase_order_id
   where pol.variant_id = ${variantId} and po.location_id = ${locationId}
     and po.status in ${["draft", ...awaitedStatuses]}
     ${besides ? sql`and po.id <> ${besides}` : sql``})`;

/** What is on its way to one place. */
export async function awaitedUnits(
  { db }: Pick<Reader, "db">,
  variantId: Id<"variant">,
  locationId: Id<"location">,
  besides?: Id<"purchaseOrder">,
): Promise<Awaited> {
  const { rows } = await db.execute<Awaited>(sql`
    select a.incoming, a.on_draft as "onDraft"
      from ${awaitedAt(sql`${variantId}::uuid`, sql`${locationId}::uuid`, besides)} a`);
  return rows[0] ?? { incoming: 0, onDraft: 0 };
}
