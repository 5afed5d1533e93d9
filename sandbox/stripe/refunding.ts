import type { RefundHabit } from "./cards";
import { StripeApiError } from "./errors";
import { type Happening, latestCharge, type Payment, type Refund, type Seconds, sibling } from "./payment";

export type RefundRequest = {
  amount: number | undefined;
  reason: Refund["reason"];
  metadata: Record<string, string>;
};

/** `bank`: how the card's bank treats refunds; undefined is at once. */
export function refund(
  payment: Payment,
  wanted: RefundRequest,
  bank: RefundHabit | undefined,
  now: Seconds,
): [Refund, Happening[]] {
  const charge = latestCharge(payment);
  const intent = payment.intent;
  if (!charge || intent?.status !== "succeeded")
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      message: `This PaymentIntent (${payment.intentId}) does not have a successful charge to refund.`,
    });
  if (payment.disputes?.some((one) => one.status !== "won"))
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      code: "charge_disputed",
      message: `Charge ${charge.id} has been charged back; cannot issue a refund.`,
    });
  const left = payment.amount - charge.amountRefunded;
  if (left === 0)
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      code: "charge_already_refunded",
      message: `Charge ${charge.id} has already been refunded.`,
    });
  const amount = wanted.amount ?? left;
  if (amount > left)
    throw new StripeApiError(400, {
      type: "invalid_request_error",
      param: "amount",
      message: `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
    });
  const made: Refund = {
    id: sibling(payment, "re", payment.refunds.length + 1),
    charge: charge.id,
    amount,
    created: now,
    status: bank === "pending" ? "pending" : "succeeded",
    reason: wanted.reason,
    metadata: wanted.metadata,
    failureReason: null,
    settles: bank === undefined ? null : { at: now + 5, as: bank === "pending" ? "succeeded" : "failed" },
  };
  payment.refunds.push(made);
  charge.amountRefunded += amount;
  return [
    made,
    [
      { type: "refund.created", of: { refund: made } },
      { type: "charge.refunded", of: { charge } },
    ],
  ];
}

/** The bank has answered. */
export function settleRefund(payment: Payment, one: Refund, now: Seconds): Happening[] {
  const failed = one.settles?.as === "failed";
  one.settles = null;
  one.settledAt = now;
  one.status = failed ? "failed" : "succeeded";
  if (!failed) return [{ type: "refund.updated", of: { refund: one } }];
  one.failureReason = "expired_or_canceled_card";
  const charge = payment.charges.find((candidate) => candidate.id === one.charge);
  if (charge) charge.amountRefunded -= one.amount;
  return [
    { type: "refund.updated", of: { refund: one } },
    { type: "refund.failed", of: { refund: one } },
  ];
}
