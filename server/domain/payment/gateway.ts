import { DomainError } from "@/server/kernel/errors";
import type { WithPorts } from "@/server/ports";
import type { PaymentGateway } from "@/server/ports/payment-gateway";
import type { PaymentProvider } from "./payment";

/** The configured gateway of a provider. */
export function gatewayOf(ctx: WithPorts, provider: PaymentProvider): PaymentGateway {
  const gateway = ctx.ports.gateways[provider];
  if (gateway) return gateway;
  const others = Object.keys(ctx.ports.gateways).join(" or ");
  throw new DomainError("invalid_input", `This shop does not take ${provider}. Pay with ${others}.`, {
    provider,
  });
}
