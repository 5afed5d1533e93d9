import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { orders, parcel, shipment } from "@/db/schema";
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

/** The parcel whose label is wanted or bought, if any. */
export async function liveParcel(
  { db }: Pick<Reader, "db">,
  shipmentId: Id<"shipment">,
): Promise<ParcelRow | null> {
  const [row] = await db
    .select()
    .from(parcel)
    .where(and(eq(parcel.shipmentId, shipmentId), inArray(parcel.labelStatus, ["requested", "bought"])))
    .orderBy(asc(parcel.position));
  return row ?? null;
}

/** How many shipments of an order are there and how many of them have left. */
export async function progressOf(
  tx: TxCtx,
  orderId: Id<"order">,
): Promise<{ total: number; out: number; delivered: number }> {
  const rows = await tx.db
    .select({ status: shipment.status })
    .from(shipment)
    .where(and(eq(shipment.orderId, orderId), ne(shipment.status, "cancelled")));
  return {
    total: rows.length,
    out: rows.filter((row) => row.status === "shipped" || row.status === "delivered").length,
    delivered: rows.filter((row) => row.status === "delivered").length,
  };
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
      ),
    )
    .limit(limit);
