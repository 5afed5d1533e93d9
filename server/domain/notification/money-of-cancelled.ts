import { and, eq, like, ne, sum } from "drizzle-orm";
import { orderLine, payment, refund } from "@/db/schema";
import type { CancelledMoney } from "@/emails/order-cancelled";
import { paymentsOf } from "@/server/domain/payment/payment.store";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";

/** What a customer must hear about the money of an order that was cancelled. */
export async function moneyOfCancelled(ctx: WithPorts, orderId: Id<"order">): Promise<CancelledMoney> {
  const payments = await paymentsOf(ctx, orderId);
  const taken = payments.find((row) => row.status === "captured");
  if (taken) {
    const [part] = await ctx.db
      .select({ total: sum(refund.amount) })
      .from(refund)
      .where(and(eq(refund.paymentId, taken.id), like(refund.causeKey, "part-cancelled:%")));
    const before = Number(part?.total ?? 0);
    return {
      state: "refunded",
      amount: money(taken.capturedAmount, taken.currency),
      paidWith: taken.provider,
      ...(before > 0 ? { before: money(before, taken.currency) } : {}),
    };
  }
  return { state: "not_charged" };
}

/** The figures of one refund beside all that was sent back so far. */
export async function refundForMail(ctx: WithPorts, refundId: Id<"refund">) {
  const [row] = await ctx.db
    .select({ refund, payment })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .where(eq(refund.id, refundId));
  if (!row) throw new DomainError("not_found", "There is no such refund.", { refund: refundId });
  const [all] = await ctx.db
    .select({ total: sum(refund.amount) })
    .from(refund)
    .where(
      and(eq(refund.orderId, row.refund.orderId), eq(refund.status, "succeeded"), ne(refund.id, refundId)),
    );
  const currency = row.payment.currency;
  const lines = await ctx.db.select().from(orderLine).where(eq(orderLine.orderId, row.refund.orderId));
  const items = row.refund.lines.flatMap(({ orderLineId, quantity, amount }) => {
    const line = lines.find((one) => one.id === orderLineId);
    const variant = line?.variantTitle || undefined;
    return line ? [{ title: line.title, variant, quantity, amount: money(amount, currency) }] : [];
  });
  return {
    amount: money(row.refund.amount, currency),
    refundedInAll: money(row.refund.amount + Number(all?.total ?? 0), currency),
    paid: money(row.payment.capturedAmount, currency),
    paidWith: row.payment.provider,
    issuedAt: row.refund.succeededAt ?? row.refund.changedAt,
    reason: row.refund.reason,
    items,
    shipping: money(row.refund.shippingAmount, currency),
  };
}

/** What managers must hear of a refund that has failed; null when it has been taken up since. */
export async function refundTroubleForMail(ctx: WithPorts, refundId: Id<"refund">) {
  const [row] = await ctx.db
    .select({ refund, provider: payment.provider })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .where(eq(refund.id, refundId));
  if (row?.refund.status !== "failed") return null;
  return {
    paidWith: row.provider,
    failures: row.refund.attempts,
    failedAt: row.refund.changedAt,
    nextTryAt: row.refund.nextTryAt ?? undefined,
  };
}
