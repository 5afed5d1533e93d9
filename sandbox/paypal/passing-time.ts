import type { Happening, Order } from "./order";
import { isOpen, reverse, settleCapture } from "./paying";
import { settleRefund } from "./refunding";

/** How long a shopper may take to approve, and we to capture what was approved. */
const lastsMs = 3 * 3_600_000;

const after = (time: string, ms: number): number => Date.parse(time) + ms;

/** PayPal answers about an order that nobody approved in time as if it had never been. */
export const isGone = (order: Order, now: Date): boolean =>
  isOpen(order) && after(order.created, lastsMs) <= now.getTime();

/** When something will happen to it by itself, in milliseconds since 1970, or null. */
export function wakesAt(order: Order): number | null {
  const times = order.refunds.flatMap((one) => (one.settles ? [Date.parse(one.settles.at)] : []));
  if (order.capture?.settles) times.push(Date.parse(order.capture.settles.at));
  if (order.status === "APPROVED" && order.approvedAt) times.push(after(order.approvedAt, lastsMs));
  return times.length === 0 ? null : Math.min(...times);
}

/** What time alone does: approvals lapse, banks answer about captures and refunds. */
export function wake(order: Order, now: Date): Happening[] {
  const happened: Happening[] = [];
  const due = (time: string) => Date.parse(time) <= now.getTime();
  if (order.status === "APPROVED" && order.approvedAt && after(order.approvedAt, lastsMs) <= now.getTime())
    happened.push(...reverse(order, now));
  const bank = order.capture?.settles;
  if (bank && due(bank.at)) happened.push(...settleCapture(order, bank.as, now));
  for (const one of order.refunds)
    if (one.settles && due(one.settles.at)) happened.push(...settleRefund(order, one, now));
  return happened;
}
