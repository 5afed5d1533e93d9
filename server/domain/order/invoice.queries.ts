import { and, asc, eq, inArray } from "drizzle-orm";
import { orderLine, orders, payment, refund } from "@/db/schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { type Money, money, proportion } from "@/server/kernel/money";
import type { PostalAddress } from "@/server/ports/carrier";

export type InvoiceLine = {
  sku: string;
  title: string;
  quantity: number;
  unitPrice: Money;
  discount: Money;
  taxRatePpm: number;
  amount: Money;
};

/** What one rate of tax was paid on: `base` is without the tax. */
export type TaxPart = { ratePpm: number; base: Money; tax: Money };

/** A paid order as its buyer's books want it. */
export type Invoice = {
  number: string;
  shop: string;
  seller: string;
  sellerTaxId: string;
  timeZone: string;
  /** The day of supply for tax: when it was paid. */
  paidAt: Date;
  provider: string;
  buyer: PostalAddress;
  email: string;
  lines: InvoiceLine[];
  items: Money;
  discount: Money;
  shippingTitle: string;
  shipping: Money;
  taxes: TaxPart[];
  pricesIncludeTax: boolean;
  tax: Money;
  total: Money;
  refunds: { amount: Money; at: Date; reason: string }[];
};

/** The invoice of a paid order. Its figures are the order's own; nothing is reckoned anew but the parts of the tax. */
export async function invoiceOf(reader: Reader, orderId: Id<"order">): Promise<Invoice> {
  const { db } = reader;
  const [[order], lines, [paid], refunds, settings] = await Promise.all([
    db.select().from(orders).where(eq(orders.id, orderId)),
    db.select().from(orderLine).where(eq(orderLine.orderId, orderId)).orderBy(asc(orderLine.position)),
    db
      .select()
      .from(payment)
      .where(and(eq(payment.orderId, orderId), eq(payment.status, "captured"))),
    db
      .select()
      .from(refund)
      .where(and(eq(refund.orderId, orderId), inArray(refund.status, ["submitted", "succeeded"])))
      .orderBy(asc(refund.createdAt)),
    readSettings(reader),
  ]);
  if (!order?.paidAt || !paid)
    throw new DomainError("invalid_transition", "There is an invoice as soon as the order is paid.", {
      number: order?.number ?? null,
    });
  const amount = (value: number) => money(value, order.currency);
  return {
    number: order.number,
    shop: settings.shopName,
    seller: settings.sellerAddress,
    sellerTaxId: settings.sellerTaxId,
    timeZone: settings.timeZone,
    paidAt: order.paidAt,
    provider: paid.provider,
    buyer: order.shippingAddress,
    email: order.email,
    ...invoiceFigures(order, lines),
    refunds: refunds.map((row) => ({
      amount: amount(row.amount),
      at: row.succeededAt ?? row.changedAt,
      reason: row.reason,
    })),
  };
}

type Figured = Taxed &
  Pick<
    typeof orders.$inferSelect,
    "currency" | "itemsAmount" | "discountAmount" | "shippingTitle" | "totalAmount"
  >;
type FiguredLine = TaxedLine & { sku: string; title: string; variantTitle: string };

/** Every figure of an invoice, from the order's own. */
export function invoiceFigures(
  order: Figured,
  lines: readonly FiguredLine[],
): Omit<
  Invoice,
  | "number"
  | "shop"
  | "seller"
  | "sellerTaxId"
  | "timeZone"
  | "paidAt"
  | "provider"
  | "buyer"
  | "email"
  | "refunds"
> {
  const amount = (value: number) => money(value, order.currency);
  return {
    lines: lines.map((line) => ({
      sku: line.sku,
      title: line.variantTitle ? `${line.title}, ${line.variantTitle}` : line.title,
      quantity: line.quantity,
      unitPrice: amount(line.unitAmount),
      discount: amount(line.discountAmount),
      taxRatePpm: line.taxRatePpm,
      amount: amount(line.unitAmount * line.quantity - line.discountAmount),
    })),
    items: amount(order.itemsAmount),
    discount: amount(order.discountAmount),
    shippingTitle: order.shippingTitle,
    shipping: amount(order.shippingAmount),
    taxes: taxParts(order, lines).map(({ ratePpm, base, tax }) => ({
      ratePpm,
      base: amount(base),
      tax: amount(tax),
    })),
    pricesIncludeTax: order.pricesIncludeTax,
    tax: amount(order.taxAmount),
    total: amount(order.totalAmount),
  };
}

type Taxed = {
  shippingAmount: number;
  shippingTaxAmount: number;
  taxAmount: number;
  pricesIncludeTax: boolean;
};
type TaxedLine = {
  unitAmount: number;
  quantity: number;
  discountAmount: number;
  taxAmount: number;
  taxRatePpm: number;
};

/** The tax by its rates. Carriage stands with the rate that its own tax fits best: what was charged is not reckoned again. */
export function taxParts(
  order: Taxed,
  lines: readonly TaxedLine[],
): { ratePpm: number; base: number; tax: number }[] {
  const parts = new Map<number, { base: number; tax: number }>();
  const put = (ratePpm: number, gross: number, tax: number) => {
    const part = parts.get(ratePpm) ?? { base: 0, tax: 0 };
    part.base += order.pricesIncludeTax ? gross - tax : gross;
    part.tax += tax;
    parts.set(ratePpm, part);
  };
  for (const line of lines)
    put(line.taxRatePpm, line.unitAmount * line.quantity - line.discountAmount, line.taxAmount);
  if (order.shippingAmount > 0) {
    const expected = (ratePpm: number) =>
      proportion(order.shippingAmount, ratePpm, order.pricesIncludeTax ? 1_000_000 + ratePpm : 1_000_000);
    const miss = (ratePpm: number) => Math.abs(expected(ratePpm) - order.shippingTaxAmount);
    const known = [...parts.keys()].filter((ratePpm) => miss(ratePpm) <= 1);
    const own = proportion(
      order.shippingTaxAmount,
      1_000_000,
      Math.max(1, order.shippingAmount - (order.pricesIncludeTax ? order.shippingTaxAmount : 0)),
    );
    put(known.sort((a, b) => miss(a) - miss(b))[0] ?? own, order.shippingAmount, order.shippingTaxAmount);
  }
  return [...parts]
    .map(([ratePpm, part]) => ({ ratePpm, ...part }))
    .filter(({ base }) => base !== 0)
    .sort((a, b) => b.ratePpm - a.ratePpm);
}
