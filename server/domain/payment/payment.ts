import { minutes } from "../../kernel/clock";
import { unreachable } from "../../kernel/errors";
import type { Money } from "../../kernel/money";
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
  // Late money: the provider took it although we had given up. It is recorded, then sent back. A bank that is still at
  // work on it is asked until it has decided.
  failed: ["processing", "captured"],
  expired: ["processing", "captured"],
  voided: ["processing", "captured"],
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

/**
 * What of the provider's word has been overtaken. `sinceMs`: since our row last moved. While one of us takes the money, or
 * right after a bank was set to work, an answer from before that may still be on its way; it is asked for again later.
 */
export const isOvertaken = (
  payment: { status: PaymentStatus; sinceMs: number },
  remote: RemotePayment,
): boolean =>
  (payment.status === "capturing" || payment.status === "processing") &&
  payment.sinceMs < callTakesMs &&
  // A final refusal can only come after the page was left, hence after all that.
  (remote.state === "open" ||
    (remote.state === "declined" && !(remote.final && payment.status === "processing")));

/** Longer than any call to a provider takes: a capture that is older was cut off by a crash. */
export const callTakesMs = minutes(1);

/** Until when a bank has usually decided: five working days later. */
export function bankAnswersBy(since: Date): Date {
  const by = new Date(since);
  for (let left = 5; left > 0; ) {
    by.setUTCDate(by.getUTCDate() + 1);
    if (by.getUTCDay() !== 0 && by.getUTCDay() !== 6) left -= 1;
  }
  return by;
}

/** Where a shopper's objection at their bank or at PayPal stands. */
export const disputeStatuses = ["needs_response", "under_review", "won", "lost"] as const;
export type DisputeStatus = (typeof disputeStatuses)[number];
export const isOpenDispute = (status: DisputeStatus): boolean =>
  status === "needs_response" || status === "under_review";

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
  /** A bank is at work on it: hold the goods until it has decided. */
  | { do: "wait" }
  /** `final`: the shopper can't try again on that page. */
  | { do: "count_decline"; declineRef: string; code: string; message: string; final: boolean }
  /** We were to take the money, or a bank was, and the provider holds none any more: the page is open again. */
  | { do: "reopen" }
  /** The provider told what it kept only after the money was here. */
  | { do: "note_fee"; fee: Money }
  | { do: "end"; as: "expired" | "voided" };

/**
 * Decides from the provider's word. Providers tell us everything twice, in any order, so every branch has to be
 * right when it is asked again.
 */
export function decideSettlement(
  payment: { status: PaymentStatus; feeAmount?: number | null },
  order: { status: OrderStatus },
  remote: RemotePayment,
): Verdict {
  switch (remote.state) {
    case "open":
      return payment.status === "capturing" || payment.status === "processing"
        ? { do: "reopen" }
        : { do: "nothing" };
    case "processing":
      return payment.status === "captured" || payment.status === "processing"
        ? { do: "nothing" }
        : { do: "wait" };
    case "declined":
      return isLive(payment.status)
        ? {
            do: "count_decline",
            declineRef: remote.declineRef,
            code: remote.code,
            message: remote.message,
            final: remote.final === true,
          }
        : { do: "nothing" };
    case "authorized":
      // Word that was overtaken by our own capture.
      if (payment.status === "captured") return { do: "nothing" };
      // A cancelled or paid order must not be charged by this attempt; that holds however late it comes.
      return order.status === "pending" && isLive(payment.status) ? { do: "capture" } : { do: "void" };
    case "captured": {
      if (payment.status === "captured")
        return remote.fee && payment.feeAmount === null
          ? { do: "note_fee", fee: remote.fee }
          : { do: "nothing" };
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
