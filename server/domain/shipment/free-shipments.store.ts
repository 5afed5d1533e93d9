import { sql } from "drizzle-orm";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { heldAmong } from "../wave/wave.store";

export type Free = {
  id: Id<"shipment">;
  orderId: Id<"order">;
  /** Put on hold between the look and the lock. */
  held: boolean;
};

const waiting = (location: string | undefined) => sql`
  s.status = 'assigned'
  ${location ? sql`and s.location_id = (select id from location where code = ${location})` : sql``}
  and not exists (select 1 from order_hold h where h.order_id = s.order_id and h.lifted_at is null)`;

/**
 * Locks the next shipments that nobody has, oldest promise first, with their orders. It waits for nobody: what a colleague
 * is taking at this moment is passed over, so that pickers who press at once get different ones, and no order of locks
 * can go wrong.
 */
export async function lockFree(tx: TxCtx, location: string | undefined, limit: number): Promise<Free[]> {
  const { rows } = await tx.db.execute<Omit<Free, "held">>(sql`
    select s.id, s.order_id as "orderId" from shipment s join orders o on o.id = s.order_id
     where ${waiting(location)}
     order by s.ship_by, s.id limit ${limit} for update of s, o skip locked`);
  const held = await heldAmong(
    tx,
    rows.map(({ orderId }) => orderId),
  );
  return rows.map((row) => ({ ...row, held: held.has(row.orderId) }));
}

/** The first shipment that waits and is not on hold, locked by somebody or not. */
export async function firstWaiting(
  { db }: Pick<Reader, "db">,
  location: string | undefined,
): Promise<Id<"shipment"> | null> {
  const { rows } = await db.execute<{ id: Id<"shipment"> }>(
    sql`select s.id from shipment s where ${waiting(location)} order by s.ship_by, s.id limit 1`,
  );
  return rows[0]?.id ?? null;
}
