import type { OrderRow } from "./order.store";
import type { Taken } from "./part-cancellation";
import { carriageOf, type PaidLine, refundShare } from "./refund-share";

type Line = PaidLine & { id: string; sku: string; cancelledQuantity: number };

/** What goes back for cancelled units of an order, line by line, and never more than is left of its money. */
export function refundOf(
  order: Pick<OrderRow, "shippingAmount" | "taxAmount" | "pricesIncludeTax">,
  lines: readonly Line[],
  taken: readonly Taken[],
  money: { refundShipping: boolean; carriageGone: boolean; left: number },
): { amount: number; carriage: boolean; units: { orderLineId: string; sku: string; quantity: number }[] } {
  const units = lines.flatMap(({ id, sku }) => {
    const quantity = taken
      .filter((part) => part.units.orderLineId === id)
      .reduce((sum, part) => sum + part.quantity, 0);
    return quantity > 0 ? [{ orderLineId: id, sku, quantity }] : [];
  });
  const goods = units.reduce((sum, { orderLineId, quantity }) => {
    const line = lines.find((one) => one.id === orderLineId);
    return line ? sum + refundShare(line, line.cancelledQuantity, quantity, order.pricesIncludeTax) : sum;
  }, 0);
  const paidForCarriage = carriageOf(order, lines);
  const carriage = money.refundShipping && !money.carriageGone && paidForCarriage > 0;
  return { amount: Math.min(money.left, goods + (carriage ? paidForCarriage : 0)), carriage, units };
}
