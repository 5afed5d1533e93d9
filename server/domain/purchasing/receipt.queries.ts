import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import {
  category,
  event,
  location,
  lot,
  product,
  purchaseOrder,
  purchaseOrderLine,
  stockLevel,
  stockMovement,
  supplier,
  variant,
} from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { Payload } from "@/server/events/events";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { awaited, isAwaited, receivable } from "./purchase-order";

export type ReceiptMove = {
  id: number;
  sku: string;
  title: string;
  barcode: string | null;
  lot: string | null;
  expiresAt: Date | null;
  quantity: number;
  damaged: boolean;
  undoneBy: number | null;
};
export type ReceiptView = { receipt: string; at: Date; actor: string; moves: ReceiptMove[] };

/** What was booked on an order, press by press, newest first, with its rows in the ledger. */
export async function receiptsOf(
  { db }: Pick<Reader, "db">,
  id: Id<"purchaseOrder">,
): Promise<ReceiptView[]> {
  const facts = await db
    .select()
    .from(event)
    .where(
      and(
        eq(event.aggregate, "purchase_order"),
        eq(event.aggregateId, id),
        eq(event.name, "PurchaseOrderReceived"),
      ),
    )
    .orderBy(desc(event.id));
  const told = facts.map((fact) => ({ ...fact, its: fact.payload as Payload<"PurchaseOrderReceived"> }));
  const moves = await movesOf(
    db,
    told.flatMap(({ its }) => its.movements),
  );
  return told.map(({ its, occurredAt, actor }) => ({
    receipt: its.receipt,
    at: occurredAt,
    actor,
    moves: moves.filter((move) => its.movements.includes(move.id)),
  }));
}

async function movesOf(db: Reader["db"], ids: readonly number[]): Promise<ReceiptMove[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .select({
      id: stockMovement.id,
      sku: variant.sku,
      product: product.title,
      variant: variant.title,
      barcode: variant.barcode,
      lot: lot.code,
      expiresAt: lot.expiresAt,
      quantity: stockMovement.quantity,
      to: stockMovement.toPlace,
      undoneBy: sql<
        number | null
      >`(select u.id::int from stock_movement u where u.undoes = ${stockMovement.id})`,
    })
    .from(stockMovement)
    .innerJoin(stockLevel, eq(stockLevel.id, stockMovement.stockLevelId))
    .innerJoin(variant, eq(variant.id, stockLevel.variantId))
    .innerJoin(product, eq(product.id, variant.productId))
    .leftJoin(lot, eq(lot.id, stockLevel.lotId))
    .where(inArray(stockMovement.id, [...ids]))
    .orderBy(asc(stockMovement.id));
  return rows.map(({ product: title, variant: option, to, ...row }) => ({
    ...row,
    title: option ? `${title}, ${option}` : title,
    damaged: to === "unavailable",
  }));
}

/** One receipt of an order, for its labels. */
export async function receiptView(
  reader: Pick<Reader, "db">,
  number: string,
  receipt: string,
): Promise<ReceiptView | null> {
  const [order] = await reader.db
    .select({ id: purchaseOrder.id })
    .from(purchaseOrder)
    .where(eq(purchaseOrder.number, number.toUpperCase()));
  if (!order) return null;
  return (await receiptsOf(reader, order.id)).find((one) => one.receipt === receipt) ?? null;
}

export type DockLine = {
  id: string;
  sku: string;
  title: string;
  variantTitle: string;
  image: string | null;
  /** Whatever a scan may say: our SKU, the barcode, the supplier's article number. */
  codes: string[];
  packSize: number;
  quantity: number;
  received: number;
  awaited: number;
  receivable: number;
  /** 0: it keeps, and needs no lot. */
  shelfLifeDays: number;
  /** Lots that have been here before, with their dates where they are known. */
  lots: { code: string; expiresOn: string | null }[];
};
export type Dock = {
  number: string;
  supplier: string;
  place: string;
  open: boolean;
  lines: DockLine[];
};

/** What a person at the dock needs to know of an order. No cost among it. */
export async function dockOf(reader: Reader, number: string): Promise<Dock | null> {
  const { db } = reader;
  const [head] = await db
    .select({ order: purchaseOrder, supplier: supplier.name, place: location.code })
    .from(purchaseOrder)
    .innerJoin(supplier, eq(supplier.id, purchaseOrder.supplierId))
    .innerJoin(location, eq(location.id, purchaseOrder.locationId))
    .where(eq(purchaseOrder.number, number.toUpperCase()));
  if (!head) return null;
  const rows = await db
    .select({ line: purchaseOrderLine, variant, product, days: category.shelfLifeMarginDays })
    .from(purchaseOrderLine)
    .innerJoin(variant, eq(variant.id, purchaseOrderLine.variantId))
    .innerJoin(product, eq(product.id, variant.productId))
    .innerJoin(category, eq(category.id, product.categoryId))
    .where(eq(purchaseOrderLine.purchaseOrderId, head.order.id))
    .orderBy(asc(purchaseOrderLine.position));
  const ids = rows.map((row) => row.variant.id);
  const lots = ids.length > 0 ? await db.select().from(lot).where(inArray(lot.variantId, ids)) : [];
  const { overReceiptPercent } = await readSettings(reader);
  return {
    number: head.order.number,
    supplier: head.supplier,
    place: head.place,
    open: isAwaited(head.order.status),
    lines: rows.map(({ line, variant: goods, product: { title, image }, days }) => ({
      id: line.id,
      sku: goods.sku,
      title,
      variantTitle: goods.title,
      image,
      codes: [goods.sku, line.supplierSku, ...(goods.barcode ? [goods.barcode] : [])],
      packSize: line.packSize,
      quantity: line.quantity,
      received: line.received,
      awaited: awaited(line),
      receivable: receivable(line, overReceiptPercent),
      shelfLifeDays: days,
      lots: lots
        .filter((one) => one.variantId === goods.id)
        .map(({ code, expiresAt }) => ({ code, expiresOn: expiresAt?.toISOString().slice(0, 10) ?? null })),
    })),
  };
}
