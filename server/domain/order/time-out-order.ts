import { gatewayOf } from "@/server/domain/payment/gateway";
import { liveAttempt } from "@/server/domain/payment/payment.store";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";
import { cancelOrder } from "./cancel-order";
import type { Cancellation } from "./order";
import { readOrder } from "./order.store";

/**
 * Ends an order whose time to pay is over. First the payment page is shut, so that nobody can pay on it any more; if
 * the shopper was faster, the payment is settled and the order lives. A provider that can't be reached does not keep
 * the stock: money is only ever taken from a pending order, so cancelling is safe, and a policy shuts the page later.
 */
export async function timeOutOrder(ctx: WithPorts, orderId: Id<"order">): Promise<Cancellation["outcome"]> {
  const order = await readOrder(ctx, orderId);
  if (order.status !== "pending") return order.status === "cancelled" ? "already_cancelled" : "not_due";
  if (ctx.now < order.paymentDueAt) return "not_due";

  const attempt = await liveAttempt(ctx, orderId);
  if (attempt?.providerRef) {
    try {
      const gateway = gatewayOf(ctx, attempt.provider);
      const remote = await gateway.look(attempt.providerRef);
      // Authorized in time, the news was lost: this takes the money and pays the order. A bank's work on it is waited for.
      if (remote.state === "authorized" || remote.state === "captured" || remote.state === "processing")
        await settlePayment(ctx, attempt.id);
      else if (remote.state === "open" || remote.state === "declined")
        await gateway.close(attempt.providerRef, { idempotencyKey: `payment:${attempt.id}:close` });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      log.warn({ order: order.number, kind: error.kind }, "payment page not reachable at the deadline");
    }
  }
  return cancelOrder(ctx, orderId, { reason: "payment_timeout" });
}
