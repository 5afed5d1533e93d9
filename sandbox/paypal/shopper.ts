import { left, type Order } from "./order";

/** Where the shop wants its shopper back after agreeing, with what PayPal adds. */
export const returnUrl = (order: Order): string =>
  withQuery(order.returnUrl, { token: order.id, PayerID: "SANDBXBUYER22" });

export const cancelUrl = (order: Order): string | null =>
  order.cancelUrl && withQuery(order.cancelUrl, { token: order.id });

function withQuery(address: string, more: Record<string, string>): string {
  const url = new URL(address);
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  return url.toString();
}

/** How far an order is, in one word. */
export function stateOf(order: Order): string {
  const { capture } = order;
  if (capture?.status === "PENDING") return "pending";
  if (capture?.status === "DECLINED") return "denied";
  if (capture) return left(order) < capture.amount ? "refunded" : "captured";
  if (order.status === "APPROVED") return "authorized";
  if (order.status === "VOIDED") return "voided";
  return order.declined ? "declined" : "open";
}
