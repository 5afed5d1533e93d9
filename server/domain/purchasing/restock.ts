import { and, eq, max, sql } from "drizzle-orm";
import {
  location,
  purchaseOrder,
  purchaseOrderLine,
  reorderRule,
  stockLevel,
  supplier,
  supplierItem,
  variant,
} from "@/db/schema";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { awaitedUnits } from "./incoming";
import { nextPurchaseOrderNumber } from "./purchase-order.store";
import { decideRestock, explainQuantity, type Stand } from "./reorder";

type Draft = { id: Id<"purchaseOrder">; number: string };
type Item = typeof supplierItem.$inferSelect;
type Seller = typeof supplier.$inferSelect;

/** `draft`: the automatic draft that asks for the units, whether it was written just now or before. */
export type Restocked =
  | { outcome: "added" | "enough"; draft: Draft | null; reason: string }
  | { outcome: "no_supplier"; draft: null; reason: string };

/**
 * Puts what a place is short of on the automatic draft for its supplier. Decides on the figures of now, so that any number of
 * calls for one crossing write one line. Whoever writes to a supplier's automatic drafts goes one by one through its row.
 */
export async function restock(
  ctx: Ctx,
  variantId: Id<"variant">,
  locationId: Id<"location">,
): Promise<Restocked> {
  for (;;) {
    const rule = await readRule(ctx, variantId, locationId);
    if (!rule) return noSupplier("There is no reorder rule any more.");
    const { supplierId } = rule;
    if (!supplierId)
      return noSupplier(`No supplier is set for ${rule.sku} at ${rule.place}; only the managers are told.`);
    const done = await inTransaction(ctx, (tx) => fill(tx, { variantId, locationId, supplierId }));
    // Null: a manager has chosen another supplier in between.
    if (done) return done;
  }
}

type Need = {
  variantId: Id<"variant">;
  locationId: Id<"location">;
  supplierId: Id<"supplier">;
};

async function fill(tx: TxCtx, need: Need): Promise<Restocked | null> {
  const seller = await lockSupplier(tx, need.supplierId);
  const draft = await lockDraft(tx, need);
  const rule = await lockRule(tx, need);
  if (rule?.supplierId !== need.supplierId) return null;
  if (!seller.active) return noSupplier(`${seller.name} is no longer ordered from; choose another supplier.`);
  const item = await itemOf(tx, need);
  if (!item) return noSupplier(`${seller.name} doesn't list this article; add it to their items.`);

  // The line that is rewritten is left out of what is on drafts: its reason then explains the whole quantity.
  const stand: Stand = {
    available: await availableAt(tx, need),
    ...(await awaitedUnits(tx, need.variantId, need.locationId, draft?.id)),
  };
  const line = draft ? await lineOf(tx, draft.id, need.variantId) : null;
  const wanted = decideRestock(stand, rule, item);
  if (!wanted || (line && line.quantity >= wanted.quantity))
    return { outcome: "enough", draft: line ? draft : null, reason: enough(stand, line?.quantity ?? 0) };

  const { quantity, reason } = wanted;
  const into = draft ?? (await openDraft(tx, need, seller));
  if (line)
    await tx.db
      .update(purchaseOrderLine)
      // What the supplier asks for it may have changed since; on a person's line nothing but the quantity is ours.
      .set(line.reason ? { ...termsOf(item), quantity, reason } : { quantity })
      .where(eq(purchaseOrderLine.id, line.id));
  else await addLine(tx, into.id, item, { quantity, reason });
  const did = line
    ? `Raised the line on ${into.number} to ${quantity}`
    : `Wrote ${quantity} on ${into.number}`;
  return { outcome: "added", draft: into, reason: `${did}. ${explainQuantity(reason)}` };
}

const noSupplier = (reason: string): Restocked => ({ outcome: "no_supplier", draft: null, reason });

const enough = ({ available, incoming, onDraft }: Stand, onLine: number): string =>
  `Nothing to add: available ${available} + incoming ${incoming} + on drafts ${onDraft + onLine} is enough.`;

async function readRule({ db }: Pick<Ctx, "db">, variantId: Id<"variant">, locationId: Id<"location">) {
  const [rule] = await db
    .select({ supplierId: reorderRule.supplierId, sku: variant.sku, place: location.code })
    .from(reorderRule)
    .innerJoin(variant, eq(variant.id, reorderRule.variantId))
    .innerJoin(location, eq(location.id, reorderRule.locationId))
    .where(and(eq(reorderRule.variantId, variantId), eq(reorderRule.locationId, locationId)));
  return rule;
}

async function lockSupplier(tx: TxCtx, id: Id<"supplier">): Promise<Seller> {
  const [row] = await tx.db.select().from(supplier).where(eq(supplier.id, id)).for("no key update");
  if (!row) throw new DomainError("not_found", "There is no such supplier.");
  return row;
}

async function lockDraft(tx: TxCtx, { supplierId, locationId }: Need): Promise<Draft | null> {
  const [row] = await tx.db
    .select({ id: purchaseOrder.id, number: purchaseOrder.number })
    .from(purchaseOrder)
    .where(
      and(
        eq(purchaseOrder.supplierId, supplierId),
        eq(purchaseOrder.locationId, locationId),
        eq(purchaseOrder.status, "draft"),
        eq(purchaseOrder.automatic, true),
      ),
    )
    .for("update");
  return row ?? null;
}

async function lockRule(tx: TxCtx, { variantId, locationId }: Need) {
  const [rule] = await tx.db
    .select({
      supplierId: reorderRule.supplierId,
      reorderPoint: reorderRule.reorderPoint,
      reorderUpTo: reorderRule.reorderUpTo,
    })
    .from(reorderRule)
    .where(and(eq(reorderRule.variantId, variantId), eq(reorderRule.locationId, locationId)))
    .for("update");
  return rule;
}

async function itemOf(tx: TxCtx, { supplierId, variantId }: Need): Promise<Item | undefined> {
  const [item] = await tx.db
    .select()
    .from(supplierItem)
    .where(and(eq(supplierItem.supplierId, supplierId), eq(supplierItem.variantId, variantId)));
  return item;
}

async function availableAt(tx: TxCtx, { variantId, locationId }: Need): Promise<number> {
  const [row] = await tx.db
    .select({ units: sql<number>`coalesce(sum(${stockLevel.available}), 0)::int` })
    .from(stockLevel)
    .where(and(eq(stockLevel.variantId, variantId), eq(stockLevel.locationId, locationId)));
  return row?.units ?? 0;
}

const termsOf = ({ supplierSku, packSize, costAmount }: Item) => ({ supplierSku, packSize, costAmount });

async function lineOf(tx: TxCtx, id: Id<"purchaseOrder">, variantId: Id<"variant">) {
  const [line] = await tx.db
    .select()
    .from(purchaseOrderLine)
    .where(and(eq(purchaseOrderLine.purchaseOrderId, id), eq(purchaseOrderLine.variantId, variantId)));
  return line ?? null;
}

async function openDraft(tx: TxCtx, { supplierId, locationId }: Need, seller: Seller): Promise<Draft> {
  const draft = { id: newId<"purchaseOrder">(), number: await nextPurchaseOrderNumber(tx.db) };
  await tx.db.insert(purchaseOrder).values({
    ...draft,
    supplierId,
    locationId,
    status: "draft",
    automatic: true,
    currency: seller.currency,
    createdBy: actorName(tx.actor),
    createdAt: tx.now,
  });
  return draft;
}

async function addLine(
  tx: TxCtx,
  purchaseOrderId: Id<"purchaseOrder">,
  item: Item,
  wanted: NonNullable<ReturnType<typeof decideRestock>>,
): Promise<void> {
  const [last] = await tx.db
    .select({ position: max(purchaseOrderLine.position) })
    .from(purchaseOrderLine)
    .where(eq(purchaseOrderLine.purchaseOrderId, purchaseOrderId));
  await tx.db.insert(purchaseOrderLine).values({
    id: newId<"purchaseOrderLine">(),
    purchaseOrderId,
    position: (last?.position ?? 0) + 1,
    variantId: item.variantId,
    ...termsOf(item),
    ...wanted,
  });
}
