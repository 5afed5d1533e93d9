import type { PaymentProvider } from "@/server/domain/payment/payment";

export const providerNames: Record<PaymentProvider, string> = { stripe: "Stripe", paypal: "PayPal" };

/** Where a dispute is answered. */
export const disputeHref = ({ provider, ref }: { provider: PaymentProvider; ref: string }): string =>
  provider === "stripe"
    ? `https://dashboard.stripe.com/disputes/${encodeURIComponent(ref)}`
    : `https://www.paypal.com/resolutioncenter/${encodeURIComponent(ref)}`;
