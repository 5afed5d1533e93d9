import type Stripe from "stripe";
import { billing, chargeObject } from "./charge-object";
import { StripeApiError } from "./errors";
import { type Expand, wants, within } from "./expand";
import { type BankUsed, type CardUsed, latestCharge, type Payment } from "./payment";

export function intentObject(payment: Payment, expand: Expand = []): Stripe.PaymentIntent {
  const intent = payment.intent;
  if (!intent) throw StripeApiError.missing("payment_intent", payment.intentId, "intent");
  const charge = latestCharge(payment);
  const secret = `${payment.intentId}_secret_${payment.id.slice(-16)}`;
  const settled = ["requires_capture", "succeeded", "requires_action", "processing"].includes(intent.status);
  const method = settled ? (intent.card ?? intent.bank ?? null) : null;
  const methods = methodsOf(payment);
  return {
    id: payment.intentId,
    object: "payment_intent",
    allowed_payment_method_types: null,
    amount: payment.amount,
    amount_capturable: intent.capturable,
    amount_details: { tip: {} },
    amount_received: intent.received,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: intent.canceledAt,
    cancellation_reason: intent.cancellationReason,
    capture_method: payment.captureMethod,
    client_secret: secret,
    confirmation_method: "automatic",
    created: intent.created,
    currency: payment.currency,
    customer: null,
    customer_account: null,
    description: payment.intentDescription,
    excluded_payment_method_types: null,
    last_payment_error: lastError(payment),
    latest_charge: charge
      ? wants(expand, "latest_charge")
        ? chargeObject(payment, charge, within(expand, "latest_charge"))
        : charge.id
      : null,
    livemode: false,
    managed_payments: null,
    metadata: payment.intentMetadata,
    next_action:
      intent.status === "requires_action"
        ? { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect" } }
        : null,
    on_behalf_of: null,
    payment_method: method
      ? wants(expand, "payment_method")
        ? methodObject(payment, method)
        : method.paymentMethod
      : null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        ...(payment.manualMethods?.includes("card") ? { capture_method: "manual" as const } : {}),
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: "automatic",
      },
      ...(methods.includes("us_bank_account")
        ? { us_bank_account: { verification_method: "automatic" as const } }
        : {}),
    },
    payment_method_types: methods,
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: intent.status,
    transfer_group: null,
  } satisfies Stripe.PaymentIntent;
}

function lastError(payment: Payment): Stripe.PaymentIntent.LastPaymentError | null {
  const error = payment.intent?.lastError;
  const used = payment.intent?.card ?? payment.intent?.bank;
  if (!error || !used) return null;
  return {
    type: error.charge === null || payment.intent?.bank ? "invalid_request_error" : "card_error",
    code: error.code,
    ...(error.declineCode === null ? {} : { decline_code: error.declineCode }),
    ...(error.charge === null ? {} : { charge: error.charge }),
    doc_url: `https://docs.stripe.com/error-codes/${error.code.replaceAll("_", "-")}`,
    message: error.message,
    payment_method: methodObject(payment, used),
  };
}

const methodObject = (payment: Payment, used: CardUsed | BankUsed): Stripe.PaymentMethod => ({
  id: used.paymentMethod,
  object: "payment_method",
  allow_redisplay: "limited",
  billing_details: billing(payment, used),
  created: payment.intent?.created ?? payment.created,
  customer: null,
  customer_account: null,
  livemode: false,
  metadata: {},
  type: "brand" in used ? "card" : "us_bank_account",
});

/** What its page offers: a debit can't be set aside first, so it is only there when cards alone are. */
export const methodsOf = (payment: Payment): ("card" | "us_bank_account")[] =>
  payment.currency === "usd" && payment.captureMethod !== "manual" ? ["card", "us_bank_account"] : ["card"];
