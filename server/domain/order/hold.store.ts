import { and, asc, eq, isNull } from "drizzle-orm";
import { orderHold } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { actorName, type Reader, type TxCtx } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { assertNotHeld } from "./hold";
import type { HoldReason } from "./order";
import type { OrderRow } from "./order.store";

export type HoldRow = typeof orderHold.$inferSelect;

type Held = Pick<OrderRow, "id" | "number">;

/** What keeps an order here at this moment, oldest first. Under the order's lock nobody can add one. */
export const openHolds = ({ db }: Pick<Reader, "db">, orderId: Id<"order">): Promise<HoldRow[]> =>
  db
    .select()
    .from(orderHold)
    .where(and(eq(orderHold.orderId, orderId), isNull(orderHold.liftedAt)))
    .orderBy(asc(orderHold.placedAt), asc(orderHold.id));

/** For commands that bring a parcel closer to the door; the caller has locked the order. */
export async function refuseHeld(tx: TxCtx, order: Held): Promise<void> {
  assertNotHeld(order, await openHolds(tx, order.id));
}

/** Holds an order that the caller has locked. One open hold a reason: a second one is quiet and gives false. */
export async function placeHold(tx: TxCtx, order: Held, reason: HoldReason, note: string): Promise<boolean> {
  const id = newId<"orderHold">();
  const written = await tx.db
    .insert(orderHold)
    .values({ id, orderId: order.id, reason, note, placedBy: actorName(tx.actor), placedAt: tx.now })
    .onConflictDoNothing()
    .returning({ id: orderHold.id });
  if (written.length === 0) return false;
  await record(
    tx,
    fact("OrderHeld", { orderId: order.id, orderNumber: order.number, holdId: id, reason, note }),
  );
  return true;
}

/** Lifts holds of an order that the caller has locked. */
export async function liftHolds(
  tx: TxCtx,
  order: Held,
  holds: readonly HoldRow[],
  note: string,
): Promise<void> {
  for (const hold of holds) {
    await tx.db
      .update(orderHold)
      .set({ liftedBy: actorName(tx.actor), liftedAt: tx.now })
      .where(eq(orderHold.id, hold.id));
    await record(
      tx,
      fact("OrderHoldLifted", {
        orderId: order.id,
        orderNumber: order.number,
        holdId: hold.id,
        reason: hold.reason,
        note,
      }),
    );
  }
}
