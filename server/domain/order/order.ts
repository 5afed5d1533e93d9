import { DomainError } from "../../kernel/errors";

export const orderStatuses = [
  "pending",
  "paid",
  "partially_shipped",
  "shipped",
  "delivered",
  "cancelled",
] as const;
export type OrderStatus = (typeof orderStatuses)[number];

export const cancelReasons = [
  "payment_failed",
  "payment_timeout",
  "customer",
  "staff",
  "stock_expired",
  "fraud",
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** What can stand in the way of sending an order, without changing its state. */
export const holdReasons = ["stock_expired", "address", "fraud", "manual"] as const;
export type HoldReason = (typeof holdReasons)[number];

/** Those a person may give; the payment's are found out by policies. */
export const staffCancelReasons = [
  "staff",
  "customer",
  "fraud",
  "stock_expired",
] as const satisfies CancelReason[];

/** The life of an order. Refunds and returns have their own machines and never move it backwards. */
const moves = {
  pending: ["paid", "cancelled"],
  paid: ["partially_shipped", "shipped", "cancelled"],
  partially_shipped: ["shipped"],
  shipped: ["delivered"],
  delivered: [],
  cancelled: [],
} as const satisfies Record<OrderStatus, readonly OrderStatus[]>;

export const canMove = (from: OrderStatus, to: OrderStatus): boolean =>
  (moves[from] as readonly OrderStatus[]).includes(to);

/** What the order decisions look at; the store's row has more. */
export type OrderState = {
  number: string;
  status: OrderStatus;
  paymentDueAt: Date;
};

type Refused = (to: OrderStatus) => string;

const refusal: Record<OrderStatus, Refused> = {
  pending: () => "is still waiting for its payment",
  paid: () => "is paid already",
  partially_shipped: (to) => (to === "cancelled" ? "has partly left the warehouse" : "is partly on its way"),
  shipped: (to) => (to === "cancelled" ? "has left the warehouse" : "has been shipped"),
  delivered: () => "has been delivered",
  cancelled: () => "is cancelled",
};

/** Refuses a move that the table doesn't have, saying why in the reader's words. */
export function assertCanMove(order: OrderState, to: OrderStatus): void {
  if (canMove(order.status, to)) return;
  const verb = { pending: "reopened", paid: "paid", cancelled: "cancelled", delivered: "delivered" } as const;
  const word = to in verb ? verb[to as keyof typeof verb] : "shipped";
  throw new DomainError(
    "invalid_transition",
    `Order ${order.number} ${refusal[order.status](to)}; it can no longer be ${word}.`,
    { number: order.number, status: order.status, to },
  );
}

/** Refuses to cancel a part of an order that is not paid yet, or of which nothing is left to send. */
export function assertPartCancellable(order: Pick<OrderState, "number" | "status">): void {
  if (order.status === "paid" || order.status === "partially_shipped") return;
  throw new DomainError(
    "invalid_transition",
    order.status === "pending"
      ? `Order ${order.number} is not paid yet; cancel all of it instead.`
      : `Order ${order.number} ${refusal[order.status]("cancelled")}; no part of it can be cancelled any more.`,
    { number: order.number, status: order.status },
  );
}

export type Cancellation =
  | { outcome: "already_cancelled" }
  | { outcome: "not_due" }
  | { outcome: "payment_in_flight" }
  | { outcome: "cancel"; from: "reserved" | "committed"; wasPaid: boolean };

/**
 * Decides a cancellation. A time-out or a failed payment only ever ends a pending order: once it is paid the
 * money has won the race, so those come back as "not_due" instead of an error.
 */
export function decideCancellation(
  order: OrderState,
  request: {
    reason: CancelReason;
    now: Date;
    capturing: boolean;
    /** A bank is at work on the payment. */
    processing?: boolean;
    onlyPending?: boolean;
  },
): Cancellation {
  if (order.status === "cancelled") return { outcome: "already_cancelled" };
  const automatic =
    request.onlyPending === true ||
    request.reason === "payment_timeout" ||
    request.reason === "payment_failed";
  if (automatic && order.status !== "pending") return { outcome: "not_due" };
  if (request.reason === "payment_timeout" && request.now < order.paymentDueAt) return { outcome: "not_due" };
  // The shopper has done their part and a bank takes its days: only a person may decide not to wait for it. The money of an
  // order that is cancelled meanwhile goes back as soon as it comes.
  if (request.processing && automatic) return { outcome: "payment_in_flight" };
  // Money is being taken this very moment: whoever asked it to be taken will finish the order.
  if (request.capturing) {
    if (automatic) return { outcome: "payment_in_flight" };
    throw new DomainError(
      "invalid_transition",
      `The payment of order ${order.number} is being taken right now. Try again in a minute to cancel and be refunded.`,
      { number: order.number },
    );
  }
  assertCanMove(order, "cancelled");
  return order.status === "pending"
    ? { outcome: "cancel", from: "reserved", wasPaid: false }
    : { outcome: "cancel", from: "committed", wasPaid: true };
}
