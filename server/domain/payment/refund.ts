import { after, minutes } from "../../kernel/clock";

/** Why money goes back, as a person of the shop chooses it. */
export const refundReasons = [
  "returned",
  "damaged",
  "wrong_item",
  "missing",
  "late",
  "price",
  "goodwill",
  "other",
] as const;
type RefundReason = (typeof refundReasons)[number];

/** The same in words that the customer reads. */
export const refundReasonWords: Record<RefundReason, string> = {
  returned: "Goods you sent back",
  damaged: "Damaged on arrival",
  wrong_item: "Not what you ordered",
  missing: "Missing from the parcel",
  late: "Delivered late",
  price: "Price corrected",
  goodwill: "For your trouble",
  other: "Refund",
};

/** How money went back when the provider could not send it. */
export const handWays = ["bank_transfer", "cheque", "cash", "other"] as const;
export type HandWay = (typeof handWays)[number];

export const handWayWords: Record<HandWay, string> = {
  bank_transfer: "by bank transfer",
  cheque: "by cheque",
  cash: "in cash",
  other: "another way",
};

/** What a bank or PayPal says when no money will be taken or given however often it is sent. */
const hopeless =
  /lost_or_stolen_card|expired_or_canceled_card|^canceled$|disputed|180 days|allow|chargeback|taken the money back|as a whole only|locked or closed|already been refunded|given back already/i;

/** Growing pauses; when the last one has failed as well, a person decides. */
const pauses = [1, 6, 24, 72];

/**
 * When a refund that failed is sent again by itself; null when that can't help or has been tried often enough.
 * `attempts` counts the failures, this one included.
 */
export function nextTry(attempts: number, reason: string | undefined, now: Date): Date | null {
  if (reason && hopeless.test(reason)) return null;
  const pause = pauses[attempts - 1];
  return pause === undefined ? null : after(now, minutes(60 * pause));
}

/** A bank's word for why it took no money, for people to read. */
export const failureWords = (reason: string | null): string => {
  if (!reason) return "The provider gave no reason.";
  const known: Record<string, string> = {
    lost_or_stolen_card: "The card was reported lost or stolen.",
    expired_or_canceled_card: "The card has expired or was cancelled.",
    insufficient_funds: "Our balance at the provider was too low.",
    charge_for_pending_refund_disputed: "The customer disputes the payment meanwhile.",
    declined: "The customer’s bank declined it.",
    canceled: "It was cancelled at the provider.",
    unknown: "The customer’s bank gave no reason.",
  };
  return known[reason] ?? (/^[a-z_]+$/.test(reason) ? `${reason.replaceAll("_", " ")}.` : reason);
};
