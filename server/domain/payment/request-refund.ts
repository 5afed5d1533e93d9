import { eq, sql } from "drizzle-orm";
import { payment, type RefundedLine, refund } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { actorName, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { formatMoney, money } from "@/server/kernel/money";
import type { PaymentRow } from "./payment.store";
import { refundable } from "./refundable";

type RefundRequest = {
  amount: number;
  /** Read by the customer. */
  reason: string;
  causeKey: string;
  /** What it is for, where that can be said; with the carriage they add up to no more than the amount. */
  lines?: readonly RefundedLine[];
  shippingAmount?: number;
  note?: string | undefined;
};

/**
 * Writes the intent to give money back, and keeps the sum of refunds within what was captured and is not disputed. The
 * payment's row must be locked. The same cause asks once: repeating it gives the same refund. A policy sends it to the
 * provider.
 */
export async function requestRefund(
  tx: TxCtx,
  paid: PaymentRow,
  orderNumber: string,
  request: RefundRequest,
): Promise<Id<"refund">> {
  const { amount, reason, causeKey, lines = [], shippingAmount = 0, note } = request;
  const [known] = await tx.db.select({ id: refund.id }).from(refund).where(eq(refund.causeKey, causeKey));
  if (known) return known.id;
  const { left, disputed } = await refundable(tx, paid);
  if (amount > left) throw tooMuch(left, disputed, paid.currency);
  const id = newId<"refund">();
  await tx.db
    .update(payment)
    .set({ refundedAmount: sql`${payment.refundedAmount} + ${amount}` })
    .where(eq(payment.id, paid.id));
  await tx.db.insert(refund).values({
    id,
    paymentId: paid.id,
    orderId: paid.orderId,
    amount,
    reason,
    requestedBy: actorName(tx.actor),
    lines: [...lines],
    shippingAmount,
    note: note || null,
    status: "requested",
    causeKey,
    createdAt: tx.now,
    changedAt: tx.now,
  });
  await record(
    tx,
    fact("RefundRequested", {
      orderId: paid.orderId,
      orderNumber,
      refundId: id,
      amount: money(amount, paid.currency),
      reason,
    }),
  );
  return id;
}

/** Why so much can't go back. */
export const tooMuch = (left: number, disputed: number, currency: string): DomainError =>
  new DomainError(
    "invalid_input",
    left > 0
      ? `Only ${formatMoney(money(left, currency))} of this payment can still be refunded.`
      : disputed > 0
        ? `Nothing can be refunded while the customer’s bank has ${formatMoney(money(disputed, currency))} in dispute: it would go back twice.`
        : "All of this payment has been refunded already.",
    { field: "amount", left, disputed },
  );
