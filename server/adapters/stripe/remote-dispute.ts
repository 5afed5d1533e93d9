import type Stripe from "stripe";
import { money } from "@/server/kernel/money";
import type { RemoteDispute } from "@/server/ports/payment-gateway";

/** A Dispute in our words; its charge must be expanded, because that is what carries our payment id. */
export function remoteDispute(dispute: Stripe.Dispute): RemoteDispute {
  const charge = typeof dispute.charge === "string" ? null : dispute.charge;
  const paymentId = charge?.metadata.payment_id;
  const due = dispute.evidence_details.due_by;
  return {
    ref: dispute.id,
    ...(paymentId ? { paymentId } : {}),
    status: statusOf(dispute.status),
    amount: money(dispute.amount, dispute.currency.toUpperCase()),
    reason: reasons[dispute.reason] ?? plain(dispute.reason),
    ...(due ? { evidenceDueAt: new Date(due * 1000) } : {}),
    openedAt: new Date(dispute.created * 1000),
  };
}

/**
 * An inquiry (`warning_…`) asks for evidence like a dispute, before any money moves; one that was closed, or a dispute that
 * was prevented, leaves the money where it was.
 */
function statusOf(status: Stripe.Dispute["status"]): RemoteDispute["status"] {
  switch (status) {
    case "lost":
      return "lost";
    case "won":
    case "warning_closed":
    case "prevented":
      return "won";
    case "under_review":
    case "warning_under_review":
    case "appeal_under_review":
      return "under_review";
    default:
      return "needs_response";
  }
}

/** https://docs.stripe.com/disputes/categories */
const reasons: Record<string, string> = {
  bank_cannot_process: "The bank could not process it",
  check_returned: "The cheque was returned",
  credit_not_processed: "A refund they expect has not come",
  customer_initiated: "The customer objected at their bank",
  debit_not_authorized: "They say they did not authorise the debit",
  duplicate: "They say they were charged twice",
  fraudulent: "They say they did not make this payment",
  general: "The customer objected",
  incorrect_account_details: "The account details were wrong",
  insufficient_funds: "The account had too little money",
  noncompliant: "The bank says a rule was not followed",
  product_not_received: "They say the goods have not arrived",
  product_unacceptable: "They say the goods are not as described",
  subscription_canceled: "They say it was cancelled before",
  unrecognized: "They do not recognise the payment",
};

/** A reason that is new to us, as words: "goods_fell_apart" → "Goods fell apart". */
const plain = (code: string): string => {
  const words = code.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};
