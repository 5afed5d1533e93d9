import { DomainError } from "../../kernel/errors";
import type { HoldReason, OrderStatus } from "./order";

/** In a few words, for staff: what keeps the order here. */
export const holdWords: Record<HoldReason, string> = {
  stock_expired: "Stock past its date",
  address: "Address to be checked",
  fraud: "Fraud check",
  manual: "Held by hand",
};

/** Those a person may give; that stock went past its date is found out by a policy. */
export const staffHoldReasons = ["manual", "address", "fraud"] as const satisfies HoldReason[];

export type Hold = { reason: HoldReason; note: string };

/** Only what has not left yet can be held. */
export const canHold = (status: OrderStatus): boolean =>
  status === "pending" || status === "paid" || status === "partially_shipped";

const refusal: Partial<Record<OrderStatus, string>> = {
  shipped: "has left the warehouse",
  delivered: "has been delivered",
  cancelled: "is cancelled",
};

export function assertCanHold(order: { number: string; status: OrderStatus }): void {
  if (canHold(order.status)) return;
  throw new DomainError(
    "invalid_transition",
    `Order ${order.number} ${refusal[order.status]}; there is nothing left to hold.`,
    { number: order.number, status: order.status },
  );
}

/** Nothing of an order on hold is picked, packed, labelled or shipped; going back a step is still possible. */
export function assertNotHeld(order: { number: string }, holds: readonly Hold[]): void {
  const [first] = holds;
  if (!first) return;
  throw new DomainError(
    "invalid_transition",
    `Order ${order.number} is on hold: ${holdWords[first.reason]}. ${first.note} Leave it until a manager has lifted the hold.`,
    { number: order.number, hold: first.reason },
  );
}
