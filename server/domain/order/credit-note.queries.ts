import { asc, eq } from "drizzle-orm";
import { orderLine, orders, payment, refund } from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Money, money, proportion } from "@/server/kernel/money";
import type { PostalAddress } from "@/server/ports/carrier";
import { carriageOf } from "./refund-share";

/** A refund as the buyer's books want it. */
export type CreditNote = {
  number: string;
  orderNumber: string;
  shop: string;
  seller: string;
  sellerTaxId: string;
  timeZone: string;
  at: Date;
  provider: string;
  /** The provider could not send it, and it was paid another way. */
  byHand: boolean;
  buyer: PostalAddress;
  email: string;
  reason: string;
  lines: { title: string; quantity: number | null; amount: Money }[];
  amount: Money;
  /** The tax that is in the amount. */
  tax: Money;
};

const noSuchRefund = () => new DomainError("not_found", "There is no such credit note.");

/** The order a refund belongs to; who may see that order may see its credit note. */
export async function orderNumberOfRefund({ db }: Reader, refundId: string): Promise<string> {
  const [row] = await db
    .select({ number: orders.number })
    .from(refund)
    .innerJoin(orders, eq(orders.id, refund.orderId))
    .where(eq(refund.id, refundId as typeof refund.$inferSelect.id));
  if (!row) throw noSuchRefund();
  return row.number;
}

/** The credit note of a refund that has gone out. It is numbered by its place among the order's refunds. */
export async function creditNoteOf(
  reader: Reader,
  orderNumber: string,
  refundId: string,
): Promise<CreditNote> {
  const { db } = reader;
  const [order] = await db.select().from(orders).where(eq(orders.number, orderNumber));
  if (!order) throw noSuchRefund();
  const [rows, lines, settings] = await Promise.all([
    db
      .select({ refund, provider: payment.provider })
      .from(refund)
      .innerJoin(payment, eq(payment.id, refund.paymentId))
      .where(eq(refund.orderId, order.id))
      .orderBy(asc(refund.createdAt), asc(refund.id)),
    db.select().from(orderLine).where(eq(orderLine.orderId, order.id)),
    readSettings(reader),
  ]);
  const place = rows.findIndex((row) => row.refund.id === refundId);
  const found = rows[place];
  if (!found) throw noSuchRefund();
  const { refund: row, provider } = found;
  if (row.status !== "succeeded" || !row.succeededAt)
    throw new DomainError(
      "invalid_transition",
      "There is a credit note as soon as the money has gone back.",
      {},
    );

  const amount = (value: number) => money(value, order.currency);
  const share = (part: number, tax: number, whole: number) => (whole > 0 ? proportion(part, tax, whole) : 0);
  const parts = row.lines.flatMap((part) => {
    const line = lines.find((one) => one.id === part.orderLineId);
    if (!line) return [];
    const whole =
      line.unitAmount * line.quantity - line.discountAmount + (order.pricesIncludeTax ? 0 : line.taxAmount);
    const title = line.variantTitle ? `${line.title}, ${line.variantTitle}` : line.title;
    const tax = share(part.amount, line.taxAmount, whole);
    return [{ title, quantity: part.quantity, amount: part.amount, tax }];
  });
  const shippingTax = share(row.shippingAmount, order.shippingTaxAmount, carriageOf(order, lines));
  const other = row.amount - row.shippingAmount - parts.reduce((sum, part) => sum + part.amount, 0);
  return {
    number: `${order.number}-R${place + 1}`,
    orderNumber: order.number,
    shop: settings.shopName,
    seller: settings.sellerAddress,
    sellerTaxId: settings.sellerTaxId,
    timeZone: settings.timeZone,
    at: row.succeededAt,
    provider,
    byHand: row.providerRef === null,
    buyer: order.shippingAddress,
    email: order.email,
    reason: row.reason,
    lines: [
      ...parts.map(({ title, quantity, amount: value }) => ({ title, quantity, amount: amount(value) })),
      ...(row.shippingAmount > 0
        ? [{ title: `Shipping: ${order.shippingTitle}`, quantity: null, amount: amount(row.shippingAmount) }]
        : []),
      ...(other > 0 ? [{ title: "Price reduced", quantity: null, amount: amount(other) }] : []),
    ],
    amount: amount(row.amount),
    tax: amount(
      parts.reduce((sum, part) => sum + part.tax, 0) +
        shippingTax +
        share(other, order.taxAmount, order.totalAmount),
    ),
  };
}
