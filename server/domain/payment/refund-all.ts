import type { OrderRow } from "@/server/domain/order/order.store";
import { paidBackOf } from "@/server/domain/order/paid-back.store";
import { linesOf } from "@/server/domain/order/part-cancellation.store";
import { refundOf, restOf } from "@/server/domain/order/refund-of";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { PaymentRow } from "./payment.store";
import { refundable } from "./refundable";
import { requestRefund } from "./request-refund";

/**
 * Asks for all that is left of a payment to be given back; null when nothing is. Order and payment must be locked. Of a
 * cancelled order it says what it is for; a second payment is for nothing at all.
 */
export async function refundAll(
  tx: TxCtx,
  paid: PaymentRow,
  order: OrderRow,
  why: { reason: string; causeKey: string },
): Promise<Id<"refund"> | null> {
  const { left } = await refundable(tx, paid);
  if (left === 0) return null;
  const about = { ...why, amount: left };
  if (order.status !== "cancelled") return requestRefund(tx, paid, order.number, about);
  const lines = await linesOf(tx, order.id);
  const before = await paidBackOf(tx, order.id);
  const parts = refundOf(order, lines, restOf(lines, before, "restock"), before, { shipping: true, left });
  const { lines: units, shippingAmount } = parts;
  return requestRefund(tx, paid, order.number, { ...about, lines: units, shippingAmount });
}
