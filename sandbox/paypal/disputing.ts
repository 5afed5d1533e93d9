import { PaypalApiError } from "./errors";
import { type Dispute, type Happening, left, type Order, randomId, touch } from "./order";

const answerWithinMs = 10 * 86_400_000;

export const disputeReasons = [
  "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
  "MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED",
  "UNAUTHORISED",
  "CREDIT_NOT_PROCESSED",
  "DUPLICATE_TRANSACTION",
  "OTHER",
] as const;

/** The buyer objects, to all that is left or to a part of it. */
export function openDispute(
  order: Order,
  { reason, amount }: { reason: string; amount: number | undefined },
  now: Date,
): [Dispute, Happening[]] {
  const most = left(order);
  if (most === 0 || (amount !== undefined && amount > most))
    throw PaypalApiError.refused("INVALID_DISPUTE_AMOUNT", "There is no such amount to dispute.");
  touch(order, now);
  const made: Dispute = {
    id: `PP-R-${randomId(3)}-${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`,
    created: order.updated,
    updated: order.updated,
    reason,
    status: "WAITING_FOR_SELLER_RESPONSE",
    outcome: null,
    amount: amount ?? most,
    due: new Date(now.getTime() + answerWithinMs).toISOString(),
  };
  order.disputes.push(made);
  return [made, [{ type: "CUSTOMER.DISPUTE.CREATED", of: { dispute: made } }]];
}

export type DisputeMove = "under_review" | "won" | "lost";

/** The case goes on: our answer is looked at, or PayPal decides. A case that was decided stays so. */
export function moveDispute(order: Order, id: string, to: DisputeMove, now: Date): Happening[] {
  const dispute = order.disputes.find((one) => one.id === id);
  if (!dispute) throw PaypalApiError.missing();
  if (dispute.status === "RESOLVED") return [];
  touch(order, now);
  dispute.updated = order.updated;
  if (to === "under_review") {
    dispute.status = "UNDER_REVIEW";
    return [{ type: "CUSTOMER.DISPUTE.UPDATED", of: { dispute } }];
  }
  dispute.status = "RESOLVED";
  dispute.outcome = to === "won" ? "RESOLVED_SELLER_FAVOUR" : "RESOLVED_BUYER_FAVOUR";
  return [{ type: "CUSTOMER.DISPUTE.RESOLVED", of: { dispute } }];
}
