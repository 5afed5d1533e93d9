import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { liveAttempt } from "./payment.store";
import { settlePayment } from "./settle-payment";

/** Asks what has become of an order's payment that is under way, if there is one: the shopper has come back from it. */
export async function settleLivePayment(ctx: WithPorts, orderId: Id<"order">): Promise<void> {
  const attempt = await liveAttempt(ctx, orderId);
  if (attempt) await settlePayment(ctx, attempt.id);
}
