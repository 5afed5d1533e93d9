import { readOrder } from "@/server/domain/order/order.store";
import type { WithPorts } from "@/server/ports";
import type { Standing } from "./asking.store";
import { processPayment } from "./process-payment";
import { settlePayment } from "./settle-payment";

/**
 * Finds out what has become of a payment that stands still. One without a reference lost the answer that opened its page:
 * opening it again under the same key tells which page it is, so that it can be asked about and shut. Whether it moved.
 */
export async function askAboutPayment(
  ctx: WithPorts,
  { id, orderId, provider, ...row }: Standing,
): Promise<boolean> {
  if (row.providerRef === null && row.status === "created") {
    const order = await readOrder(ctx, orderId);
    // Past its time the order is cancelled, and that ends the attempt.
    if (order.status !== "pending" || ctx.now >= order.paymentDueAt) return false;
    await processPayment(ctx, orderId, provider);
    return true;
  }
  return (await settlePayment(ctx, id)).outcome !== "nothing";
}
