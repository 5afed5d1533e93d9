import { money } from "../../kernel/money";
import type { OpenPayment } from "../../ports/payment-gateway";
import type { OrderRow } from "../order/order.store";

type Line = {
  sku: string;
  title: string;
  variantTitle: string;
  quantity: number;
  unitAmount: number;
};
type Order = Pick<
  OrderRow,
  | "number"
  | "currency"
  | "discountAmount"
  | "shippingAmount"
  | "shippingTitle"
  | "taxAmount"
  | "totalAmount"
  | "pricesIncludeTax"
>;

/** What a provider is told that an order costs, in whole and in parts. */
export function describePayment(
  order: Order,
  lines: readonly Line[],
): Pick<OpenPayment, "total" | "breakdown" | "lines"> {
  const tax = order.pricesIncludeTax ? 0 : order.taxAmount;
  const extra = [
    { title: `Shipping: ${order.shippingTitle}`, quantity: 1, unitAmount: order.shippingAmount },
    { title: "Tax", quantity: 1, unitAmount: tax },
  ];
  return {
    total: money(order.totalAmount, order.currency),
    breakdown: {
      goods: lines.map((line) => ({ ...listed(line), sku: line.sku })),
      discount: order.discountAmount,
      shipping: order.shippingAmount,
      tax,
    },
    lines:
      order.discountAmount > 0
        ? [{ title: `Order ${order.number}`, quantity: 1, unitAmount: order.totalAmount }]
        : [...lines.map(listed), ...extra.filter((line) => line.unitAmount > 0)],
  };
}

const listed = ({ title, variantTitle, quantity, unitAmount }: Line) => ({
  title: variantTitle ? `${title} (${variantTitle})` : title,
  quantity,
  unitAmount,
});
