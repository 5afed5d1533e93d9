import { Status, type Tone } from "@/components/ui/status";
import type { HistoryRow } from "@/server/domain/account/order-history.queries";
import { spanWords } from "@/server/kernel/day-words";

type Seen = Pick<HistoryRow, "status" | "cancelReason" | "paymentDueAt" | "deliverBy">;

/** Where an order stands, in a word for a list; its own page says the rest. */
export function OrderWord({ order }: { order: Seen }) {
  const [tone, words] = wordsOf(order);
  return <Status tone={tone}>{words}</Status>;
}

function wordsOf({ status, cancelReason, deliverBy }: Seen): [Tone, string] {
  switch (status) {
    case "pending":
      return ["warning", "Waiting for your payment"];
    case "paid":
      return [
        "positive",
        deliverBy ? `Being packed, arrives by ${spanWords(null, deliverBy)}` : "Being packed",
      ];
    case "partially_shipped":
      return ["info", "Part of it is on its way"];
    case "shipped":
      return ["info", deliverBy ? `On its way, arrives by ${spanWords(null, deliverBy)}` : "On its way"];
    case "delivered":
      return ["positive", "Arrived"];
    case "cancelled":
      switch (cancelReason) {
        case "payment_failed":
          return ["neutral", "Payment declined"];
        case "payment_timeout":
          return ["neutral", "Not paid in time"];
        case "customer":
          return ["neutral", "You cancelled it"];
        default:
          return ["critical", "Cancelled by the shop"];
      }
  }
}
