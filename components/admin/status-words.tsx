import { Status, type Tone } from "@/components/ui/status";
import type { CancelReason, OrderStatus } from "@/server/domain/order/order";
import type { DisputeStatus, PaymentStatus, RefundStatus } from "@/server/domain/payment/payment";
import type { ShipmentStatus, TrackingState } from "@/server/domain/shipment/shipment";

type Words<State extends string> = Record<State, { tone: Tone; word: string }>;

export const orderWords: Words<OrderStatus> = {
  pending: { tone: "neutral", word: "Pending" },
  paid: { tone: "info", word: "Paid" },
  partially_shipped: { tone: "info", word: "Partly shipped" },
  shipped: { tone: "positive", word: "Shipped" },
  delivered: { tone: "positive", word: "Delivered" },
  cancelled: { tone: "critical", word: "Cancelled" },
};

export const reasonWords: Record<CancelReason, string> = {
  payment_failed: "payment failed",
  payment_timeout: "not paid in time",
  customer: "by the customer",
  staff: "by the shop",
  stock_expired: "stock expired",
  fraud: "fraud",
};

const paymentWords: Words<PaymentStatus> = {
  created: { tone: "neutral", word: "Not opened yet" },
  open: { tone: "neutral", word: "Page open" },
  authorized: { tone: "info", word: "Authorized" },
  processing: { tone: "info", word: "Under way at the bank" },
  capturing: { tone: "info", word: "Being taken" },
  captured: { tone: "positive", word: "Captured" },
  failed: { tone: "critical", word: "Failed" },
  expired: { tone: "neutral", word: "Expired" },
  voided: { tone: "neutral", word: "Released" },
};

const refundWords: Words<RefundStatus> = {
  requested: { tone: "neutral", word: "Requested" },
  submitted: { tone: "info", word: "On its way" },
  succeeded: { tone: "positive", word: "Refunded" },
  failed: { tone: "critical", word: "Failed" },
};

const disputeStates: Words<DisputeStatus> = {
  needs_response: { tone: "critical", word: "Needs our answer" },
  under_review: { tone: "info", word: "The bank decides" },
  won: { tone: "positive", word: "Won" },
  lost: { tone: "neutral", word: "Lost" },
};

const shipmentWords: Words<ShipmentStatus> = {
  assigned: { tone: "neutral", word: "To pick" },
  picking: { tone: "info", word: "Picking" },
  packed: { tone: "info", word: "Packed" },
  labelled: { tone: "info", word: "Labelled" },
  shipped: { tone: "positive", word: "Shipped" },
  delivered: { tone: "positive", word: "Delivered" },
  cancelled: { tone: "critical", word: "Cancelled" },
};

const trackingWords: Words<TrackingState> = {
  pre_transit: { tone: "neutral", word: "Label made" },
  in_transit: { tone: "info", word: "On its way" },
  out_for_delivery: { tone: "info", word: "Out for delivery" },
  delivered: { tone: "positive", word: "Delivered" },
  exception: { tone: "warning", word: "Problem" },
  returned: { tone: "warning", word: "Coming back" },
};

const runWords: Words<RunOutcome> = {
  running: { tone: "info", word: "Trying again" },
  done: { tone: "positive", word: "Done" },
  nothing_to_do: { tone: "neutral", word: "Nothing to do" },
  refused: { tone: "warning", word: "Refused" },
  failed: { tone: "critical", word: "Failed" },
};
type RunOutcome = "running" | "done" | "nothing_to_do" | "refused" | "failed";

const kinds = {
  order: orderWords,
  payment: paymentWords,
  refund: refundWords,
  dispute: disputeStates,
  shipment: shipmentWords,
  tracking: trackingWords,
  run: runWords,
};

/** Where something stands, in the console's words. A state that has no words yet is shown by its own name. */
export function StateMark({ of, state, plain }: { of: keyof typeof kinds; state: string; plain?: boolean }) {
  const words: Record<string, { tone: Tone; word: string }> = kinds[of];
  const { tone, word } = words[state] ?? { tone: "neutral" as const, word: state };
  return (
    <Status tone={tone} plain={plain ?? false}>
      {word}
    </Status>
  );
}

/** "staff:Ada Moreno" and the like, for people to read. */
export function actorWords(actor: string): string {
  const [kind = "", name = ""] = actor.split(/:(.*)/s);
  switch (kind) {
    case "shopper":
      return "The customer";
    case "staff":
      return name;
    case "policy":
      return "By itself";
    case "provider":
      return name.charAt(0).toUpperCase() + name.slice(1);
    default:
      return name || kind;
  }
}
