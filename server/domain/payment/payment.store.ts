import { and, asc, desc, eq, gte, inArray, isNull, lt, or, sql } from "drizzle-orm";
import { orders, payment, paymentDecline } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { canMove, liveStatuses, type PaymentProvider, type PaymentStatus } from "./payment";

export type PaymentRow = typeof payment.$inferSelect;

/** Locks a payment; its order must be locked first. */
export async function lockPayment(tx: TxCtx, id: Id<"payment">): Promise<PaymentRow> {
  const [row] = await tx.db.select().from(payment).where(eq(payment.id, id)).for("update");
  if (!row) throw new DomainError("not_found", "There is no such payment.", { payment: id });
  return row;
}

export async function readPayment({ db }: Pick<Reader, "db">, id: Id<"payment">): Promise<PaymentRow> {
  const [row] = await db.select().from(payment).where(eq(payment.id, id));
  if (!row) throw new DomainError("not_found", "There is no such payment.", { payment: id });
  return row;
}

/** Whether money of an order is being taken by us this moment, or by a bank these days. The order's row must be locked. */
export async function moneyUnderWay(
  tx: TxCtx,
  orderId: Id<"order">,
): Promise<{ capturing: boolean; processing: boolean }> {
  const rows = await tx.db
    .select({ status: payment.status })
    .from(payment)
    .where(and(eq(payment.orderId, orderId), inArray(payment.status, ["capturing", "processing"])));
  const has = (status: PaymentStatus) => rows.some((row) => row.status === status);
  return { capturing: has("capturing"), processing: has("processing") };
}

/** The attempt that may still become money, if any. */
export async function liveAttempt(
  { db }: Pick<Reader, "db">,
  orderId: Id<"order">,
): Promise<PaymentRow | null> {
  const [row] = await db
    .select()
    .from(payment)
    .where(and(eq(payment.orderId, orderId), inArray(payment.status, [...liveStatuses])));
  return row ?? null;
}

export const paymentsOf = ({ db }: Pick<Reader, "db">, orderId: Id<"order">): Promise<PaymentRow[]> =>
  db.select().from(payment).where(eq(payment.orderId, orderId)).orderBy(asc(payment.createdAt));

/** Finds our payment behind a provider's word: by its reference, or by our own id that it carried for us. */
export async function findPaymentId(
  { db }: Pick<Reader, "db">,
  provider: PaymentProvider,
  known: { paymentRef?: string | undefined; paymentId?: string | undefined },
): Promise<Id<"payment"> | null> {
  if (known.paymentRef) {
    const [row] = await db
      .select({ id: payment.id })
      .from(payment)
      .where(and(eq(payment.provider, provider), eq(payment.providerRef, known.paymentRef)));
    if (row) return row.id;
  }
  if (known.paymentId) {
    const [row] = await db
      .select({ id: payment.id })
      .from(payment)
      .where(and(eq(payment.provider, provider), sql`${payment.id}::text = ${known.paymentId}`));
    if (row) return row.id;
  }
  return null;
}

/** What a bank works on can't be called off: it is asked about until it has decided, and then settled. */
const closable = liveStatuses.filter((status) => status !== "processing");

/** Lost, or not decided yet: nothing of this can be given back. */
const disputed = sql`coalesce((select sum(d.amount) from dispute d where d.payment_id = ${payment.id} and d.status <> 'won'), 0)`;

/** Cancelled orders whose payment page is still open, or whose money has not been asked back; for the sweep. */
export const unclosed = (
  { db }: Pick<Reader, "db">,
  before: Date,
  limit: number,
): Promise<{ id: Id<"order"> }[]> =>
  db
    .selectDistinct({ id: orders.id })
    .from(orders)
    .innerJoin(payment, eq(payment.orderId, orders.id))
    .where(
      and(
        eq(orders.status, "cancelled"),
        lt(orders.cancelledAt, before),
        or(
          inArray(payment.status, closable),
          sql`${payment.refundedAmount} + ${disputed} < ${payment.capturedAmount}`,
        ),
      ),
    )
    .limit(limit);

/** Saves a new status after checking the move. */
export async function savePayment(
  tx: TxCtx,
  row: PaymentRow,
  status: PaymentStatus,
  fields: Partial<PaymentRow> = {},
): Promise<void> {
  if (!canMove(row.status, status))
    throw new DomainError(
      "invalid_transition",
      `Payment ${row.id} is ${row.status}; it can't become ${status}.`,
      {},
    );
  await tx.db
    .update(payment)
    .set({ ...fields, status, changedAt: tx.now })
    .where(eq(payment.id, row.id));
}

/** Writes down what the provider kept of a captured payment, told after the money. */
export async function noteFee(tx: TxCtx, row: PaymentRow, amount: number): Promise<void> {
  await tx.db.update(payment).set({ feeAmount: amount }).where(eq(payment.id, row.id));
}

/** Captured lately, and the provider has not told its fee yet; newest first. */
export const withoutFee = (
  { db }: Pick<Reader, "db">,
  between: { from: Date; to: Date },
  limit: number,
): Promise<{ id: Id<"payment"> }[]> =>
  db
    .select({ id: payment.id })
    .from(payment)
    .where(
      and(
        eq(payment.status, "captured"),
        isNull(payment.feeAmount),
        gte(payment.capturedAt, between.from),
        lt(payment.capturedAt, between.to),
      ),
    )
    .orderBy(desc(payment.capturedAt))
    .limit(limit);

/** Notes a decline once and gives the number of different ones so far. */
export async function countDecline(
  tx: TxCtx,
  paymentId: Id<"payment">,
  decline: { declineRef: string; code: string; message: string },
): Promise<{ isNew: boolean; total: number }> {
  const inserted = await tx.db
    .insert(paymentDecline)
    .values({ paymentId, ...decline, at: tx.now })
    .onConflictDoNothing()
    .returning({ ref: paymentDecline.declineRef });
  const all = await tx.db.select().from(paymentDecline).where(eq(paymentDecline.paymentId, paymentId));
  return { isNew: inserted.length > 0, total: all.length };
}

/**
 * Keeps the provider's reference of an attempt whose page has been opened: told by our own call, or by a webhook that
 * was faster or came after a crash. The order's row must be locked. Returns where the payment now stands.
 */
export async function keepReference(
  tx: TxCtx,
  id: Id<"payment">,
  orderNumber: string,
  page: { ref: string; redirectUrl?: string },
): Promise<PaymentStatus> {
  const row = await lockPayment(tx, id);
  if (row.providerRef) return row.status;
  const reference = { providerRef: page.ref, redirectUrl: page.redirectUrl ?? null };
  if (row.status !== "created") {
    await tx.db.update(payment).set(reference).where(eq(payment.id, id));
    return row.status;
  }
  await savePayment(tx, row, "open", reference);
  await record(
    tx,
    fact("PaymentOpened", { orderId: row.orderId, orderNumber, paymentId: id, provider: row.provider }),
  );
  return "open";
}
