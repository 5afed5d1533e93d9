import { eq } from "drizzle-orm";
import { orders } from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { CreatedOrder } from "./create-order";
import { assertCanMove, type CancelReason, type OrderStatus } from "./order";

export type OrderRow = typeof orders.$inferSelect;

const noSuchOrder = () =>
  new DomainError("not_found", "There is no order with this number, or the link is not complete.");

/** Locks an order's row until the transaction ends: the first lock of every command that touches an order. */
export async function lockOrder(tx: TxCtx, id: Id<"order">): Promise<OrderRow> {
  const [row] = await tx.db.select().from(orders).where(eq(orders.id, id)).for("update");
  if (!row) throw noSuchOrder();
  return row;
}

/** The id behind a number; the caller has already checked who may know it. */
export async function findOrderId({ db }: Pick<Reader, "db">, number: string): Promise<Id<"order">> {
  const [row] = await db.select({ id: orders.id }).from(orders).where(eq(orders.number, number));
  if (!row) throw noSuchOrder();
  return row.id;
}

export async function readOrder({ db }: Pick<Reader, "db">, id: Id<"order">): Promise<OrderRow> {
  const [row] = await db.select().from(orders).where(eq(orders.id, id));
  if (!row) throw noSuchOrder();
  return row;
}

/** What CreateOrder answers, read back for a repeated request. */
export async function orderReceipt(ctx: Pick<Reader, "db">, id: Id<"order">): Promise<CreatedOrder> {
  const row = await readOrder(ctx, id);
  return {
    id: row.id,
    number: row.number,
    status: "pending",
    total: money(row.totalAmount, row.currency),
    paymentDueAt: row.paymentDueAt,
  };
}

const stamps = {
  paid: "paidAt",
  cancelled: "cancelledAt",
  shipped: "shippedAt",
  delivered: "deliveredAt",
} as const satisfies Partial<Record<OrderStatus, keyof OrderRow>>;

/** Saves a new status with its time, after checking the move against the table. */
export async function saveStatus(
  tx: TxCtx,
  order: OrderRow,
  status: OrderStatus,
  cancelled?: { reason: CancelReason; note: string | null },
): Promise<void> {
  assertCanMove(order, status);
  const stamp = status in stamps ? { [stamps[status as keyof typeof stamps]]: tx.now } : {};
  await tx.db
    .update(orders)
    .set({
      status,
      ...stamp,
      ...(cancelled ? { cancelReason: cancelled.reason, cancelNote: cancelled.note } : {}),
    })
    .where(eq(orders.id, order.id));
}
