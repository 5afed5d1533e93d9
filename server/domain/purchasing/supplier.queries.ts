import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import {
  location,
  product,
  purchaseOrder,
  purchaseOrderLine,
  reorderRule,
  supplier,
  supplierItem,
  variant,
} from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { awaitedStatuses } from "./purchase-order";

const many = 500;

/** Everybody we buy from, with what hangs on them. */
export const suppliers = ({ db }: Pick<Reader, "db">) =>
  db
    .select({
      code: supplier.code,
      name: supplier.name,
      email: supplier.email,
      active: supplier.active,
      currency: supplier.currency,
      leadTimeDays: supplier.leadTimeDays,
      minimumAmount: supplier.minimumAmount,
      items: sql<number>`(select count(*)::int from supplier_item i where i.supplier_id = supplier.id)`,
      openOrders: sql<number>`(select count(*)::int from purchase_order po
        where po.supplier_id = supplier.id and po.status in ${["draft", ...awaitedStatuses]})`,
    })
    .from(supplier)
    .orderBy(desc(supplier.active), asc(supplier.name))
    .limit(many);

/** Whom a rule may order from: for the lists of forms. */
export const activeSuppliers = ({ db }: Pick<Reader, "db">) =>
  db
    .select({ code: supplier.code, name: supplier.name })
    .from(supplier)
    .where(eq(supplier.active, true))
    .orderBy(asc(supplier.name))
    .limit(many);

export type SupplierRow = typeof supplier.$inferSelect;

/** One supplier, its articles by SKU and the orders that are not finished. */
export async function supplierPage({ db }: Pick<Reader, "db">, code: string) {
  const [row] = await db.select().from(supplier).where(eq(supplier.code, code.toUpperCase()));
  if (!row) return null;
  const [items, orders] = await Promise.all([itemsOf(db, row.id), openOrdersOf(db, row.id)]);
  return { supplier: row, items, orders };
}

const itemsOf = (db: Reader["db"], id: SupplierRow["id"]) =>
  db
    .select({
      sku: variant.sku,
      title: product.title,
      variantTitle: variant.title,
      supplierSku: supplierItem.supplierSku,
      costAmount: supplierItem.costAmount,
      packSize: supplierItem.packSize,
      minimumQuantity: supplierItem.minimumQuantity,
      leadTimeDays: supplierItem.leadTimeDays,
      rules: sql<number>`(select count(*)::int from ${reorderRule}
        where ${reorderRule.variantId} = ${variant.id} and ${reorderRule.supplierId} = ${id})`,
    })
    .from(supplierItem)
    .innerJoin(variant, eq(variant.id, supplierItem.variantId))
    .innerJoin(product, eq(product.id, variant.productId))
    .where(eq(supplierItem.supplierId, id))
    .orderBy(asc(variant.sku))
    .limit(many);

const openOrdersOf = (db: Reader["db"], id: SupplierRow["id"]) =>
  db
    .select({
      number: purchaseOrder.number,
      status: purchaseOrder.status,
      place: location.code,
      currency: purchaseOrder.currency,
      createdAt: purchaseOrder.createdAt,
      expectedAt: purchaseOrder.expectedAt,
      total: sql<number>`coalesce((select sum(${purchaseOrderLine.quantity}::bigint * ${purchaseOrderLine.costAmount})
        from ${purchaseOrderLine} where ${purchaseOrderLine.purchaseOrderId} = ${purchaseOrder.id}), 0)::float8`,
    })
    .from(purchaseOrder)
    .innerJoin(location, eq(location.id, purchaseOrder.locationId))
    .where(
      and(eq(purchaseOrder.supplierId, id), inArray(purchaseOrder.status, ["draft", ...awaitedStatuses])),
    )
    .orderBy(desc(purchaseOrder.createdAt))
    .limit(50);

export type SupplierPage = NonNullable<Awaited<ReturnType<typeof supplierPage>>>;
