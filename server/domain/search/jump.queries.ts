import { asc, desc, eq, ilike, inArray, or, sql } from "drizzle-orm";
import { orders, parcel, product, shipment, variant } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";

/** Somewhere to go: what it is and the name it is known by. The console knows the address. */
export type JumpTarget = {
  kind: "order" | "shipment" | "product" | "variant" | "customer";
  key: string;
  title: string;
  detail: string;
};

/**
 * Finds what somebody typed or scanned: an order's or shipment's number, a tracking number, an e-mail, a SKU or barcode.
 * Products' own pages are for those who may edit the catalogue.
 */
export async function jumpTargets(
  reader: Reader,
  typed: string,
  { editsCatalogue = false }: { editsCatalogue?: boolean } = {},
): Promise<JumpTarget[]> {
  const q = typed.trim();
  const upper = q.toUpperCase().replaceAll(" ", "");
  const found = await Promise.all([
    ordersNumbered(reader, upper),
    shipmentsNamed(reader, upper),
    q.includes("@") ? ordersOf(reader, q.toLowerCase()) : [],
    q.includes("@") || !editsCatalogue ? [] : productsLike(reader, q),
    q.includes("@") ? [] : variantsLike(reader, q, upper),
  ]);
  return found.flat().slice(0, 10);
}

async function ordersNumbered({ db }: Reader, upper: string): Promise<JumpTarget[]> {
  const digits = /^(?:HF-?)?(\d{6,12})$/.exec(upper)?.[1];
  if (!digits) return [];
  const rows = await db
    .select(summary)
    .from(orders)
    .where(eq(orders.number, `HF-${digits}`));
  return rows.map(orderTarget);
}

async function shipmentsNamed({ db }: Reader, upper: string): Promise<JumpTarget[]> {
  const rows = await db
    .selectDistinct({ number: shipment.number, status: shipment.status, orderNumber: orders.number })
    .from(shipment)
    .innerJoin(orders, eq(orders.id, shipment.orderId))
    .leftJoin(parcel, eq(parcel.shipmentId, shipment.id))
    .where(
      inArray(
        shipment.id,
        sql`(select ${parcel.shipmentId} from ${parcel} where ${parcel.trackingNumber} = ${upper}
             union all select s.id from ${shipment} s where s.number = ${upper})`,
      ),
    );
  return rows.flatMap(({ number, status, orderNumber }): JumpTarget[] => [
    { kind: "order", key: orderNumber, title: orderNumber, detail: `Order of parcel ${upper}` },
    { kind: "shipment", key: number, title: number, detail: `Shipment, ${status}` },
  ]);
}

async function ordersOf({ db }: Reader, email: string): Promise<JumpTarget[]> {
  const rows = await db
    .select(summary)
    .from(orders)
    .where(eq(orders.email, email))
    .orderBy(desc(orders.createdAt))
    .limit(5);
  if (rows.length === 0) return [];
  return [{ kind: "customer", key: email, title: email, detail: "All orders" }, ...rows.map(orderTarget)];
}

async function variantsLike({ db }: Reader, q: string, upper: string): Promise<JumpTarget[]> {
  const start = `${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const rows = await db
    .select({ sku: variant.sku, title: product.title, variantTitle: variant.title })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .where(or(ilike(variant.sku, start), eq(variant.barcode, upper), ilike(product.title, start)))
    .orderBy(asc(variant.sku))
    .limit(5);
  return rows.map(({ sku, title, variantTitle }) => ({
    kind: "variant",
    key: sku,
    title: sku,
    detail: variantTitle ? `${title}, ${variantTitle}` : title,
  }));
}

async function productsLike({ db }: Reader, q: string): Promise<JumpTarget[]> {
  const escaped = q.replaceAll(/[\\%_]/g, "\\$&");
  const rows = await db
    .select({ slug: product.slug, title: product.title })
    .from(product)
    // A title by the beginning of any of its words, an address by its own.
    .where(
      or(
        ilike(product.title, `${escaped}%`),
        ilike(product.title, `% ${escaped}%`),
        ilike(product.slug, `${escaped}%`),
      ),
    )
    .orderBy(asc(product.title), asc(product.slug))
    .limit(4);
  return rows.map(({ slug, title }) => ({ kind: "product", key: slug, title, detail: `/${slug}` }));
}

const summary = { number: orders.number, status: orders.status, customerName: orders.customerName };

const orderTarget = (row: { number: string; status: string; customerName: string }): JumpTarget => ({
  kind: "order",
  key: row.number,
  title: row.number,
  detail: `${row.customerName}, ${row.status.replaceAll("_", " ")}`,
});
