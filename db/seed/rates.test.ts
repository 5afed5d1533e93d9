import { describe, expect, test } from "vitest";
import { shippingOptions, taxRateFor } from "../../server/domain/order/pricing";
import { shippingRates } from "./shipping-rates";
import { taxRates } from "./tax-rates";

const tax = (country: string, region: string | undefined, category: string, day = "2026-06-01") =>
  taxRateFor(taxRates, { country, ...(region ? { region } : {}) }, category, new Date(`${day}T00:00:00Z`)) /
  10_000;

describe("the tax table", () => {
  test("has one rate at a time for each destination and category, without a gap", () => {
    const names = new Set(taxRates.map((rate) => `${rate.country}/${rate.region}/${rate.category}`));
    for (const name of names) {
      const rates = taxRates.filter((rate) => `${rate.country}/${rate.region}/${rate.category}` === name);
      expect(rates[0]?.validFrom).toEqual(new Date("2020-01-01T00:00:00Z"));
      rates.forEach((rate, i) => {
        expect(rate.validTo).toEqual(rates[i + 1]?.validFrom ?? null);
        if (rate.validTo) expect(rate.validTo > rate.validFrom).toBe(true);
      });
    }
  });

  test("knows all states and the district, five of them without sales tax", () => {
    const states = new Set(taxRates.filter((rate) => rate.country === "US").map((rate) => rate.region));
    expect(states.size).toBe(51);
    expect([...states].filter((state) => tax("US", state ?? "", "standard") === 0).sort()).toEqual([
      "AK",
      "DE",
      "MT",
      "NH",
      "OR",
    ]);
    expect(tax("US", "NY", "standard")).toBe(4);
    expect(tax("US", "CA", "standard")).toBe(7.25);
    expect(tax("US", "CA", "food")).toBe(0);
    expect(tax("US", "NJ", "clothing")).toBe(0);
    expect(tax("US", "TX", "clothing")).toBe(6.25);
  });

  test("knows the 27 countries of the union and the United Kingdom", () => {
    const countries = new Set(taxRates.map((rate) => rate.country));
    expect(countries.size).toBe(27 + 1 + 2);
    for (const country of countries)
      if (country !== "US" && country !== "CA")
        expect(tax(country, undefined, "standard")).toBeGreaterThanOrEqual(17);
    expect(tax("DE", undefined, "food")).toBe(7);
    expect(tax("GB", undefined, "books")).toBe(0);
    expect(tax("FI", undefined, "standard")).toBe(25.5);
    // A region that a shopper typed doesn't hide the country's rate.
    expect(tax("DE", "Bayern", "standard")).toBe(19);
  });

  test("knows Canada by province, where food is free of tax also in the harmonized ones", () => {
    expect(tax("CA", "ON", "standard")).toBe(13);
    expect(tax("CA", "AB", "standard")).toBe(5);
    expect(tax("CA", "ON", "food")).toBe(0);
    expect(tax("CA", "ON", "books")).toBe(5);
  });

  test("keeps yesterday's rates for yesterday's orders", () => {
    expect(tax("CA", "NS", "standard", "2025-03-31")).toBe(15);
    expect(tax("CA", "NS", "standard", "2025-04-01")).toBe(14);
    expect(tax("DE", undefined, "standard", "2020-08-01")).toBe(16);
    expect(tax("US", "KS", "food", "2022-12-31")).toBe(6.5);
    expect(tax("US", "KS", "food", "2025-01-01")).toBe(0);
  });
});

describe("the shipping table", () => {
  test.each(["US", "CA", "GB", "DE", "FR"])(
    "reaches %s with both methods up to 30 kg, heavier never cheaper",
    (country) => {
      let before = [0, 0];
      for (let grams = 250; grams <= 30_000; grams += 250) {
        const options = shippingOptions(shippingRates, country, grams);
        expect(options.map((one) => one.method)).toEqual(["standard", "express"]);
        const [standard, express] = options.map((one) => one.amount);
        expect(standard).toBeGreaterThanOrEqual(before[0] ?? 0);
        expect(express).toBeGreaterThan(standard ?? 0);
        before = [standard ?? 0, express ?? 0];
      }
      expect(shippingOptions(shippingRates, country, 30_001)).toEqual([]);
    },
  );
});
