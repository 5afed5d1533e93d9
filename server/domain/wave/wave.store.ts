import { asc, eq, inArray, sql } from "drizzle-orm";
import { orders, shipment, wave } from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";

export type WaveRow = typeof wave.$inferSelect;

/** A walk by its number (WV-1001). */
export async function findWave({ db }: Pick<Reader, "db">, number: string): Promise<WaveRow> {
  const [row] = await db.select().from(wave).where(eq(wave.number, number));
  if (!row) throw new DomainError("not_found", `There is no walk ${number}.`, { wave: number });
  return row;
}

/**
 * Locks a walk; its shipments are locked before. NO KEY UPDATE: a shipment that joins or leaves refers to it meanwhile.
 */
export async function lockWave(tx: TxCtx, id: Id<"wave">): Promise<WaveRow> {
  const [row] = await tx.db.select().from(wave).where(eq(wave.id, id)).for("no key update");
  if (!row) throw new Error("The walk is gone.");
  return row;
}

/** Locks several shipments with their orders: all orders by id, then all shipments by id. */
export async function lockShipments(tx: TxCtx, ids: readonly Id<"shipment">[]) {
  if (ids.length === 0) return [];
  const known = await tx.db
    .select({ orderId: shipment.orderId })
    .from(shipment)
    .where(inArray(shipment.id, [...ids]));
  const orderIds = [...new Set(known.map(({ orderId }) => orderId))];
  const locked = await tx.db
    .select()
    .from(orders)
    .where(inArray(orders.id, orderIds))
    .orderBy(asc(orders.id))
    .for("update");
  const rows = await tx.db
    .select()
    .from(shipment)
    .where(inArray(shipment.id, [...ids]))
    .orderBy(asc(shipment.id))
    .for("update");
  const orderOf = new Map(locked.map((order) => [order.id, order]));
  return rows.flatMap((row) => {
    const order = orderOf.get(row.orderId);
    return order ? [{ order, shipment: row }] : [];
  });
}

/** Which of these orders are on hold now; asked under their locks, so that nobody can add a hold. */
export async function heldAmong(
  { db }: Pick<Reader, "db">,
  orderIds: readonly Id<"order">[],
): Promise<Set<Id<"order">>> {
  if (orderIds.length === 0) return new Set();
  const { rows } = await db.execute<{ id: Id<"order"> }>(sql`
    select distinct order_id as id from order_hold
     where lifted_at is null and order_id in (${sql.join([...orderIds], sql`, `)})`);
  return new Set(rows.map(({ id }) => id));
}

/** Ends a walk that has nothing left to fetch. The caller has locked the shipment that changed, and no walk yet. */
export async function endWaveWhenDone(tx: TxCtx, id: Id<"wave">): Promise<boolean> {
  const row = await lockWave(tx, id);
  if (row.endedAt) return true;
  const { rows } = await tx.db.execute(sql`
    select 1 from shipment s join shipment_line l on l.shipment_id = s.id
     where s.wave_id = ${id} and s.status = 'picking' and l.picked < l.quantity limit 1`);
  if (rows.length > 0) return false;
  await tx.db.update(wave).set({ endedAt: tx.now }).where(eq(wave.id, id));
  return true;
}
