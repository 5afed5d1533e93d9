import type Stripe from "stripe";
import { StripeApiError } from "./errors";
import { latestCharge, type CardUsed, type Charge, type Payment, type Refund } from "./payment";

/** `expand[]` of a request, e.g. "payment_intent.latest_charge". */
export type Expand = readonly string[];

/** What to expand inside the object under `key`. */
const within = (expand: Expand, key: string): Expand =>
  expand.filter((path) => path.startsWith(`${key}.`)).map((path) => path.slice(key.length + 1));

const wants = (expand: Expand, key: string): boolean => expand.some((path) => path === key || path.startsWith(`${key}.`));

/** Refuses an expansion this stand-in can't give, as Stripe refuses an unknown one. */
export function checkExpand(expand: Expand, known: readonly string[]): Expand {
  const wrong = expand.find((path) => !known.includes(path));
  if (wrong === undefined) return expand;
  throw new StripeApiError(400, {
    type: "invalid_request_error",
    param: "expand",
    message: `This property cannot be expanded (${wrong}).`,
  });
}

const intentPaths = ["latest_charge", "latest_charge.balance_transaction", "payment_method"];
export const expandable = {
  session: ["line_items", "payment_intent", ...intentPaths.map((path) => `payment_intent.${path}`)],
  intent: intentPaths,
  charge: ["balance_transaction", "payment_intent", "refunds"],
  refund: ["charge", "payment_intent", "balance_transaction"],
};

export function sessionObject(payment: Payment, baseUrl: string, expand: Expand = []): Stripe.Checkout.Session {
  const paid = payment.intent?.status === "succeeded";
  const name = payment.intent?.card?.name ?? null;
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
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
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
    payment_method_options: {},
    payment_method_types: ["card"],
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

const customerDetails = (payment: Payment, name: string | null): Stripe.Checkout.Session.CustomerDetails | null =>
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

export function intentObject(payment: Payment, expand: Expand = []): Stripe.PaymentIntent {
  const intent = payment.intent;
  if (!intent) throw StripeApiError.missing("payment_intent", payment.intentId, "intent");
  const charge = latestCharge(payment);
  const secret = `${payment.intentId}_secret_${payment.id.slice(-16)}`;
  const settled = ["requires_capture", "succeeded", "requires_action"].includes(intent.status);
  const method = settled && intent.card ? intent.card : null;
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
    latest_charge: charge ? (wants(expand, "latest_charge") ? chargeObject(payment, charge, within(expand, "latest_charge")) : charge.id) : null,
    livemode: false,
    managed_payments: null,
    metadata: payment.intentMetadata,
    next_action:
      intent.status === "requires_action"
        ? { type: "use_stripe_sdk", use_stripe_sdk: { type: "three_d_secure_redirect" } }
        : null,
    on_behalf_of: null,
    payment_method: method ? (wants(expand, "payment_method") ? methodObject(payment, method) : method.paymentMethod) : null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { installments: null, mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
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
  const card = payment.intent?.card;
  if (!error || !card) return null;
  return {
    type: error.charge === null ? "invalid_request_error" : "card_error",
    code: error.code,
    ...(error.declineCode === null ? {} : { decline_code: error.declineCode }),
    ...(error.charge === null ? {} : { charge: error.charge }),
    doc_url: `https://docs.stripe.com/error-codes/${error.code.replaceAll("_", "-")}`,
    message: error.message,
    payment_method: methodObject(payment, card),
  };
}

const billing = (payment: Payment, card: CardUsed) => ({
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: payment.customerEmail,
  name: card.name,
  phone: null,
  tax_id: null,
});

const methodObject = (payment: Payment, card: CardUsed): Stripe.PaymentMethod => ({
  id: card.paymentMethod,
  object: "payment_method",
  allow_redisplay: "limited",
  billing_details: billing(payment, card),
  created: payment.intent?.created ?? payment.created,
  customer: null,
  customer_account: null,
  livemode: false,
  metadata: {},
  type: "card",
});

export function chargeObject(payment: Payment, charge: Charge, expand: Expand = []): Stripe.Charge {
  const failed = charge.failure !== null;
  const { card } = charge;
  return {
    id: charge.id,
    object: "charge",
    amount: payment.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: charge.captured
      ? wants(expand, "balance_transaction")
        ? balanceObject(payment, charge)
        : balanceId(charge)
      : null,
    billing_details: billing(payment, card),
    calculated_statement_descriptor: "HOLDFAST SANDBOX",
    captured: charge.captured,
    created: charge.created,
    currency: payment.currency,
    customer: null,
    description: payment.intentDescription,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: payment.intentMetadata,
    on_behalf_of: null,
    outcome: {
      advice_code: failed ? "try_again_later" : null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: failed ? "declined_by_network" : "approved_by_network",
      reason: charge.failure?.declineCode ?? null,
      risk_level: "normal",
      seller_message: failed ? "The bank did not return any further details with this decline." : "Payment complete.",
      type: failed ? "issuer_declined" : "authorized",
    },
    paid: !failed,
    payment_intent: wants(expand, "payment_intent") ? intentObject(payment) : payment.intentId,
    payment_method: card.paymentMethod,
    payment_method_details: { card: cardDetails(payment, card), type: "card" },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: !failed && charge.amountRefunded === payment.amount,
    ...(wants(expand, "refunds") ? { refunds: refundList(payment, charge) } : {}),
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: failed ? "failed" : "succeeded",
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.Charge;
}

const cardDetails = (payment: Payment, card: CardUsed): Stripe.Charge.PaymentMethodDetails.Card => ({
  amount_authorized: payment.amount,
  authorization_code: null,
  brand: card.brand,
  checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
  country: "US",
  electronic_commerce_indicator: null,
  exp_month: card.expMonth,
  exp_year: card.expYear,
  funding: "credit",
  installments: null,
  last4: card.last4,
  mandate: null,
  network: card.brand,
  network_transaction_id: null,
  regulated_status: "unregulated",
  three_d_secure: null,
  transaction_link_id: null,
  wallet: null,
});

const refundList = (payment: Payment, charge: Charge): Stripe.ApiList<Stripe.Refund> => ({
  object: "list",
  data: payment.refunds.filter((one) => one.charge === charge.id).map((one) => refundObject(payment, one)),
  has_more: false,
  url: `/v1/charges/${charge.id}/refunds`,
});

export function refundObject(payment: Payment, refund: Refund, expand: Expand = []): Stripe.Refund {
  const charge = payment.charges.find((one) => one.id === refund.charge);
  return {
    id: refund.id,
    object: "refund",
    amount: refund.amount,
    balance_transaction: refund.status === "pending" ? null : `txn_${refund.id.slice(3)}`,
    charge: charge && wants(expand, "charge") ? chargeObject(payment, charge) : refund.charge,
    created: refund.created,
    currency: payment.currency,
    customer: null,
    customer_account: null,
    destination_details: { card: { type: "refund" }, type: "card" },
    ...(refund.failureReason === null ? {} : { failure_reason: refund.failureReason }),
    metadata: refund.metadata,
    payment_intent: wants(expand, "payment_intent") ? intentObject(payment) : payment.intentId,
    payment_method: charge?.card.paymentMethod ?? null,
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  } satisfies Stripe.Refund;
}

const balanceId = (charge: Charge): string => `txn_${charge.id.slice(3)}`;

/** The charge's entry in the account's books: where the fee is told. */
export const balanceObject = (payment: Payment, charge: Charge): Stripe.BalanceTransaction => ({
  id: balanceId(charge),
  object: "balance_transaction",
  amount: charge.amountCaptured,
  available_on: charge.created + 2 * 86_400,
  balance_type: "payments",
  created: charge.created,
  currency: payment.currency,
  description: payment.intentDescription,
  exchange_rate: null,
  fee: charge.fee,
  fee_details: [
    { amount: charge.fee, application: null, currency: payment.currency, description: "Stripe processing fees", type: "stripe_fee" },
  ],
  net: charge.amountCaptured - charge.fee,
  reporting_category: "charge",
  source: charge.id,
  status: "pending",
  type: "charge",
});
