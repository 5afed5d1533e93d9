import { and, asc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { backorder, orders, parcel, reservation, shipment } from "@/db/schema";
import { lockOrder, type OrderRow } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { endWaveWhenDone } from "../wave/wave.store";
import { assertCanMove, openStatuses, type ShipmentStatus } from "./shipment";

export type ShipmentRow = typeof shipment.$inferSelect;
export type ParcelRow = typeof parcel.$inferSelect;

const noSuchShipment = (name: string) =>
  new DomainError("not_found", `There is no shipment ${name}.`, { shipment: name });

/** Locks a shipment and, before it, its order: the global order of locks. Takes the shipment's number or id. */
export async function lockShipment(
  tx: TxCtx,
  name: string,
): Promise<{ order: OrderRow; shipment: ShipmentRow }> {
  const { id, orderId } = await findShipment(tx, name);
  const order = await lockOrder(tx, orderId);
  const [row] = await tx.db.select().from(shipment).where(eq(shipment.id, id)).for("update");
  if (!row) throw noSuchShipment(name);
  return { order, shipment: row };
}

/** A shipment by its number (HF-100042-1) or id. */
export async function findShipment({ db }: Pick<Reader, "db">, name: string): Promise<ShipmentRow> {
  const [row] = await db
    .select()
    .from(shipment)
    .where(name.startsWith("HF-") ? eq(shipment.number, name) : sql`${shipment.id}::text = ${name}`);
  if (!row) throw noSuchShipment(name);
  return row;
}

/** Saves a new status after checking the move, and records it. */
export async function saveShipment(
  tx: TxCtx,
  order: Pick<OrderRow, "id" | "number">,
  row: ShipmentRow,
  to: ShipmentStatus,
  fields: Partial<ShipmentRow> = {},
): Promise<void> {
  assertCanMove(row, to);
  await tx.db
    .update(shipment)
    .set({ ...fields, status: to })
    .where(eq(shipment.id, row.id));
  await record(
    tx,
    fact("ShipmentProgressed", {
      orderId: order.id,
      orderNumber: order.number,
      shipmentId: row.id,
      shipmentNumber: row.number,
      from: row.status,
      to,
    }),
  );
  if (row.waveId) await endWaveWhenDone(tx, row.waveId);
}

/** Cancels what has not left yet; the order's decision has already refused anything that has. */
export async function cancelShipments(tx: TxCtx, order: Pick<OrderRow, "id" | "number">): Promise<void> {
  const open = await tx.db
    .select()
    .from(shipment)
    .where(and(eq(shipment.orderId, order.id), inArray(shipment.status, [...openStatuses])))
    .orderBy(asc(shipment.id))
    .for("update");
  for (const row of open) await saveShipment(tx, order, row, "cancelled");
}

/** The parcels whose label is wanted or bought, by package. */
export const liveParcels = ({ db }: Pick<Reader, "db">, shipmentId: Id<"shipment">): Promise<ParcelRow[]> =>
  db
    .select()
    .from(parcel)
    .where(and(eq(parcel.shipmentId, shipmentId), inArray(parcel.labelStatus, ["requested", "bought"])))
    .orderBy(asc(parcel.position));

/** How many parts an order has and how many of them have left. What is on backorder is a part that has not. */
export async function progressOf(
  tx: TxCtx,
  orderId: Id<"order">,
): Promise<{ total: number; out: number; delivered: number }> {
  const rows = await tx.db
    .select({ status: shipment.status })
    .from(shipment)
    .where(and(eq(shipment.orderId, orderId), ne(shipment.status, "cancelled")));
  const waiting = await hasOpenBackorder(tx, orderId);
  return {
    total: rows.length + (waiting ? 1 : 0),
    out: rows.filter((row) => row.status === "shipped" || row.status === "delivered").length,
    delivered: rows.filter((row) => row.status === "delivered").length,
  };
}

/** Whether units of an order were not there and wait for stock. The order's row must be locked. */
async function hasOpenBackorder(tx: TxCtx, orderId: Id<"order">): Promise<boolean> {
  const [row] = await tx.db
    .select({ id: backorder.id })
    .from(backorder)
    .where(and(eq(backorder.orderId, orderId), isNull(backorder.closedAt)))
    .limit(1);
  return row !== undefined;
}

/** Shipments whose carrier should be asked again. */
export const duePolls = ({ db, now }: Reader, limit: number) =>
  db
    .select({ id: shipment.id, number: shipment.number })
    .from(shipment)
    .where(sql`${shipment.pollAt} <= ${now.toISOString()}::timestamptz`)
    .orderBy(asc(shipment.pollAt))
    .limit(limit);

/** Paid orders that have no shipment yet, for the sweep. */
export const unassigned = ({ db }: Pick<Reader, "db">, before: Date, limit: number) =>
  db
    .select({ id: orders.id })
    .from(orders)
    .where(
      and(
        eq(orders.status, "paid"),
        sql`${orders.paidAt} < ${before.toISOString()}::timestamptz`,
        sql`not exists (select 1 from ${shipment} where ${shipment.orderId} = ${orders.id} and ${shipment.status} <> 'cancelled')`,
        // All that is left of it may be on backorder: there is nothing to assign then.
        sql`exists (select 1 from ${reservation} where ${reservation.orderId} = ${orders.id} and ${reservation.status} = 'committed')`,
      ),
    )
    .limit(limit);
