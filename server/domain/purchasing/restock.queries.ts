import { asc, eq, sql } from "drizzle-orm";
import { location, product, purchaseOrder, purchaseOrderLine, supplier, variant } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { awaitedAt } from "./incoming";
import { awaitedStatuses, type PurchaseOrderStatus } from "./purchase-order";

export type Covering = { number: string; status: PurchaseOrderStatus; asked: boolean };

/**
 * What is known of replenishing an article at a place right now: who delivers it, what is on its way and the newest purchase
 * order that still brings some.
 */
export async function replenishmentOf(
  { db }: Pick<Reader, "db">,
  variantId: Id<"variant">,
  locationId: Id<"location">,
): Promise<{ incoming: number; onDraft: number; supplier: string | null; order: Covering | null }> {
  const { rows } = await db.execute<{
    incoming: number;
    onDraft: number;
    supplier: string | null;
    number: string | null;
    status: PurchaseOrderStatus;
    asked: boolean;
  }>(sql`
    select a.incoming, a.on_draft as "onDraft", s.name as supplier, c.number, c.status, c.asked
      from ${awaitedAt(sql`${variantId}::uuid`, sql`${locationId}::uuid`)} a
      left join reorder_rule r on r.variant_id = ${variantId} and r.location_id = ${locationId}
      left join ${supplier} s on s.id = r.supplier_id and s.active
       and exists (select 1 from supplier_item i where i.supplier_id = s.id and i.variant_id = ${variantId})
      left join lateral ${coveringAt(sql`${variantId}::uuid`, sql`${locationId}::uuid`)} c on true`);
  const [row] = rows;
  if (!row) return { incoming: 0, onDraft: 0, supplier: null, order: null };
  const { incoming, onDraft, supplier: name, number, status, asked } = row;
  return { incoming, onDraft, supplier: name, order: number ? { number, status, asked } : null };
}

/** The newest purchase order that still brings units of a variant to a place; for a lateral join. */
export const coveringAt = (variantId: ReturnType<typeof sql>, locationId: ReturnType<typeof sql>) => sql`(
  select po.number, po.status, po.approval_asked_at is not null as asked, pol.reason, pol.quantity, po.expected_at
    from purchase_order_line pol join purchase_order po on po.id = pol.purchase_order_id
   where pol.variant_id = ${variantId} and po.location_id = ${locationId}
     and po.status in ${["draft", ...awaitedStatuses]}
     and pol.quantity > pol.received + pol.given_up
   order by po.created_at desc, po.id desc limit 1)`;

/** What is low and has a supplier, with no purchase order that would bring any, the longest low first. */
export async function uncovered({ db }: Pick<Reader, "db">, limit: number) {
  const { rows } = await db.execute<{ variantId: Id<"variant">; locationId: Id<"location"> }>(sql`
    select r.variant_id as "variantId", r.location_id as "locationId" from reorder_rule r
     where r.low_since is not null and r.supplier_id is not null
       and not exists (select 1 from ${coveringAt(sql`r.variant_id`, sql`r.location_id`)} c)
     order by r.low_since limit ${limit}`);
  return rows;
}

/** What a manager needs to decide on a proposed purchase order. */
export async function proposalForMail({ db }: Pick<Reader, "db">, id: Id<"purchaseOrder">) {
  const [order] = await db
    .select({ status: purchaseOrder.status, place: location.name })
    .from(purchaseOrder)
    .innerJoin(location, eq(location.id, purchaseOrder.locationId))
    .where(eq(purchaseOrder.id, id));
  if (!order) throw new DomainError("not_found", "There is no such purchase order.");
  const lines = await db
    .select({
      sku: variant.sku,
      title: sql<string>`${product.title} || case when ${variant.title} = '' then '' else ' (' || ${variant.title} || ')' end`,
      quantity: purchaseOrderLine.quantity,
    })
    .from(purchaseOrderLine)
    .innerJoin(variant, eq(variant.id, purchaseOrderLine.variantId))
    .innerJoin(product, eq(product.id, variant.productId))
    .where(eq(purchaseOrderLine.purchaseOrderId, id))
    .orderBy(asc(purchaseOrderLine.position));
  return { ...order, lines };
}
