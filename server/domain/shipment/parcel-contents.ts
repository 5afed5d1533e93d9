import { and, asc, eq, sql } from "drizzle-orm";
import { orderLine, packageLine, parcel, shipmentLine } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";

export type Content = {
  orderLineId: Id<"orderLine">;
  sku: string;
  title: string;
  variantTitle: string;
  quantity: number;
};

/**
 * What is in a parcel: what was packed into its box, or, where nobody wrote that down, all of its shipment when it is the
 * only parcel. Null: it is one of several, and nobody knows which has what.
 */
export async function parcelContents(
  { db }: Pick<Reader, "db">,
  { shipmentId, position }: { shipmentId: Id<"shipment">; position: number },
): Promise<Content[] | null> {
  const fields = {
    orderLineId: orderLine.id,
    sku: orderLine.sku,
    title: orderLine.title,
    variantTitle: orderLine.variantTitle,
  };
  const packed = await db
    .select({ ...fields, quantity: sql<number>`sum(${packageLine.quantity})::int` })
    .from(packageLine)
    .innerJoin(orderLine, eq(orderLine.id, packageLine.orderLineId))
    .where(and(eq(packageLine.shipmentId, shipmentId), eq(packageLine.position, position)))
    .groupBy(orderLine.id)
    .orderBy(asc(orderLine.position));
  if (packed.length > 0) return packed;
  const boxes = await db
    .select({ id: parcel.id })
    .from(parcel)
    .where(and(eq(parcel.shipmentId, shipmentId), eq(parcel.labelStatus, "bought")));
  return boxes.length > 1 ? null : shipmentContents({ db }, shipmentId);
}

/** What is in a shipment, in the order of the order's lines. */
export const shipmentContents = (
  { db }: Pick<Reader, "db">,
  shipmentId: Id<"shipment">,
): Promise<Content[]> =>
  db
    .select({
      orderLineId: orderLine.id,
      sku: orderLine.sku,
      title: orderLine.title,
      variantTitle: orderLine.variantTitle,
      quantity: sql<number>`sum(${shipmentLine.quantity})::int`,
    })
    .from(shipmentLine)
    .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
    .where(eq(shipmentLine.shipmentId, shipmentId))
    .groupBy(orderLine.id)
    .orderBy(asc(orderLine.position));
