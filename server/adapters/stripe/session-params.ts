import type Stripe from "stripe";
import type { OpenPayment } from "@/server/ports/payment-gateway";

/**
 * The Checkout Session of one payment. It depends on nothing but the input, because Stripe refuses a repeated
 * idempotency key with other parameters. So it has no `expires_at` of its own: that must lie 30 minutes to 24 hours
 * after the moment of the call, hence can't be our deadline; at the deadline we close the session ourselves.
 */
export function sessionParams(input: OpenPayment): Stripe.Checkout.SessionCreateParams {
  const ids = { order_id: input.orderId, payment_id: input.paymentId };
  return {
    mode: "payment",
    ui_mode: "hosted_page",
    client_reference_id: input.paymentId,
    customer_email: input.email,
    line_items: lineItems(input),
    metadata: ids,
    payment_intent_data: {
      description: `Order ${input.orderNumber}`,
      metadata: ids,
    },
    payment_method_options: setAside,
    // Stripe only fills in the braces when they arrive as they are, so no URLSearchParams here.
    success_url: withQuery(input.returnUrl, "sid={CHECKOUT_SESSION_ID}"),
    cancel_url: input.cancelUrl,
  };
}

/**
 * Whatever can be set aside is, and taken only by us; methods that can't, such as bank debits, are then still offered, which
 * they would not be with one capture method for all. https://docs.stripe.com/changelog/clover/2025-09-30
 */
const setAside = {
  affirm: { capture_method: "manual" },
  afterpay_clearpay: { capture_method: "manual" },
  amazon_pay: { capture_method: "manual" },
  card: { capture_method: "manual" },
  cashapp: { capture_method: "manual" },
  klarna: { capture_method: "manual" },
  link: { capture_method: "manual" },
  mobilepay: { capture_method: "manual" },
  revolut_pay: { capture_method: "manual" },
} as const satisfies Stripe.Checkout.SessionCreateParams.PaymentMethodOptions;

const maxLines = 100;

function lineItems(input: OpenPayment): Stripe.Checkout.SessionCreateParams.LineItem[] {
  const currency = input.total.currency.toLowerCase();
  const item = (name: string, unitAmount: number, quantity: number, description?: string) => ({
    quantity,
    price_data: {
      currency,
      unit_amount: unitAmount,
      product_data: { name, ...(description === undefined ? {} : { description }) },
    },
  });
  const sum = input.lines.reduce((total, line) => total + line.unitAmount * line.quantity, 0);
  const listable = input.lines.length <= maxLines && input.lines.every((line) => line.unitAmount >= 0);
  if (listable && sum === input.total.amount)
    return input.lines.map((line) => item(line.title, line.unitAmount, line.quantity));
  // Stripe takes no negative line, such as a discount: then one line stands for the order.
  const contents = input.lines.map((line) => `${line.quantity} × ${line.title}`).join(", ");
  return [item(`Order ${input.orderNumber}`, input.total.amount, 1, contents.slice(0, 500))];
}

function withQuery(url: string, query: string): string {
  const [address = "", fragment] = url.split("#", 2);
  const joined = `${address}${address.includes("?") ? "&" : "?"}${query}`;
  return fragment === undefined ? joined : `${joined}#${fragment}`;
}
