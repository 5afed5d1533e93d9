import { eq, sql } from "drizzle-orm";
import { payment, refund } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { formatMoney, money } from "@/server/kernel/money";
import type { PaymentRow } from "./payment.store";

/**
 * Writes the intent to give money back, and keeps the sum of refunds within what was captured. The payment's row must be
 * locked. The same cause asks once: repeating it gives the same refund. A policy sends it to the provider.
 */
export async function requestRefund(
  tx: TxCtx,
  paid: PaymentRow,
  orderNumber: string,
  request: { amount: number; reason: string; causeKey: string },
): Promise<Id<"refund">> {
  const [known] = await tx.db
    .select({ id: refund.id })
    .from(refund)
    .where(eq(refund.causeKey, request.causeKey));
  if (known) return known.id;
  const left = paid.capturedAmount - paid.refundedAmount;
  if (request.amount > left)
    throw new DomainError(
      "invalid_input",
      `Only ${formatMoney(money(left, paid.currency))} of this payment can still be refunded.`,
      {
        left,
      },
    );
  const id = newId<"refund">();
  await tx.db
    .update(payment)
    .set({ refundedAmount: sql`${payment.refundedAmount} + ${request.amount}` })
    .where(eq(payment.id, paid.id));
  await tx.db.insert(refund).values({
    id,
    paymentId: paid.id,
    orderId: paid.orderId,
    amount: request.amount,
    reason: request.reason,
    status: "requested",
    causeKey: request.causeKey,
    createdAt: tx.now,
    changedAt: tx.now,
  });
  await record(
    tx,
    fact("RefundRequested", {
      orderId: paid.orderId,
      orderNumber,
      refundId: id,
      amount: money(request.amount, paid.currency),
      reason: request.reason,
    }),
  );
  return id;
}
