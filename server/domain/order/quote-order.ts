import { eq, inArray, sql } from "drizzle-orm";
import { product, variant } from "@/db/schema";
import { referenceData } from "@/server/domain/settings/reference-data";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Money, money } from "@/server/kernel/money";
import type { QuoteOrderInput } from "./order.schema";
import { type Offer, optionsFor, priceBasket } from "./order-offer";

export type ShippingOption = {
  method: string;
  title: string;
  amount: Money;
  minDays: number;
  maxDays: number;
};

export type Quote = {
  items: Money;
  discount: Money;
  shipping: Money;
  tax: Money;
  total: Money;
  pricesIncludeTax: boolean;
  lines: { sku: string; quantity: number; unitPrice: Money; amount: Money; tax: Money }[];
  shippingOptions: ShippingOption[];
};

/** What an order would cost, by the same rules as CreateOrder; holds nothing. */
export async function quoteOrder(ctx: Pick<Ctx, "db" | "now">, input: QuoteOrderInput): Promise<Quote> {
  const reference = await referenceData(ctx.db);
  const offers = await readOffers(
    ctx,
    input.lines.map((line) => line.sku),
  );
  const priced = priceBasket(
    input.lines,
    offers,
    input.shippingAddress,
    input.shippingMethod,
    reference,
    ctx.now,
  );
  const amount = (value: number) => money(value, reference.settings.currency);
  const { totals } = priced;
  return {
    items: amount(totals.itemsAmount),
    discount: amount(totals.discountAmount),
    shipping: amount(totals.shippingAmount),
    tax: amount(totals.taxAmount),
    total: amount(totals.totalAmount),
    pricesIncludeTax: reference.settings.pricesIncludeTax,
    lines: priced.lines.map((line, i) => ({
      sku: line.sku,
      quantity: line.quantity,
      unitPrice: amount(line.offer.priceAmount),
      amount: amount(totals.lines[i]?.lineAmount ?? 0),
      tax: amount(totals.lines[i]?.taxAmount ?? 0),
    })),
    shippingOptions: optionsFor(priced.lines, input.shippingAddress.country, reference).map((option) =>
      toOption(option, reference.settings.currency),
    ),
  };
}

/** The ways to ship a basket to a country, for the form before one is chosen. */
export async function shippingOptionsFor(
  ctx: Pick<Ctx, "db" | "now">,
  lines: { sku: string; quantity: number }[],
  country: string,
): Promise<ShippingOption[]> {
  const reference = await referenceData(ctx.db);
  const offers = await readOffers(
    ctx,
    lines.map((line) => line.sku),
  );
  const found = lines.map((line) => {
    const offer = offers.find((candidate) => candidate.sku === line.sku);
    if (!offer) throw new DomainError("not_found", `${line.sku} is no longer sold.`, { sku: line.sku });
    return { ...line, offer };
  });
  return optionsFor(found, country, reference).map((option) => toOption(option, reference.settings.currency));
}

/** Countries that some shipping rate reaches, as ISO codes. */
export async function shippableCountries(ctx: Pick<Ctx, "db">): Promise<string[]> {
  const { shippingRates } = await referenceData(ctx.db);
  return [...new Set(shippingRates.flatMap((rate) => rate.countries))];
}

const toOption = (
  option: { method: string; title: string; amount: number; minDays: number; maxDays: number },
  currency: string,
): ShippingOption => ({
  method: option.method,
  title: option.title,
  amount: money(option.amount, currency),
  minDays: option.minDays,
  maxDays: option.maxDays,
});

const readOffers = ({ db, now }: Pick<Ctx, "db" | "now">, skus: string[]): Promise<Offer[]> =>
  db
    .select({
      variantId: variant.id,
      sku: variant.sku,
      title: product.title,
      variantTitle: variant.title,
      image: product.image,
      priceAmount: variant.priceAmount,
      currency: variant.currency,
      weightGrams: variant.weightGrams,
      taxCategory: product.taxCategory,
      published: sql<boolean>`${variant.archivedAt} is null and coalesce(${product.publishedAt} <= ${now.toISOString()}::timestamptz, false)`,
    })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .where(inArray(variant.sku, skus));
