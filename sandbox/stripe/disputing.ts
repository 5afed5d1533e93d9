import { StripeApiError } from "./errors";
import { type Dispute, type Happening, latestCharge, type Payment, type Seconds, sibling } from "./payment";

/** How long a shop has for its answer. */
const answerWithin = 10 * 86_400;

/** The card's owner objects: the bank takes the money back at once and asks the shop. */
export function openDispute(
  payment: Payment,
  wanted: { reason?: string; amount?: number; dueIn?: Seconds },
  now: Seconds,
): Happening[] {
  const charge = latestCharge(payment);
  payment.disputeAt = null;
  if (!charge?.captured) throw refused("Only a payment that was taken can be disputed.");
  if (payment.disputes?.some((one) => one.status === "needs_response" || one.status === "under_review"))
    throw refused("This payment is disputed already.");
  const dispute: Dispute = {
    id: sibling(payment, "dp", (payment.disputes?.length ?? 0) + 1),
    charge: charge.id,
    amount: Math.min(wanted.amount ?? charge.amountCaptured, charge.amountCaptured),
    created: now,
    reason: wanted.reason ?? "fraudulent",
    status: "needs_response",
    dueBy: now + (wanted.dueIn ?? answerWithin),
    submissions: 0,
    reinstatedAt: null,
  };
  payment.disputes = [...(payment.disputes ?? []), dispute];
  return [
    { type: "charge.dispute.created", of: { dispute } },
    { type: "charge.dispute.funds_withdrawn", of: { dispute } },
  ];
}

/** The shop has handed in its evidence, or the bank has decided. */
export function moveDispute(
  payment: Payment,
  to: "under_review" | "won" | "lost",
  now: Seconds,
): Happening[] {
  const dispute = payment.disputes?.at(-1);
  if (!dispute || dispute.status === "won" || dispute.status === "lost")
    throw refused("This payment has no open dispute.");
  dispute.status = to;
  switch (to) {
    case "under_review":
      dispute.submissions += 1;
      return [{ type: "charge.dispute.updated", of: { dispute } }];
    case "won":
      dispute.reinstatedAt = now;
      return [
        { type: "charge.dispute.funds_reinstated", of: { dispute } },
        { type: "charge.dispute.closed", of: { dispute } },
      ];
    case "lost":
      return [{ type: "charge.dispute.closed", of: { dispute } }];
  }
}

const refused = (message: string): StripeApiError =>
  new StripeApiError(400, { type: "invalid_request_error", message });
