import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { categories, products } from "./catalogue";

const variants = products.flatMap((product) => product.variants);
const repeated = (values: readonly string[]) =>
  values.filter((value, place) => values.indexOf(value) !== place);

/** The units of one variant over places and lots. */
const units = ({ stock, lots }: (typeof variants)[number]) =>
  [stock, ...lots.map((lot) => lot.stock)].reduce((sum, at) => sum + (at.EAST ?? 0) + (at.WEST ?? 0), 0);

describe("the demo catalogue", () => {
  it("fills at least six shelves with at least forty products", () => {
    expect(products.length).toBeGreaterThanOrEqual(44);
    const used = new Set(products.map((product) => product.category));
    expect(used.size).toBeGreaterThanOrEqual(6);
    expect([...used].sort()).toEqual(categories.map((category) => category.slug).sort());
  });

  it("names every product, variant, barcode and lot once", () => {
    expect(repeated(products.map((product) => product.slug))).toEqual([]);
    expect(repeated(variants.map((variant) => variant.sku))).toEqual([]);
    expect(repeated(variants.map((variant) => variant.barcode ?? ""))).toEqual([]);
    expect(repeated(variants.flatMap((variant) => variant.lots.map((lot) => lot.code)))).toEqual([]);
  });

  it.each(variants.map((variant) => [variant.sku, variant.barcode ?? ""]))(
    "%s has an in-store EAN-13",
    (_, code) => {
      expect(code).toMatch(/^2\d{12}$/);
      // Weighted by place from the right, the check digit included, the sum of a sound code is a multiple of ten.
      const weighted = [...code].reverse().map((digit, place) => Number(digit) * (place % 2 === 1 ? 3 : 1));
      expect(weighted.reduce((a, b) => a + b) % 10).toBe(0);
    },
  );

  it.each(products.map((product) => [product.slug, product] as const))(
    "%s can be shown and sold",
    (_, product) => {
      expect(existsSync(new URL(`../../public${product.image}`, import.meta.url))).toBe(true);
      expect(product.body.split("\n\n").length).toBeGreaterThanOrEqual(2);
      expect(product.variants.length).toBeGreaterThan(0);
      for (const variant of product.variants) {
        expect(Number.isInteger(variant.priceAmount) && variant.priceAmount > 0).toBe(true);
        expect(variant.weightGrams).toBeGreaterThan(0);
        expect(product.variants.length === 1 || variant.title !== "").toBe(true);
      }
    },
  );

  it("has something sold out, something scarce and plenty of the rest", () => {
    const counts = variants.map(units);
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(0);
    expect(counts.filter((count) => count > 0 && count <= 5).length).toBeGreaterThanOrEqual(3);
    expect(counts.filter((count) => count >= 40).length).toBeGreaterThan(variants.length * 0.8);
  });

  it("keeps perishable goods in two lots, the first to expire first", () => {
    const perishable = variants.filter((variant) => variant.lots.length > 0);
    expect(perishable.length).toBeGreaterThanOrEqual(6);
    for (const { lots } of perishable) {
      expect(lots.length).toBeGreaterThanOrEqual(2);
      const days = lots.map((lot) => lot.expiresInDays);
      expect(days).toEqual([...days].sort((a, b) => a - b));
    }
  });
});
