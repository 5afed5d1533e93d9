import type { Tone } from "@/components/ui/status";
import type { ShopperOrder } from "@/server/domain/order/shopper.queries";
import { bankAnswersBy } from "@/server/domain/payment/payment";
import { formatMoney } from "@/server/kernel/money";

/** Where an order stands, in its buyer's words. */
export type Stand = {
  kind:
    | "to_pay"
    | "taking"
    | "at_bank"
    | "closing"
    | "packing"
    | "part_sent"
    | "sent"
    | "arrived"
    | "declined"
    | "too_late"
    | "cancelled";
  tone: Tone;
  title: string;
  next: string;
  /** Seconds until it is worth looking again; null when nothing moves any more. */
  lookAgainIn: number | null;
};

type Seen = Pick<
  ShopperOrder,
  | "status"
  | "cancelReason"
  | "payments"
  | "refunds"
  | "parcels"
  | "paymentDueAt"
  | "now"
  | "leavesBy"
  | "onHold"
  | "follows"
>;

const soon = 3;
const later = 30;

export function standOf(order: Seen, words: (at: string) => string): Stand {
  switch (order.status) {
    case "pending":
      return standOfPending(order, words);
    case "paid":
      if (order.onHold)
        return {
          kind: "packing",
          tone: "info",
          title: "Paid. We are checking it",
          next: "We are checking your order before it leaves, so it may leave later than planned. You don’t need to do anything; you get an e-mail as soon as it goes on.",
          lookAgainIn: later,
        };
      return {
        kind: "packing",
        tone: "positive",
        title: "Paid. We are packing it",
        next: order.leavesBy
          ? `It leaves us by ${words(order.leavesBy)}. You get an e-mail with the tracking number.`
          : order.follows.length > 0
            ? "It is not here just now; we send it as soon as it comes in, and write to you when it leaves."
            : "You get an e-mail with the tracking number as soon as it leaves us.",
        lookAgainIn: order.leavesBy ? later : soon,
      };
    case "partially_shipped":
      return {
        kind: "part_sent",
        tone: "info",
        title: "Part of it is on its way",
        next: order.onHold
          ? "We are checking the rest before it leaves. You don’t need to do anything."
          : order.leavesBy
            ? `The rest leaves us by ${words(order.leavesBy)}.`
            : order.follows.length > 0
              ? "The rest follows as soon as it comes in; you get an e-mail when it leaves."
              : "The rest follows.",
        lookAgainIn: later,
      };
    case "shipped":
      if (order.parcels.length > 0 && order.parcels.every(({ progress }) => progress.turned))
        return {
          kind: "sent",
          tone: "critical",
          title: "It could not be delivered",
          next: "We are sorry. Below is what happened, and what we do about it.",
          lookAgainIn: later,
        };
      return {
        kind: "sent",
        tone: order.parcels.some(({ trouble }) => trouble) ? "warning" : "info",
        title: onTheWay(order.parcels),
        next: "Follow it below; we also look, and tell you when something goes wrong.",
        lookAgainIn: later,
      };
    case "delivered":
      return {
        kind: "arrived",
        tone: "positive",
        title: "It has arrived",
        next: "We hope you keep it for long. If something is not as it should be, answer our e-mail.",
        lookAgainIn: null,
      };
    case "cancelled":
      return standOfCancelled(order);
  }
}

/** Those that are there already, or will not come, are not counted. */
function onTheWay(parcels: Seen["parcels"]): string {
  const moving = parcels.filter(({ progress }) => !progress.turned && progress.reached !== "delivered");
  const today =
    moving.length > 0 &&
    moving.every(({ progress, trouble }) => progress.reached === "out_for_delivery" && !trouble);
  if (today) return moving.length > 1 ? "Your parcels come today" : "It comes today";
  return moving.length > 1 ? `${moving.length} parcels are on their way` : "It is on its way";
}

function standOfPending(order: Seen, words: (at: string) => string): Stand {
  const payment = order.payments.at(-1);
  const last = payment?.status;
  if (payment && last === "processing")
    return {
      kind: "at_bank",
      tone: "info",
      title: "Your bank is working on the payment",
      next: `This takes some days, usually until ${words(bankAnswersBy(new Date(payment.at)).toISOString())}. Everything is held for you until then, and you don’t need to do anything. If the bank refuses, the order is cancelled and nothing is charged.`,
      lookAgainIn: later,
    };
  if (last === "authorized" || last === "capturing")
    return {
      kind: "taking",
      tone: "info",
      title: "Your payment is being taken",
      next: "This takes a few seconds. You don’t need to do anything.",
      lookAgainIn: soon,
    };
  if (last === "failed")
    return {
      kind: "closing",
      tone: "critical",
      title: "Your payment was declined",
      next: "Nothing was charged. The order is being closed; in a moment you can try again.",
      lookAgainIn: 1,
    };
  if (order.now >= order.paymentDueAt)
    return {
      kind: "closing",
      tone: "warning",
      title: "The time to pay is over",
      next: "Nothing was charged. The order is being closed; in a moment you can place it again.",
      lookAgainIn: soon,
    };
  return {
    kind: "to_pay",
    tone: "warning",
    title: "Waiting for your payment",
    next: `Everything is held for you until ${words(order.paymentDueAt)}. If it isn’t paid by then, the order is cancelled by itself and nothing is charged.`,
    lookAgainIn: 5,
  };
}

function standOfCancelled({ cancelReason, payments, refunds }: Seen): Stand {
  const captured = payments.find(({ captured: amount }) => amount.amount > 0)?.captured;
  const moving = refunds.some(({ status }) => status === "requested" || status === "submitted");
  const atBank = payments.some(({ status }) => status === "processing");
  const back = captured
    ? `${formatMoney(captured)} ${moving || refunds.length === 0 ? "is going" : "went"} back the way it came; banks take five to ten days.`
    : atBank
      ? "Your bank was at work on the payment already. Should the money still reach us, all of it goes straight back."
      : "Nothing was charged.";
  const common = { tone: "critical", lookAgainIn: moving || atBank ? later : null } as const;
  switch (cancelReason) {
    case "payment_failed":
      return {
        ...common,
        kind: "declined",
        title: "Your payment was declined",
        next: `${back} The order was closed and its things went back on the shelf. You can place it again at once, and pay another way.`,
      };
    case "payment_timeout":
      return {
        ...common,
        kind: "too_late",
        title: "It was not paid in time",
        next: `${back} The order was closed and its things went back on the shelf. You can place it again at once.`,
      };
    case "customer":
      return { ...common, tone: "neutral", kind: "cancelled", title: "You cancelled this order", next: back };
    case "stock_expired":
      return {
        ...common,
        kind: "cancelled",
        title: "We had to cancel this order",
        next: `Something in it went past its date before it could leave us. We are sorry. ${back}`,
      };
    default:
      return { ...common, kind: "cancelled", title: "This order was cancelled by the shop", next: back };
  }
}
