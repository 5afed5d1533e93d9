import type Stripe from "stripe";
import type { Charge, Dispute, Payment, Refund, Seconds } from "./payment";

/** One entry of the account's books: what `/v1/balance_transactions` lists. */
export type Line = Stripe.BalanceTransaction & { source: string };

/** Every entry that a payment has led to so far. An entry never changes once it was made. */
export const linesOf = (payment: Payment): Line[] => [
  ...payment.charges.flatMap((charge) => chargeLine(payment, charge) ?? []),
  ...payment.refunds.flatMap((refund) => refundLines(payment, refund)),
  ...(payment.disputes ?? []).flatMap((dispute) => disputeLines(payment, dispute)),
];

/** A charge's entry, with the fee; null until it is booked. */
export function chargeLine(payment: Payment, charge: Charge): Line | null {
  if (!charge.captured || charge.booked === false) return null;
  return line(payment, {
    id: `txn_${charge.id.slice(3)}`,
    type: charge.bank ? "payment" : "charge",
    category: "charge",
    amount: charge.amountCaptured,
    fee: charge.fee,
    created: charge.bookedAt ?? charge.capturedAt ?? charge.created,
    source: charge.id,
  });
}

function refundLines(payment: Payment, refund: Refund): Line[] {
  if (refund.status === "pending") return [];
  const bank = refund.charge.startsWith("py_");
  const at = refund.settledAt ?? refund.created;
  const out = line(payment, {
    id: refundLineId(refund),
    type: bank ? "payment_refund" : "refund",
    category: "refund",
    amount: -refund.amount,
    fee: 0,
    created: refund.status === "failed" ? refund.created : at,
    source: refund.id,
  });
  if (refund.status !== "failed") return [out];
  const back = {
    id: `txn_${refund.id.slice(3)}b`,
    type: "refund_failure",
    category: "refund_failure",
    amount: refund.amount,
    fee: 0,
    created: at,
    source: refund.id,
  };
  return [out, line(payment, back)];
}

export const refundLineId = (refund: Refund): string => `txn_${refund.id.slice(3)}r`;

/** What a dispute took, and gave back where it was won. The bank's own fee stays taken. */
export function disputeLines(payment: Payment, dispute: Dispute): Line[] {
  const entry = { type: "adjustment", category: "dispute", source: dispute.id };
  const taken = line(payment, {
    ...entry,
    id: `txn_${dispute.id.slice(3)}d`,
    amount: -dispute.amount,
    fee: 1500,
    created: dispute.created,
  });
  if (dispute.reinstatedAt === null) return [taken];
  const back = {
    ...entry,
    category: "dispute_reversal",
    id: `txn_${dispute.id.slice(3)}e`,
    amount: dispute.amount,
    fee: 0,
    created: dispute.reinstatedAt,
  };
  return [taken, line(payment, back)];
}

type Entry = {
  id: string;
  type: string;
  category: string;
  amount: number;
  fee: number;
  created: Seconds;
  source: string;
};

const line = (payment: Payment, { id, type, category, amount, fee, created, source }: Entry): Line => ({
  id,
  object: "balance_transaction",
  amount,
  available_on: created + 2 * 86_400,
  balance_type: "payments",
  created,
  currency: payment.currency,
  description: payment.intentDescription,
  exchange_rate: null,
  fee,
  fee_details:
    fee === 0
      ? []
      : [
          {
            amount: fee,
            application: null,
            currency: payment.currency,
            description: "Stripe processing fees",
            type: "stripe_fee",
          },
        ],
  net: amount - fee,
  reporting_category: category,
  source,
  status: "pending",
  type,
});
