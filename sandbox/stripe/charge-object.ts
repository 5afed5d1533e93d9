import type Stripe from "stripe";
import { chargeLine, refundLineId } from "./books";
import { type Expand, wants } from "./expand";
import type { BankUsed, CardUsed, Charge, Payment, Refund } from "./payment";

export function chargeObject(payment: Payment, charge: Charge, expand: Expand = []): Stripe.Charge {
  const failed = charge.failure !== null;
  const { card, bank } = charge;
  const used = card ?? bank ?? null;
  const entry = chargeLine(payment, charge);
  return {
    id: charge.id,
    object: "charge",
    amount: payment.amount,
    amount_captured: charge.amountCaptured,
    amount_refunded: charge.amountRefunded,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: entry && (wants(expand, "balance_transaction") ? entry : entry.id),
    billing_details: billing(payment, used),
    calculated_statement_descriptor: "HOLDFAST SANDBOX",
    captured: charge.captured,
    created: charge.created,
    currency: payment.currency,
    customer: null,
    description: payment.intentDescription,
    disputed: payment.disputes?.some((one) => one.charge === charge.id) ?? false,
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
      network_status: failed ? "declined_by_network" : charge.pending ? "pending" : "approved_by_network",
      reason: charge.failure?.declineCode ?? null,
      risk_level: "normal",
      seller_message: failed
        ? "The bank did not return any further details with this decline."
        : "Payment complete.",
      type: failed ? "issuer_declined" : "authorized",
    },
    paid: !failed && !charge.pending,
    payment_intent: payment.intentId,
    payment_method: used?.paymentMethod ?? null,
    payment_method_details: bank
      ? { us_bank_account: bankDetails(bank), type: "us_bank_account" }
      : card
        ? { card: cardDetails(payment, card, charge), type: "card" }
        : null,
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
    status: failed ? "failed" : charge.pending ? "pending" : "succeeded",
    transfer_data: null,
    transfer_group: null,
  } satisfies Stripe.Charge;
}

const bankDetails = (bank: BankUsed): Stripe.Charge.PaymentMethodDetails.UsBankAccount => ({
  account_holder_type: "individual",
  account_type: "checking",
  bank_name: bank.bankName,
  fingerprint: null,
  last4: bank.last4,
  payment_reference: null,
  routing_number: bank.routing,
});

const cardDetails = (
  payment: Payment,
  card: CardUsed,
  charge: Charge,
): Stripe.Charge.PaymentMethodDetails.Card => ({
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
  three_d_secure: charge.authenticated
    ? {
        authentication_flow: "challenge",
        electronic_commerce_indicator: "05",
        exemption_indicator: null,
        result: "authenticated",
        result_reason: null,
        transaction_id: null,
        version: "2.2.0",
      }
    : null,
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
    balance_transaction: refund.status === "pending" ? null : refundLineId(refund),
    charge: charge && wants(expand, "charge") ? chargeObject(payment, charge) : refund.charge,
    created: refund.created,
    currency: payment.currency,
    customer: null,
    customer_account: null,
    destination_details: charge?.bank
      ? { us_bank_transfer: { reference: null, reference_status: "pending" }, type: "us_bank_transfer" }
      : { card: { type: "refund" }, type: "card" },
    ...(refund.failureReason === null ? {} : { failure_reason: refund.failureReason }),
    metadata: refund.metadata,
    payment_intent: payment.intentId,
    payment_method: charge?.card?.paymentMethod ?? charge?.bank?.paymentMethod ?? null,
    reason: refund.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: refund.status,
    transfer_reversal: null,
  } satisfies Stripe.Refund;
}

export const billing = (payment: Payment, used: { name: string | null } | null) => ({
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: payment.customerEmail,
  name: used?.name ?? null,
  phone: null,
  tax_id: null,
});
