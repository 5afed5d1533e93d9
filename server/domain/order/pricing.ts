import { allocate, proportion } from "../../kernel/money";

export type PricedLineInput = {
  sku: string;
  quantity: number;
  unitAmount: number;
  /** Parts per million. */
  taxRatePpm: number;
};

export type PricingInput = {
  lines: readonly PricedLineInput[];
  /** Taken off the items together; shared out over the lines. */
  discountAmount: number;
  shippingAmount: number;
  /** Shipping follows the destination's standard rate. */
  shippingTaxRatePpm: number;
  pricesIncludeTax: boolean;
};

export type Totals = {
  itemsAmount: number;
  discountAmount: number;
  shippingAmount: number;
  taxAmount: number;
  totalAmount: number;
  lines: { sku: string; lineAmount: number; discountAmount: number; taxAmount: number }[];
  shippingTaxAmount: number;
};

/**
 * Totals in minor units: items − discount + shipping + tax. Tax is rounded half-up once a line. With prices that
 * include tax, the tax is the share contained in the price and is not added again.
 */
export function price(input: PricingInput): Totals {
  const amounts = input.lines.map((line) => line.unitAmount * line.quantity);
  const itemsAmount = amounts.reduce((a, b) => a + b, 0);
  const discountAmount = Math.min(input.discountAmount, itemsAmount);
  const discounts = allocate(discountAmount, amounts);

  const tax = (amount: number, ratePpm: number) =>
    input.pricesIncludeTax
      ? proportion(amount, ratePpm, 1_000_000 + ratePpm)
      : proportion(amount, ratePpm, 1_000_000);

  const lines = input.lines.map((line, i) => {
    const lineAmount = amounts[i] ?? 0;
    const lineDiscount = discounts[i] ?? 0;
    return {
      sku: line.sku,
      lineAmount,
      discountAmount: lineDiscount,
      taxAmount: tax(lineAmount - lineDiscount, line.taxRatePpm),
    };
  });
  const shippingTaxAmount = tax(input.shippingAmount, input.shippingTaxRatePpm);
  const taxAmount = lines.reduce((a, line) => a + line.taxAmount, shippingTaxAmount);
  return {
    itemsAmount,
    discountAmount,
    shippingAmount: input.shippingAmount,
    taxAmount,
    totalAmount:
      itemsAmount - discountAmount + input.shippingAmount + (input.pricesIncludeTax ? 0 : taxAmount),
    lines,
    shippingTaxAmount,
  };
}

export type TaxRate = {
  country: string;
  region: string | null;
  category: string;
  ratePpm: number;
  validFrom: Date;
  validTo: Date | null;
};

/** The rate for a category at a destination on a day: region before country, the category's own before the standard. */
export function taxRateFor(
  rates: readonly TaxRate[],
  destination: { country: string; region?: string },
  category: string,
  at: Date,
): number {
  const valid = rates.filter(
    (rate) =>
      rate.country === destination.country &&
      (rate.region === null || rate.region === destination.region) &&
      rate.validFrom <= at &&
      (rate.validTo === null || at < rate.validTo),
  );
  const pick = (region: boolean, wanted: string) =>
    valid.find((rate) => (rate.region !== null) === region && rate.category === wanted);
  const found =
    pick(true, category) ?? pick(true, "standard") ?? pick(false, category) ?? pick(false, "standard");
  return found?.ratePpm ?? 0;
}

export type ShippingRate = {
  method: string;
  title: string;
  countries: readonly string[];
  maxWeightGrams: number;
  amount: number;
  service: "standard" | "express";
  minDays: number;
  maxDays: number;
  position: number;
};

/** The methods that reach a country with this weight, cheapest weight step each, in the shop's order. */
export function shippingOptions(
  rates: readonly ShippingRate[],
  country: string,
  weightGrams: number,
): ShippingRate[] {
  const best = new Map<string, ShippingRate>();
  for (const rate of rates) {
    if (!rate.countries.includes(country) || rate.maxWeightGrams < weightGrams) continue;
    const known = best.get(rate.method);
    if (!known || rate.maxWeightGrams < known.maxWeightGrams) best.set(rate.method, rate);
  }
  return [...best.values()].sort((a, b) => a.position - b.position || a.amount - b.amount);
}
