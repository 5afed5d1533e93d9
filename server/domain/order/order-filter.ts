import { and, eq, gte, ilike, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { orderHold, orderLine, orders, parcel, refund, shipment, variant } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { OrderFilter } from "./order-list.schema";

/** The filter as a condition on `orders`. Every kind of text but a name is looked up by an index. */
export async function whereOf(
  reader: Reader,
  filter: OrderFilter,
  timeZone: string,
): Promise<SQL | undefined> {
  return and(
    filter.status ? eq(orders.status, filter.status) : undefined,
    filter.reason ? eq(orders.cancelReason, filter.reason) : undefined,
    filter.refund ? withOpenRefund : undefined,
    filter.hold ? onHold : undefined,
    filter.from ? gte(orders.createdAt, startOf(filter.from, timeZone)) : undefined,
    filter.to ? lt(orders.createdAt, sql`${startOf(filter.to, timeZone, 1)}`) : undefined,
    filter.q ? await textOf(reader, filter.q) : undefined,
  );
}

/** Money that is owed and has not arrived: asked for, under way, or refused by the provider. */
const withOpenRefund = sql`${orders.id} in (
  select ${refund.orderId} from ${refund} where ${refund.status} in ('requested', 'submitted', 'failed'))`;

const onHold = sql`${orders.id} in (
  select ${orderHold.orderId} from ${orderHold} where ${orderHold.liftedAt} is null)`;

/** Midnight where the shop is. */
const startOf = (day: string, timeZone: string, plusDays = 0): SQL =>
  sql`((${day}::date + ${plusDays}::int)::timestamp at time zone ${timeZone})`;

async function textOf({ db }: Reader, q: string): Promise<SQL | undefined> {
  const upper = q.toUpperCase().replaceAll(" ", "");
  const digits = /^(?:HF-?)?(\d{6,12})$/.exec(upper)?.[1];
  const byShipment = /^HF-\d{6,12}-\d+$/.test(upper) ? upper : null;
  if (byShipment)
    return inArray(
      orders.id,
      db.select({ id: shipment.orderId }).from(shipment).where(eq(shipment.number, byShipment)),
    );

  const [tracked, [sold]] = await Promise.all([
    db
      .select({ id: shipment.orderId })
      .from(parcel)
      .innerJoin(shipment, eq(shipment.id, parcel.shipmentId))
      .where(eq(parcel.trackingNumber, upper)),
    db
      .select({ id: variant.id })
      .from(variant)
      .where(inArray(variant.sku, [q, upper]))
      .limit(1),
  ]);
  if (tracked.length > 0)
    return inArray(
      orders.id,
      tracked.map((row) => row.id),
    );
  if (sold)
    return sql`exists (select 1 from ${orderLine}
      where ${orderLine.orderId} = ${orders.id} and ${orderLine.variantId} = ${sold.id})`;
  if (digits) return eq(orders.number, `HF-${digits}`);
  if (/^\S+@\S+\.\S+$/.test(q)) return eq(orders.email, q.toLowerCase());
  const pattern = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return or(ilike(orders.customerName, pattern), ilike(orders.email, pattern));
}
