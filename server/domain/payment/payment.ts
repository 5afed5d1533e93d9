import { unreachable } from "../../kernel/errors";
import { formatMoney, type Money, money } from "../../kernel/money";
import type { RemotePayment } from "../../ports/payment-gateway";
import type { OrderStatus } from "../order/order";

export const paymentProviders = ["stripe", "paypal"] as const;
export type PaymentProvider = (typeof paymentProviders)[number];

export const paymentStatuses = [
  "created",
  "open",
  "authorized",
  /** Under way at a bank; it may take days, and the goods are held until it is decided. */
  "processing",
  "capturing",
  "captured",
  "failed",
  "expired",
  "voided",
] as const;
export type PaymentStatus = (typeof paymentStatuses)[number];

const moves = {
  // The answer that opened the page may have been lost: a created attempt can be told whatever an open one can.
  created: ["open", "authorized", "processing", "capturing", "captured", "failed", "expired", "voided"],
  open: ["authorized", "processing", "capturing", "captured", "failed", "expired", "voided"],
  processing: ["open", "authorized", "capturing", "captured", "failed", "expired", "voided"],
  authorized: ["processing", "capturing", "captured", "failed", "expired", "voided"],
  // Back to open: the provider refused to take what it had held, and the shopper may try again.
  capturing: ["captured", "processing", "open", "failed", "expired", "voided"],
  captured: [],
  // Late money: the provider took it although we had given up. It is recorded, then sent back.
  failed: ["captured"],
  expired: ["captured"],
  voided: ["captured"],
} as const satisfies Record<PaymentStatus, readonly PaymentStatus[]>;

export const canMove = (from: PaymentStatus, to: PaymentStatus): boolean =>
  (moves[from] as readonly PaymentStatus[]).includes(to);

/** A live attempt may still become money; an order has at most one. */
export const liveStatuses = [
  "created",
  "open",
  "authorized",
  "processing",
  "capturing",
] as const satisfies readonly PaymentStatus[];
export const isLive = (status: PaymentStatus): boolean =>
  (liveStatuses as readonly PaymentStatus[]).includes(status);

/** Where a shopper's objection at their bank or at PayPal stands. */
export const disputeStatuses = ["needs_response", "under_review", "won", "lost"] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];
export const isOpenDispute = (status: DisputeStatus): boolean =>
  status === "needs_response" || status === "under_review";

/** What can still be given back of a payment; `refusal` says in words why that is nothing or less than one might think. */
export type Refundable = { left: number; refusal: string | null };

/**
 * How much of a payment can be refunded. Money under dispute is in the bank's hands: a provider refuses to refund the payment
 * until it is decided, and giving back what a lost dispute has taken already would pay the customer twice.
 */
export function refundable(
  payment: { capturedAmount: number; refundedAmount: number; currency: string },
  disputes: readonly { status: DisputeStatus; amount: number }[],
): Refundable {
  const kept = payment.capturedAmount - payment.refundedAmount;
  const words = (amount: number) => formatMoney(money(amount, payment.currency));
  const open = disputes.find((one) => isOpenDispute(one.status));
  if (open)
    return {
      left: 0,
      refusal: `The customer disputes ${words(open.amount)} of this payment at their bank. Answer the dispute or accept it there: what is refunded besides could be paid twice.`,
    };
  const lost = disputes.reduce((sum, one) => sum + (one.status === "lost" ? one.amount : 0), 0);
  const left = Math.max(0, kept - lost);
  if (kept > 0 && lost > 0)
    return {
      left,
      refusal: `A lost dispute took ${words(lost)} of this payment back to the customer; ${left === 0 ? "nothing more" : `only ${words(left)}`} can be refunded.`,
    };
  return { left, refusal: left === 0 ? "All of this payment has been given back already." : null };
}

export const refundStatuses = ["requested", "submitted", "succeeded", "failed"] as const;
export type RefundStatus = (typeof refundStatuses)[number];

/** What to do about a payment, given what the provider says and where our order stands. */
export type Verdict =
  | { do: "nothing" }
  /** Lock says pending: take the money. */
  | { do: "capture" }
  /** The order is gone: let the authorization go; nothing was charged. */
  | { do: "void" }
  /** The money is there and the order was waiting for it. */
  | { do: "accept"; amount: Money; captureRef: string; fee?: Money }
  /** The money is there and the order is gone: keep the record, send it back. */
  | { do: "refund_late_money"; amount: Money; captureRef: string; fee?: Money }
  | { do: "count_decline"; declineRef: string; code: string; message: string }
  /** We were to take the money, and the provider holds none any more: the page is open again. */
  | { do: "reopen" }
  | { do: "end"; as: "expired" | "voided" };

/**
 * Decides from the provider's word. Providers tell us everything twice, in any order, so every branch has to be
 * right when it is asked again.
 */
export function decideSettlement(
  payment: { status: PaymentStatus },
  order: { status: OrderStatus },
  remote: RemotePayment,
): Verdict {
  switch (remote.state) {
    case "open":
      return payment.status === "capturing" ? { do: "reopen" } : { do: "nothing" };
    case "processing":
      return { do: "nothing" };
    case "declined":
      return isLive(payment.status)
        ? { do: "count_decline", declineRef: remote.declineRef, code: remote.code, message: remote.message }
        : { do: "nothing" };
    case "authorized":
      // Word that was overtaken by our own capture.
      if (payment.status === "captured") return { do: "nothing" };
      // A cancelled or paid order must not be charged by this attempt; that holds however late it comes.
      return order.status === "pending" && isLive(payment.status) ? { do: "capture" } : { do: "void" };
    case "captured": {
      if (payment.status === "captured") return { do: "nothing" };
      const money = {
        amount: remote.amount,
        captureRef: remote.captureRef,
        ...(remote.fee ? { fee: remote.fee } : {}),
      };
      return order.status === "pending" ? { do: "accept", ...money } : { do: "refund_late_money", ...money };
    }
    case "expired":
    case "voided":
      return isLive(payment.status) ? { do: "end", as: remote.state } : { do: "nothing" };
    default:
      return unreachable(remote);
  }
}
