import { counted } from "@/server/auth/gates";
import type { PaymentProvider } from "@/server/domain/payment/payment";
import { processPayment } from "@/server/domain/payment/process-payment";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { runAction } from "./run-action";

/**
 * Where a shopper goes on to pay: the provider's page, or, when it can't be opened, the order's own page with the
 * reason. The order stands either way.
 */
export async function paymentPage(
  ctx: WithPorts,
  order: { id: Id<"order">; number: string },
  provider: PaymentProvider,
): Promise<string> {
  const outcome = await runAction("order.pay", async () => {
    await counted(ctx, "calls");
    return processPayment(ctx, order.id, provider);
  });
  if (outcome.ok) return outcome.value.redirectUrl;
  const problem = outcome.refusal.kind === "provider_unavailable" ? "unavailable" : "refused";
  return `${ctx.links.order(order.number, order.id)}&payment=${problem}`;
}
