import { asc, eq, sql } from "drizzle-orm";
import { location, purchaseOrder, purchaseOrderLine, supplier, variant } from "@/db/schema";
import type { Reader, Transaction, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";

export type PurchaseOrderRow = typeof purchaseOrder.$inferSelect;
export type LockedLine = typeof purchaseOrderLine.$inferSelect & { sku: string };
export type LockedPurchaseOrder = PurchaseOrderRow & {
  supplier: { code: string; name: string; leadTimeDays: number };
  location: string;
  lines: LockedLine[];
};

/** Locks an order with its lines; whoever wants to change it waits here. */
export async function lockPurchaseOrder(tx: TxCtx, id: Id<"purchaseOrder">): Promise<LockedPurchaseOrder> {
  const [order] = await tx.db.select().from(purchaseOrder).where(eq(purchaseOrder.id, id)).for("update");
  if (!order) throw new DomainError("not_found", "There is no such purchase order.");
  const [seller] = await tx.db.select().from(supplier).where(eq(supplier.id, order.supplierId));
  const [place] = await tx.db
    .select({ code: location.code })
    .from(location)
    .where(eq(location.id, order.locationId));
  const lines = await tx.db
    .select({ line: purchaseOrderLine, sku: variant.sku })
    .from(purchaseOrderLine)
    .innerJoin(variant, eq(variant.id, purchaseOrderLine.variantId))
    .where(eq(purchaseOrderLine.purchaseOrderId, id))
    .orderBy(asc(purchaseOrderLine.position));
  if (!seller || !place) throw new Error(`${order.number} has no supplier or place.`);
  return {
    ...order,
    supplier: seller,
    location: place.code,
    lines: lines.map(({ line, sku }) => ({ ...line, sku })),
  };
}

/** PO-1001, PO-1002 … */
export async function nextPurchaseOrderNumber(db: Transaction): Promise<string> {
  const { rows } = await db.execute<{ number: string }>(
    sql`select 'PO-' || nextval('purchase_order_number') as number`,
  );
  const [row] = rows;
  if (!row) throw new Error("There is no next number.");
  return row.number;
}

/** What all events of an order carry. */
export const named = (order: Pick<PurchaseOrderRow, "id" | "number">) => ({
  purchaseOrderId: order.id,
  purchaseOrderNumber: order.number,
});

export const totalOf = (order: Pick<LockedPurchaseOrder, "lines" | "currency">): Money =>
  money(
    order.lines.reduce((sum, line) => sum + line.quantity * line.costAmount, 0),
    order.currency,
  );

/** An order by its number, or by its id. */
export async function findPurchaseOrder(
  { db }: Pick<Reader, "db">,
  name: string,
): Promise<Id<"purchaseOrder">> {
  const [row] = await db
    .select({ id: purchaseOrder.id })
    .from(purchaseOrder)
    .where(isUuid(name) ? eq(purchaseOrder.id, asId(name)) : eq(purchaseOrder.number, name.toUpperCase()));
  if (!row)
    throw new DomainError("not_found", `There is no purchase order ${name}.`, { field: "purchaseOrder" });
  return row.id;
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
