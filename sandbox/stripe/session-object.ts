import type Stripe from "stripe";
import { type Expand, wants, within } from "./expand";
import { intentObject, methodsOf } from "./intent-object";
import type { Payment } from "./payment";

export function sessionObject(
  payment: Payment,
  baseUrl: string,
  expand: Expand = [],
): Stripe.Checkout.Session {
  const paid = payment.intent?.status === "succeeded";
  const name = payment.intent?.card?.name ?? payment.intent?.bank?.name ?? null;
  return {
    id: payment.id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: null,
    amount_subtotal: payment.amount,
    amount_total: payment.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: payment.cancelUrl,
    client_reference_id: payment.clientReferenceId,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: payment.created,
    currency: payment.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: "if_required",
    customer_details: customerDetails(payment, name),
    customer_email: payment.customerEmail,
    discounts: [],
    expires_at: payment.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    ...(wants(expand, "line_items") ? { line_items: lineItems(payment) } : {}),
    livemode: false,
    locale: null,
    managed_payments: null,
    metadata: payment.metadata,
    mode: "payment",
    origin_context: null,
    payment_intent:
      payment.intent === null
        ? null
        : wants(expand, "payment_intent")
          ? intentObject(payment, within(expand, "payment_intent"))
          : payment.intentId,
    payment_link: null,
    payment_method_collection: "if_required",
    payment_method_configuration_details: null,
    payment_method_options: payment.manualMethods?.includes("card")
      ? { card: { capture_method: "manual", request_three_d_secure: "automatic" } }
      : {},
    payment_method_types: methodsOf(payment),
    payment_status: paid ? "paid" : "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: payment.status,
    submit_type: null,
    subscription: null,
    success_url: payment.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: payment.status === "open" ? `${baseUrl}/stripe/pay/${payment.id}` : null,
    wallet_options: null,
  } satisfies Stripe.Checkout.Session;
}

const customerDetails = (
  payment: Payment,
  name: string | null,
): Stripe.Checkout.Session.CustomerDetails | null =>
  payment.customerEmail === null && name === null
    ? null
    : {
        address: null,
        business_name: null,
        email: payment.customerEmail,
        individual_name: null,
        name,
        phone: null,
        tax_exempt: "none",
        tax_ids: null,
      };

export function lineItems(payment: Payment): Stripe.ApiList<Stripe.LineItem> {
  return {
    object: "list",
    data: payment.lines.map((line) => ({
      id: line.id,
      object: "item",
      adjustable_quantity: null,
      amount_discount: 0,
      amount_subtotal: line.unitAmount * line.quantity,
      amount_tax: 0,
      amount_total: line.unitAmount * line.quantity,
      currency: payment.currency,
      description: line.name,
      metadata: {},
      price: null,
      quantity: line.quantity,
    })),
    has_more: false,
    url: `/v1/checkout/sessions/${payment.id}/line_items`,
  };
}
