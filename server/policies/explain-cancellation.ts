import type { Cancellation } from "@/server/domain/order/order";
import { unreachable } from "@/server/kernel/errors";
import type { Consequence } from "./policy";

/** Why a cancelling policy did or did not cancel. */
export function explainCancellation(outcome: Cancellation["outcome"], because: string): Consequence {
  switch (outcome) {
    case "cancel":
      return { outcome: "done", reason: because, command: "CancelOrder" };
    case "already_cancelled":
      return { outcome: "nothing_to_do", reason: "The order was cancelled already." };
    case "not_due":
      return { outcome: "nothing_to_do", reason: "The order has been paid, or is not due yet." };
    case "payment_in_flight":
      return {
        outcome: "nothing_to_do",
        reason:
          "Its payment is being taken, or a bank is at work on it; once that is decided, so is the order.",
      };
    default:
      return unreachable(outcome);
  }
}
