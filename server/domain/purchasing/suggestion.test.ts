import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { daysLeft, suggestReorder } from "./suggestion";

const terms = { leadTimeDays: 4, packSize: 1, minimumQuantity: 1 };
/** 60 days of 2 units each. */
const steady = { days: 60, sold: 120, squares: 240 };

describe("suggested marks", () => {
  test("cover the lead time of steady sales, and a month beyond", () => {
    expect(suggestReorder(steady, terms)).toMatchObject({ reorderPoint: 8, reorderUpTo: 68, deviation: 0 });
  });

  test("keep more where sales vary: ⌈μL + 1.65·σ·√L⌉", () => {
    // Every second day 4 units: μ = 2, σ = 2; 8 + 1.65 · 2 · 2 = 14.6.
    expect(suggestReorder({ days: 60, sold: 120, squares: 480 }, terms)).toMatchObject({
      reorderPoint: 15,
      reorderUpTo: 75,
      deviation: 2,
    });
  });

  test.each([
    ["whole packs", { packSize: 24, minimumQuantity: 1 }, 8 + 72],
    ["the supplier's minimum", { packSize: 1, minimumQuantity: 100 }, 8 + 100],
    ["at least a pack", { packSize: 144, minimumQuantity: 1 }, 8 + 144],
  ])("fill up by %s", (_, packing, upTo) => {
    expect(suggestReorder(steady, { ...terms, ...packing })).toMatchObject({ reorderUpTo: upTo });
  });

  test("do not round up what a float only seems to have: 30 × 0.1 is 3", () => {
    expect(suggestReorder({ days: 60, sold: 6, squares: 6 }, { ...terms, leadTimeDays: 0 })).toMatchObject({
      reorderPoint: 0,
      reorderUpTo: 3,
    });
  });

  test.each([
    ["in its first 13 days", { days: 13, sold: 50, squares: 900 }, terms, "too_new"],
    ["when nothing was sold", { days: 60, sold: 0, squares: 0 }, terms, "not_sold"],
    ["when nobody is known to deliver it", steady, null, "no_terms"],
  ] as const)("are not given %s", (_, demand, by, kind) => {
    expect(suggestReorder(demand, by).kind).toBe(kind);
  });

  test("are marks that a rule can have, whatever was sold", () => {
    const demand = fc.array(fc.nat(300), { minLength: 14, maxLength: 60 }).map((units) => ({
      days: units.length,
      sold: units.reduce((sum, n) => sum + n, 0),
      squares: units.reduce((sum, n) => sum + n * n, 0),
    }));
    const by = fc.record({
      leadTimeDays: fc.nat(90),
      packSize: fc.integer({ min: 1, max: 100 }),
      minimumQuantity: fc.integer({ min: 1, max: 500 }),
    });
    fc.assert(
      fc.property(demand, by, (sales, terms) => {
        const suggestion = suggestReorder(sales, terms);
        if (suggestion.kind !== "suggested") {
          expect(sales.sold).toBe(0);
          return;
        }
        const { reorderPoint, reorderUpTo, mean } = suggestion;
        const fill = reorderUpTo - reorderPoint;
        expect(Number.isInteger(reorderPoint)).toBe(true);
        expect(reorderPoint).toBeGreaterThanOrEqual(Math.floor(mean * terms.leadTimeDays));
        expect(fill % terms.packSize).toBe(0);
        expect(fill).toBeGreaterThanOrEqual(Math.max(terms.packSize, terms.minimumQuantity));
      }),
    );
  });
});

test("stock lasts for as many whole days as its mean sales say", () => {
  expect(daysLeft(7, steady)).toBe(3);
  expect(daysLeft(0, steady)).toBe(0);
  expect(daysLeft(7, { days: 60, sold: 0, squares: 0 })).toBeNull();
});
