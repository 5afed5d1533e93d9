import type { Settled } from "./settle-payment";

const words: Partial<Record<Settled["outcome"], string>> = {
  nothing: "Our books say so already.",
  captured: "The money was taken, and the order is paid.",
  refund_late_money: "Money came for an order that had ended; it goes back.",
  count_decline: "The payment was declined.",
  reopen: "The payment page is open again.",
  end: "The payment has ended; nothing was charged.",
  voided: "The order had ended; the authorization was let go.",
};

/** What asking about a payment came to, for people to read. */
export const settledWords = (outcome: Settled["outcome"]): string =>
  words[outcome] ?? "Our books now say what the provider says.";
