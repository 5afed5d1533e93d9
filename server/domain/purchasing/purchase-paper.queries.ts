import { asc, eq } from "drizzle-orm";
import { location, product, purchaseOrder, purchaseOrderLine, supplier, variant } from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import type { PostalAddress } from "@/server/ports/carrier";

/** An order as it goes to its supplier: all that its PDF, its CSV and its mail say. */
export type PurchaseOrderPaper = {
  number: string;
  orderedAt: Date | null;
  expectedAt: Date | null;
  timeZone: string;
  supplier: { name: string; email: string | null; phone: string | null; address: string };
  location: string;
  shipTo: PostalAddress;
  note: string;
  lines: {
    supplierSku: string;
    sku: string;
    title: string;
    barcode: string | null;
    quantity: number;
    packSize: number;
    packs: number;
    cost: Money;
    amount: Money;
  }[];
  units: number;
  total: Money;
};

export async function purchaseOrderPaper(
  reader: Reader,
  id: Id<"purchaseOrder">,
): Promise<PurchaseOrderPaper | null> {
  const { db } = reader;
  const [[head], rows, { timeZone }] = await Promise.all([
    db
      .select({ order: purchaseOrder, supplier, location })
      .from(purchaseOrder)
      .innerJoin(supplier, eq(supplier.id, purchaseOrder.supplierId))
      .innerJoin(location, eq(location.id, purchaseOrder.locationId))
      .where(eq(purchaseOrder.id, id)),
    db
      .select({ line: purchaseOrderLine, variant, title: product.title })
      .from(purchaseOrderLine)
      .innerJoin(variant, eq(variant.id, purchaseOrderLine.variantId))
      .innerJoin(product, eq(product.id, variant.productId))
      .where(eq(purchaseOrderLine.purchaseOrderId, id))
      .orderBy(asc(purchaseOrderLine.position)),
    readSettings(reader),
  ]);
  if (!head) return null;
  const { currency } = head.order;
  const lines = rows.map(({ line, variant: goods, title }) => ({
    supplierSku: line.supplierSku,
    sku: goods.sku,
    title: goods.title ? `${title}, ${goods.title}` : title,
    barcode: goods.barcode,
    quantity: line.quantity,
    packSize: line.packSize,
    packs: Math.ceil(line.quantity / line.packSize),
    cost: money(line.costAmount, currency),
    amount: money(line.costAmount * line.quantity, currency),
  }));
  const { name, email, phone, address } = head.supplier;
  return {
    number: head.order.number,
    orderedAt: head.order.orderedAt,
    expectedAt: head.order.expectedAt,
    timeZone,
    supplier: { name, email, phone, address },
    location: head.location.code,
    shipTo: head.location.address,
    note: head.order.note,
    lines,
    units: lines.reduce((units, line) => units + line.quantity, 0),
    total: money(
      lines.reduce((sum, line) => sum + line.amount.amount, 0),
      currency,
    ),
  };
}
