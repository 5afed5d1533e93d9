import { lockOrder } from "@/server/domain/order/order.store";
import { inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { gatewayOf } from "./gateway";
import { isLive } from "./payment";
import { lockPayment, paymentsOf, savePayment } from "./payment.store";
import { requestRefund } from "./request-refund";
import { settlePayment } from "./settle-payment";

export type ClosedPayments = { voided: number; refundsRequested: number };

/**
 * After an order was cancelled: shuts every open payment page, lets authorizations go, and asks for what was taken to be
 * given back. Safe to repeat at any point.
 */
export async function closePayments(ctx: WithPorts, orderId: Id<"order">): Promise<ClosedPayments> {
  const result: ClosedPayments = { voided: 0, refundsRequested: 0 };
  for (const payment of await paymentsOf(ctx, orderId)) {
    if (payment.status === "created" && !payment.providerRef) {
      await forget(ctx, payment.id);
    } else if (payment.providerRef && payment.status !== "captured") {
      const key = `payment:${payment.id}:close`;
      await gatewayOf(ctx, payment.provider).close(payment.providerRef, { idempotencyKey: key });
      // Whatever that led to (expired, voided, or money after all) is settled like any other news.
      await settlePayment(ctx, payment.id);
      if (isLive(payment.status)) result.voided += 1;
    }
  }
  for (const payment of await paymentsOf(ctx, orderId)) {
    if (payment.status !== "captured") continue;
    const asked = await inTransaction(ctx, async (tx) => {
      const order = await lockOrder(tx, orderId);
      const row = await lockPayment(tx, payment.id);
      const left = row.capturedAmount - row.refundedAmount;
      if (left === 0) return 0;
      await requestRefund(tx, row, order.number, {
        amount: left,
        reason: `Order ${order.number} was cancelled.`,
        causeKey: `cancelled:${payment.id}`,
      });
      return 1;
    });
    result.refundsRequested += asked;
  }
  return result;
}

/** An attempt that never reached the provider. If the page is being opened this very moment, ProcessPayment keeps its reference and the sweep closes it. */
function forget(ctx: WithPorts, paymentId: Id<"payment">): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const row = await lockPayment(tx, paymentId);
    if (row.status === "created") await savePayment(tx, row, "expired");
  });
}
