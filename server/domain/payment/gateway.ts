import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import type { PaymentGateway } from "@/server/ports/payment-gateway";
import { type PaymentProvider, paymentProviders } from "./payment";

/** The configured gateway of a provider. */
export function gatewayOf(ctx: WithPorts, provider: PaymentProvider): PaymentGateway {
  const gateway = ctx.ports.gateways[provider];
  if (gateway) return gateway;
  const others = paymentProviders.filter((one) => ctx.ports.gateways[one]).map((one) => words[one].by);
  throw new DomainError(
    "invalid_input",
    `This shop does not take ${words[provider].name}. Pay ${others.join(" or ")}.`,
    { provider },
  );
}

const words: Record<PaymentProvider, { name: string; by: string }> = {
  stripe: { name: "cards", by: "by card" },
  paypal: { name: "PayPal", by: "with PayPal" },
};
