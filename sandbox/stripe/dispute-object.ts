import type Stripe from "stripe";
import { disputeLines } from "./books";
import { chargeObject } from "./charge-object";
import { type Expand, wants, within } from "./expand";
import type { Dispute, Payment } from "./payment";

export function disputeObject(payment: Payment, dispute: Dispute, expand: Expand = []): Stripe.Dispute {
  const charge = payment.charges.find((one) => one.id === dispute.charge);
  return {
    id: dispute.id,
    object: "dispute",
    amount: dispute.amount,
    balance_transactions: disputeLines(payment, dispute),
    charge:
      charge && wants(expand, "charge")
        ? chargeObject(payment, charge, within(expand, "charge"))
        : dispute.charge,
    created: dispute.created,
    currency: payment.currency,
    enhanced_eligibility_types: [],
    evidence: noEvidence,
    evidence_details: {
      due_by: dispute.status === "needs_response" || dispute.status === "under_review" ? dispute.dueBy : null,
      enhanced_eligibility: {},
      has_evidence: dispute.submissions > 0,
      past_due: false,
      submission_count: dispute.submissions,
      submission_method: dispute.submissions > 0 ? "manual" : "not_submitted",
    },
    intended_submission_method: null,
    is_charge_refundable: false,
    livemode: false,
    metadata: {},
    payment_intent: payment.intentId,
    payment_method_details: {
      card: {
        brand: charge?.card?.brand ?? "visa",
        case_type: "chargeback",
        network: charge?.card?.brand ?? "visa",
        network_reason_code: "10.4",
      },
      type: "card",
    },
    reason: dispute.reason,
    status: dispute.status,
  } satisfies Stripe.Dispute;
}

const noEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};
