import { PaypalApiError } from "./errors";
import { fundingById } from "./funding";
import { type Happening, left, type Order, type Refund, randomId, touch } from "./order";

const settlesAfterMs = 5_000;

type Wanted = { amount: number | undefined; customId: string | null; note: string | null };

export function refund(order: Order, wanted: Wanted, now: Date): [Refund, Happening[]] {
  const { capture } = order;
  if (capture?.status === "PENDING")
    throw PaypalApiError.refused(
      "PENDING_CAPTURE",
      "Cannot initiate a refund as the capture is pending. Capture is typically pending when the payer has funded the transaction using e-check/bank funded.",
    );
  if (capture?.status !== "COMPLETED")
    throw PaypalApiError.refused("REFUND_NOT_ALLOWED", "Capture cannot be refunded.");
  const available = left(order);
  const amount = wanted.amount ?? available;
  if (available === 0)
    throw PaypalApiError.refused("CAPTURE_FULLY_REFUNDED", "The capture has already been fully refunded");
  if (amount > available)
    throw PaypalApiError.refused(
      "REFUND_AMOUNT_EXCEEDED",
      "The refund amount must be less than or equal to the capture amount that has not yet been refunded.",
    );
  const open = order.disputes.some((one) => one.status !== "RESOLVED");
  if (open && amount < available)
    throw PaypalApiError.refused(
      "TRANSACTION_DISPUTED",
      "Partial refunds cannot be offered at this time because there is an open case on this transaction. Visit the PayPal Resolution Center to review this case.",
    );
  touch(order, now);
  const choice = fundingById(order.funding ?? "");
  const later = choice?.outcome === "pays" ? choice.refunds : undefined;
  const made: Refund = {
    id: randomId(),
    created: order.updated,
    updated: order.updated,
    status: later ? "PENDING" : "COMPLETED",
    amount,
    customId: wanted.customId,
    note: wanted.note,
    settles: later ? { at: new Date(now.getTime() + settlesAfterMs).toISOString(), as: later } : null,
  };
  order.refunds.push(made);
  return [made, later ? [] : refunded(made)];
}

/** The bank has answered. A refund that fails is not announced: whoever waits for it has to ask. */
export function settleRefund(order: Order, one: Refund, now: Date): Happening[] {
  if (!one.settles) return [];
  touch(order, now);
  one.status = one.settles.as;
  one.settles = null;
  one.updated = order.updated;
  return one.status === "COMPLETED" ? refunded(one) : [];
}

const refunded = (made: Refund): Happening[] => [{ type: "PAYMENT.CAPTURE.REFUNDED", of: { refund: made } }];
