import type { RemoteDispute } from "@/server/ports/payment-gateway";
import { readMoney } from "./amounts";
import type { DisputeAnswer } from "./answers";

/** A dispute in our words, without the payment it is about; see https://developer.paypal.com/api/customer-disputes/v1/. */
export function remoteDispute(dispute: DisputeAnswer): Omit<RemoteDispute, "paymentRef" | "paymentId"> {
  const due = dispute.seller_response_due_date;
  return {
    ref: dispute.dispute_id,
    status: statusOf(dispute),
    amount: readMoney(dispute.dispute_amount),
    reason: reasons[dispute.reason ?? ""] ?? "The buyer objects to the payment.",
    ...(due ? { evidenceDueAt: new Date(due) } : {}),
    openedAt: new Date(dispute.create_time),
  };
}

function statusOf({ status, dispute_outcome: outcome }: DisputeAnswer): RemoteDispute["status"] {
  switch (status) {
    case "RESOLVED":
      return lost.has(outcome?.outcome_code ?? "") ? "lost" : "won";
    case "OPEN":
    case "WAITING_FOR_SELLER_RESPONSE":
      return "needs_response";
    default:
      return "under_review";
  }
}

/** The money went to the buyer. With RESOLVED_WITH_PAYOUT it is PayPal that pays, and the seller keeps theirs. */
const lost = new Set(["RESOLVED_BUYER_FAVOUR", "ACCEPTED"]);

const reasons: Readonly<Record<string, string>> = {
  MERCHANDISE_OR_SERVICE_NOT_RECEIVED: "The buyer says that nothing has arrived.",
  MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED: "The buyer says that it is not as described.",
  UNAUTHORISED: "The buyer says that they did not make this payment.",
  CREDIT_NOT_PROCESSED: "The buyer still waits for a refund.",
  DUPLICATE_TRANSACTION: "The buyer says that they were charged twice.",
  INCORRECT_AMOUNT: "The buyer says that the amount is wrong.",
  PAYMENT_BY_OTHER_MEANS: "The buyer says that they paid another way.",
  CANCELED_RECURRING_BILLING: "The buyer says that they had cancelled.",
  PROBLEM_WITH_REMITTANCE: "The buyer says that the payment went wrong.",
};
