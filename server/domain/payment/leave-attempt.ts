import { lockOrder } from "@/server/domain/order/order.store";
import { inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { lockPayment, readPayment, savePayment } from "./payment.store";
import { closePayment, settlePayment } from "./settle-payment";

/**
 * Lets go of an attempt to pay, because the shopper wants to pay another way. One that has got further than an open page
 * stays: its money may be here already, which is asked first.
 */
export async function leaveAttempt(ctx: WithPorts, paymentId: Id<"payment">): Promise<void> {
  await settlePayment(ctx, paymentId);
  const { status, providerRef, orderId } = await readPayment(ctx, paymentId);
  if (status === "open" || (status === "created" && providerRef)) await closePayment(ctx, paymentId);
  if (status !== "created" || providerRef) return;
  // Its page is not known to us. If it is being opened this moment, that call finds the attempt ended and shuts the page.
  await inTransaction(ctx, async (tx) => {
    await lockOrder(tx, orderId);
    const row = await lockPayment(tx, paymentId);
    if (row.status === "created") await savePayment(tx, row, "expired");
  });
}
