import { lockOrder } from "@/server/domain/order/order.store";
import { inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { isLive } from "./payment";
import { lockPayment, paymentsOf, readPayment, savePayment } from "./payment.store";
import { refundAll } from "./refund-all";
import { closePayment } from "./settle-payment";

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
      // Whatever that leads to (expired, voided, a bank that goes on, or money after all) is settled like any other news.
      await closePayment(ctx, payment.id);
      if (isLive(payment.status) && !isLive((await readPayment(ctx, payment.id)).status)) result.voided += 1;
    }
  }
  for (const payment of await paymentsOf(ctx, orderId)) {
    if (payment.status !== "captured") continue;
    const asked = await inTransaction(ctx, async (tx) => {
      const order = await lockOrder(tx, orderId);
      const row = await lockPayment(tx, payment.id);
      // What a dispute holds is asked back when it is won: a second cause of its own.
      const causeKey = `cancelled:${payment.id}${row.refundedAmount > 0 ? `:${row.refundedAmount}` : ""}`;
      const reason = `Order ${order.number} was cancelled.`;
      return (await refundAll(tx, row, order, { reason, causeKey })) ? 1 : 0;
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
