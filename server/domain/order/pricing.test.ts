import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type PricingInput,
  price,
  type ShippingRate,
  shippingOptions,
  type TaxRate,
  taxRateFor,
} from "./pricing";

const ratePpm = fc.integer({ min: 0, max: 300_000 });
const line = fc.record({
  sku: fc.string({ minLength: 1, maxLength: 8 }),
  quantity: fc.integer({ min: 1, max: 200 }),
  unitAmount: fc.integer({ min: 0, max: 500_000 }),
  taxRatePpm: ratePpm,
});
const basket: fc.Arbitrary<PricingInput> = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 20 }),
  discountAmount: fc.integer({ min: 0, max: 5_000_000 }),
  shippingAmount: fc.integer({ min: 0, max: 30_000 }),
  shippingTaxRatePpm: ratePpm,
  pricesIncludeTax: fc.boolean(),
});

/** Half-up rounding of a quotient of non-negative integers, worked out another way than the product does. */
const halfUp = (numerator: bigint, denominator: bigint): number => {
  const whole = numerator / denominator;
  return Number(2n * (numerator % denominator) >= denominator ? whole + 1n : whole);
};
const taxOf = (amount: number, rate: number, included: boolean): number =>
  halfUp(BigInt(amount) * BigInt(rate), included ? 1_000_000n + BigInt(rate) : 1_000_000n);

describe("the price of a basket", () => {
  test("adds up to items − discount + shipping + tax for any basket", () => {
    fc.assert(
      fc.property(basket, (input) => {
        const totals = price(input);
        const { itemsAmount, discountAmount, shippingAmount, taxAmount } = totals;
        const added = input.pricesIncludeTax ? 0 : taxAmount;
        expect(totals.totalAmount).toBe(itemsAmount - discountAmount + shippingAmount + added);
        expect(totals.totalAmount).toBeGreaterThanOrEqual(0);
        expect(itemsAmount).toBe(input.lines.reduce((a, l) => a + l.quantity * l.unitAmount, 0));
        expect(shippingAmount).toBe(input.shippingAmount);
        expect(taxAmount).toBe(totals.lines.reduce((a, l) => a + l.taxAmount, totals.shippingTaxAmount));
      }),
    );
  });

  test("shares the discount over the lines to the cent, and never takes more off a line than it costs", () => {
    fc.assert(
      fc.property(basket, (input) => {
        const totals = price(input);
        expect(totals.discountAmount).toBe(Math.min(input.discountAmount, totals.itemsAmount));
        expect(totals.lines.reduce((a, l) => a + l.discountAmount, 0)).toBe(totals.discountAmount);
        for (const { lineAmount, discountAmount } of totals.lines) {
          expect(discountAmount).toBeGreaterThanOrEqual(0);
          expect(discountAmount).toBeLessThanOrEqual(lineAmount);
        }
      }),
    );
  });

  test("rounds the tax once a line, half-up, on what the line costs after its discount", () => {
    fc.assert(
      fc.property(basket, (input) => {
        const totals = price(input);
        totals.lines.forEach((l, i) => {
          const rate = input.lines[i]?.taxRatePpm ?? 0;
          expect(l.taxAmount).toBe(taxOf(l.lineAmount - l.discountAmount, rate, input.pricesIncludeTax));
        });
        const { shippingAmount, shippingTaxRatePpm, pricesIncludeTax } = input;
        expect(totals.shippingTaxAmount).toBe(taxOf(shippingAmount, shippingTaxRatePpm, pricesIncludeTax));
      }),
    );
  });

  test("a line of three is taxed as one amount, not three times as a unit", () => {
    // 8.875 % of 0.99 is 0.0879 each, 0.27 if rounded per unit; of 2.97 it is 0.2636.
    const totals = price({
      lines: [{ sku: "A", quantity: 3, unitAmount: 99, taxRatePpm: 88_750 }],
      discountAmount: 0,
      shippingAmount: 500,
      shippingTaxRatePpm: 0,
      pricesIncludeTax: false,
    });
    expect(totals.taxAmount).toBe(26);
    expect(totals.totalAmount).toBe(297 + 500 + 26);
  });

  test("prices that include tax show the tax within them and charge nothing on top", () => {
    const totals = price({
      lines: [{ sku: "A", quantity: 1, unitAmount: 11_900, taxRatePpm: 190_000 }],
      discountAmount: 0,
      shippingAmount: 595,
      shippingTaxRatePpm: 190_000,
      pricesIncludeTax: true,
    });
    expect(totals.lines[0]?.taxAmount).toBe(1900);
    expect(totals.shippingTaxAmount).toBe(95);
    expect(totals.totalAmount).toBe(12_495);
  });

  test("a discount greater than the basket makes the goods free, not the shipping", () => {
    const totals = price({
      lines: [{ sku: "A", quantity: 2, unitAmount: 1000, taxRatePpm: 80_000 }],
      discountAmount: 9_999,
      shippingAmount: 500,
      shippingTaxRatePpm: 0,
      pricesIncludeTax: false,
    });
    expect(totals).toMatchObject({ itemsAmount: 2000, discountAmount: 2000, taxAmount: 0, totalAmount: 500 });
  });
});

describe("the tax rate", () => {
  const rate = (given: Partial<TaxRate>): TaxRate => ({
    country: "US",
    region: null,
    category: "standard",
    ratePpm: 1,
    validFrom: new Date("2020-01-01"),
    validTo: null,
    ...given,
  });
  const today = new Date("2026-05-01T12:00:00Z");

  test("of the region beats the country's, and the category's own beats the standard one", () => {
    const rates = [
      rate({ ratePpm: 50_000 }),
      rate({ category: "food", ratePpm: 10_000 }),
      rate({ region: "NY", ratePpm: 40_000 }),
      rate({ region: "NY", category: "clothing", ratePpm: 0 }),
    ];
    const at = (region: string, category: string) =>
      taxRateFor(rates, { country: "US", region }, category, today);
    expect(at("NY", "clothing")).toBe(0);
    expect(at("NY", "food")).toBe(40_000);
    expect(at("TX", "food")).toBe(10_000);
    expect(at("TX", "books")).toBe(50_000);
    expect(taxRateFor(rates, { country: "US" }, "standard", today)).toBe(50_000);
  });

  test("changes at the first instant of the new rate, and not before", () => {
    const change = new Date("2025-07-01T00:00:00Z");
    const rates = [
      rate({ ratePpm: 220_000, validTo: change }),
      rate({ ratePpm: 240_000, validFrom: change }),
    ];
    const on = (iso: string) => taxRateFor(rates, { country: "US" }, "standard", new Date(iso));
    expect(on("2025-06-30T23:59:59.999Z")).toBe(220_000);
    expect(on("2025-07-01T00:00:00.000Z")).toBe(240_000);
    expect(on("2019-12-31T00:00:00Z")).toBe(0);
  });

  test("is nothing where the shop knows no rate, nor for another country's region of the same name", () => {
    const rates = [rate({ region: "CA", ratePpm: 72_500 })];
    expect(taxRateFor(rates, { country: "JP" }, "standard", today)).toBe(0);
    expect(taxRateFor(rates, { country: "CO", region: "CA" }, "standard", today)).toBe(0);
    expect(taxRateFor(rates, { country: "US", region: "WA" }, "standard", today)).toBe(0);
  });
});

describe("the shipping methods", () => {
  const step = (given: Partial<ShippingRate>): ShippingRate => ({
    method: "standard",
    title: "Standard",
    countries: ["US"],
    maxWeightGrams: 1000,
    amount: 500,
    service: "standard",
    minDays: 3,
    maxDays: 5,
    position: 0,
    ...given,
  });
  const rates = [
    step({ method: "express", service: "express", amount: 1500, position: 1 }),
    step({ maxWeightGrams: 30_000, amount: 3000 }),
    step({}),
    step({ countries: ["CA"], amount: 900 }),
  ];
  const offered = (country: string, grams: number) =>
    shippingOptions(rates, country, grams).map(({ method, amount }) => [method, amount]);

  test("are offered once each, at the smallest weight step that holds the parcel, in the shop's order", () => {
    expect(offered("US", 1000)).toEqual([
      ["standard", 500],
      ["express", 1500],
    ]);
    expect(offered("US", 1001)).toEqual([["standard", 3000]]);
  });

  test("are none for a country no zone has, or a parcel too heavy for every step", () => {
    expect(offered("JP", 100)).toEqual([]);
    expect(offered("US", 30_001)).toEqual([]);
    expect(offered("CA", 100)).toEqual([["standard", 900]]);
  });
});
