import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decideRelease, decideRestock, explainQuantity } from "./reorder";

const rule = { reorderPoint: 10, reorderUpTo: 40 };
const stand = { available: 3, incoming: 0, onDraft: 0 };
const single = { packSize: 1, minimumQuantity: 1 };

describe("how many units are ordered", () => {
  test.each([
    ["what is missing to the mark", stand, single, 37],
    ["whole packs", stand, { packSize: 12, minimumQuantity: 1 }, 48],
    ["whole packs that fit exactly", { ...stand, available: 4 }, { packSize: 12, minimumQuantity: 1 }, 36],
    ["at least the supplier's minimum", stand, { packSize: 1, minimumQuantity: 50 }, 50],
    ["at least the minimum, in whole packs", stand, { packSize: 12, minimumQuantity: 50 }, 60],
    ["less by what is incoming", { ...stand, incoming: 30 }, single, 7],
    ["less by what is on drafts", { ...stand, onDraft: 36 }, { packSize: 6, minimumQuantity: 1 }, 6],
  ])("%s", (_, at, packing, quantity) => {
    expect(decideRestock(at, rule, packing)?.quantity).toBe(quantity);
  });

  test.each([
    ["the mark is reached", { available: 40, incoming: 0, onDraft: 0 }],
    ["what is incoming reaches it", { available: 3, incoming: 37, onDraft: 0 }],
    ["what is on drafts reaches it", { available: 3, incoming: 0, onDraft: 48 }],
  ])("nothing when %s", (_, at) => {
    expect(decideRestock(at, rule, { packSize: 12, minimumQuantity: 24 })).toBeNull();
  });

  const figures = fc.record({
    stand: fc.record({ available: fc.nat(200), incoming: fc.nat(200), onDraft: fc.nat(200) }),
    rule: fc
      .record({ reorderPoint: fc.nat(100), above: fc.integer({ min: 1, max: 400 }) })
      .map(({ reorderPoint, above }) => ({ reorderPoint, reorderUpTo: reorderPoint + above })),
    packing: fc.record({
      packSize: fc.integer({ min: 1, max: 48 }),
      minimumQuantity: fc.integer({ min: 1, max: 120 }),
    }),
  });

  test("whole packs, not under the minimum, enough to reach the mark, and not a pack too many", () => {
    fc.assert(
      fc.property(figures, ({ stand, rule, packing }) => {
        const there = stand.available + stand.incoming + stand.onDraft;
        const decided = decideRestock(stand, rule, packing);
        if (!decided) {
          expect(there).toBeGreaterThanOrEqual(rule.reorderUpTo);
          return;
        }
        const { quantity } = decided;
        const fits = (units: number) =>
          units >= packing.minimumQuantity && there + units >= rule.reorderUpTo && units > 0;
        expect(quantity % packing.packSize).toBe(0);
        expect(fits(quantity)).toBe(true);
        expect(fits(quantity - packing.packSize)).toBe(false);
      }),
    );
  });

  test("and its reason leads to the same figure", () => {
    fc.assert(
      fc.property(figures, ({ stand, rule, packing }) => {
        const decided = decideRestock(stand, rule, packing);
        if (decided) expect(explainQuantity(decided.reason)).toMatch(new RegExp(`→ ${decided.quantity}\\.$`));
      }),
    );
  });
});

describe("why so many", () => {
  const why = (packSize: number, minimumQuantity: number) =>
    explainQuantity({ ...stand, ...rule, packSize, minimumQuantity });
  test.each([
    [1, 1, "Available 3 + incoming 0 + on other drafts 0; up to 40 → 37."],
    [12, 1, "Available 3 + incoming 0 + on other drafts 0; up to 40 → 37, rounded up to packs of 12 → 48."],
    [1, 50, "Available 3 + incoming 0 + on other drafts 0; up to 40 → 37, raised to the minimum of 50 → 50."],
    [
      12,
      50,
      "Available 3 + incoming 0 + on other drafts 0; up to 40 → 37, raised to the minimum of 50 and rounded up to packs of 12 → 60.",
    ],
  ])("packs of %i, minimum %i", (packSize, minimum, words) => {
    expect(why(packSize, minimum)).toBe(words);
  });
});

describe("an automatic draft", () => {
  const draft = { total: 30_000, limit: 50_000, minimumAmount: 0, supplierActive: true, touched: false };
  test.each([
    ["is ordered under the limit", {}, "order"],
    ["is ordered at the limit", { total: 50_000 }, "order"],
    ["is put before a manager above it", { total: 50_001 }, "ask"],
    ["is always put before a manager when nothing may be ordered unasked", { total: 1, limit: 0 }, "ask"],
    ["waits below its supplier's minimum", { minimumAmount: 30_001 }, "wait"],
    ["is ordered at its supplier's minimum", { minimumAmount: 30_000 }, "order"],
    ["waits for whoever has changed it", { touched: true }, "wait"],
    ["is put before a manager when its supplier was deactivated", { supplierActive: false }, "ask"],
  ])("%s", (_, over, release) => {
    expect(decideRelease({ ...draft, ...over })).toBe(release);
  });
});
