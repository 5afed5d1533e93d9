import { and, asc, eq, isNull } from "drizzle-orm";
import { backorder } from "@/db/schema";
import type { TxCtx } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";

export type BackorderRow = typeof backorder.$inferSelect;

/** What of an order waits for stock, oldest first. The order's row must be locked: it guards these. */
export const openBackorders = (tx: TxCtx, orderId: Id<"order">): Promise<BackorderRow[]> =>
  tx.db
    .select()
    .from(backorder)
    .where(and(eq(backorder.orderId, orderId), isNull(backorder.closedAt)))
    .orderBy(asc(backorder.openedAt), asc(backorder.id));

/** Notes that units of a line are not there. */
export async function openBackorder(
  tx: TxCtx,
  about: Pick<BackorderRow, "orderId" | "orderLineId" | "quantity" | "reason">,
): Promise<Id<"backorder">> {
  const id = newId<"backorder">();
  await tx.db.insert(backorder).values({ id, ...about, openedAt: tx.now });
  return id;
}

/** Closes a backorder for some of its units; the rest, if any, goes on waiting since when it did. */
export async function closeBackorder(
  tx: TxCtx,
  row: BackorderRow,
  quantity: number,
  outcome: "filled" | "cancelled",
): Promise<void> {
  const closed = { closedAt: tx.now, outcome };
  if (quantity >= row.quantity) {
    await tx.db.update(backorder).set(closed).where(eq(backorder.id, row.id));
    return;
  }
  await tx.db
    .update(backorder)
    .set({ quantity: row.quantity - quantity })
    .where(eq(backorder.id, row.id));
  await tx.db.insert(backorder).values({ ...row, id: newId<"backorder">(), quantity, ...closed });
}

/** Closes all that an order waits for. */
export async function closeBackorders(
  tx: TxCtx,
  orderId: Id<"order">,
  outcome: "filled" | "cancelled",
): Promise<void> {
  await tx.db
    .update(backorder)
    .set({ closedAt: tx.now, outcome })
    .where(and(eq(backorder.orderId, orderId), isNull(backorder.closedAt)));
}
