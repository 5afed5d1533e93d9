import type { PaymentProvider } from "@/server/domain/payment/payment";

export const providerNames: Record<PaymentProvider, string> = { stripe: "Stripe", paypal: "PayPal" };
