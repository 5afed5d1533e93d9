import { eq } from "drizzle-orm";
import { orderLine } from "@/db/schema";
import type { BasketProps, CustomerProps, EmailItem } from "@/emails/props";
import { type OrderRow, readOrder } from "@/server/domain/order/order.store";
import { readSettings } from "@/server/domain/settings/settings";
import { spanWords } from "@/server/kernel/day-words";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";

export type OrderForMail = {
  order: OrderRow;
  customer: CustomerProps;
  /** As it was bought. */
  basket: BasketProps;
  /** What was not cancelled of it. */
  kept: EmailItem[];
};

/** What every mail about an order tells: who, what, how much, where to. */
export async function orderForMail(ctx: WithPorts, orderId: Id<"order">): Promise<OrderForMail> {
  const [order, lines, settings] = await Promise.all([
    readOrder(ctx, orderId),
    ctx.db.select().from(orderLine).where(eq(orderLine.orderId, orderId)).orderBy(orderLine.position),
    readSettings(ctx),
  ]);
  const amount = (value: number) => money(value, order.currency);
  return {
    order,
    customer: {
      orderNumber: order.number,
      customerName: order.customerName,
      orderUrl: ctx.links.order(order.number, order.id),
      timeZone: settings.timeZone,
    },
    kept: lines.flatMap(({ title, variantTitle, quantity, cancelledQuantity }) =>
      quantity > cancelledQuantity
        ? [
            {
              title,
              quantity: quantity - cancelledQuantity,
              ...(variantTitle ? { variant: variantTitle } : {}),
            },
          ]
        : [],
    ),
    basket: {
      lines: lines.map((line) => ({
        title: line.title,
        ...(line.variantTitle ? { variant: line.variantTitle } : {}),
        quantity: line.quantity,
        unitPrice: amount(line.unitAmount),
        total: amount(line.unitAmount * line.quantity),
      })),
      totals: {
        items: amount(order.itemsAmount),
        discount: amount(order.discountAmount),
        shipping: amount(order.shippingAmount),
        tax: amount(order.taxAmount),
        taxIncluded: order.pricesIncludeTax,
        total: amount(order.totalAmount),
      },
      shippingMethod: order.deliverBy
        ? `${order.shippingTitle}, arrives ${spanWords(order.deliverFrom, order.deliverBy)}`
        : order.shippingTitle,
      address: order.shippingAddress,
    },
  };
}
