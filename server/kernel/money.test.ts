import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  add,
  allocate,
  amountText,
  formatMoney,
  money,
  parseAmount,
  proportion,
  subtract,
  sum,
  times,
} from "./money";

const amounts = fc.integer({ min: -2_000_000_000, max: 2_000_000_000 });
const weights = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { minLength: 1, maxLength: 30 });
const total = (parts: readonly number[]) => parts.reduce((a, b) => a + b, 0);

describe("allocating an amount", () => {
  test("loses no cent, whatever the weights", () => {
    fc.assert(
      fc.property(amounts, weights, (amount, by) => {
        expect(total(allocate(amount, by))).toBe(amount);
      }),
    );
  });

  test("gives every part the sign of the whole", () => {
    fc.assert(
      fc.property(amounts, weights, (amount, by) => {
        for (const part of allocate(amount, by)) expect(part * Math.sign(amount)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("is never a cent or more away from the fair share", () => {
    fc.assert(
      fc.property(
        amounts,
        weights.filter((by) => total(by) > 0),
        (amount, by) => {
          const whole = BigInt(total(by));
          allocate(amount, by).forEach((part, i) => {
            const distance = BigInt(part) * whole - BigInt(amount) * BigInt(by[i] ?? 0);
            expect(distance < whole && distance > -whole).toBe(true);
          });
        },
      ),
    );
  });

  test("gives nothing to a part without weight while another has some", () => {
    fc.assert(
      fc.property(
        amounts,
        weights.filter((by) => total(by) > 0),
        (amount, by) => {
          allocate(amount, by).forEach((part, i) => {
            if (by[i] === 0) expect(part).toBe(0);
          });
        },
      ),
    );
  });

  test("gives the odd cents to the largest remainders, the earlier part first among equals", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
    expect(allocate(10, [1, 2, 4])).toEqual([1, 3, 6]);
  });

  test("gives everything to the first part when nothing weighs anything, and nothing to nobody", () => {
    expect(allocate(7, [0, 0])).toEqual([7, 0]);
    expect(allocate(7, [])).toEqual([]);
  });
});

describe("a proportion of an amount", () => {
  test("is the nearest whole number, halves away from zero, for any rate", () => {
    const denominators = fc.integer({ min: 1, max: 2_000_000 });
    fc.assert(
      fc.property(
        amounts,
        fc.integer({ min: -2_000_000, max: 2_000_000 }),
        denominators,
        (amount, part, whole) => {
          const exact = BigInt(amount) * BigInt(part);
          const size = exact < 0n ? -exact : exact;
          const result = BigInt(proportion(amount, part, whole));
          const resultSize = result < 0n ? -result : result;
          // |result − exact/whole| ≤ ½, and where it is just ½ the result is the one farther from zero.
          const twice = 2n * (resultSize * BigInt(whole) - size);
          expect(twice > -BigInt(whole) && twice <= BigInt(whole)).toBe(true);
          expect(result === 0n || result < 0n === exact < 0n).toBe(true);
        },
      ),
    );
  });

  test("rounds halves away from zero on both sides", () => {
    expect([1, 3, 5, -1, -3, -5].map((amount) => proportion(amount, 1, 2))).toEqual([1, 2, 3, -1, -2, -3]);
    expect(proportion(1000, 88_750, 1_000_000)).toBe(89);
    expect(proportion(49, 1, 100)).toBe(0);
    expect(proportion(50, 1, 100)).toBe(1);
  });

  test("stays exact where a float would not", () => {
    expect(proportion(9_007_199_254_740_991, 999_999, 1_000_000)).toBe(9_007_190_247_541_736);
  });

  test("refuses a denominator that is not positive", () => {
    expect(() => proportion(1, 1, 0)).toThrow(RangeError);
    expect(() => proportion(1, 1, -2)).toThrow(RangeError);
  });

  test("takes the tax out of a price that includes it within a cent of adding it to the net price", () => {
    const prices = fc.integer({ min: 0, max: 100_000_000 });
    fc.assert(
      fc.property(prices, fc.integer({ min: 0, max: 500_000 }), (net, ratePpm) => {
        const added = proportion(net, ratePpm, 1_000_000);
        const contained = proportion(net + added, ratePpm, 1_000_000 + ratePpm);
        expect(Math.abs(contained - added)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("money", () => {
  test("is a whole number of minor units", () => {
    expect(() => money(10.5, "USD")).toThrow("10.5 is not a whole number of minor units");
    expect(() => money(Number.NaN, "USD")).toThrow(RangeError);
    expect(() => money(Number.MAX_SAFE_INTEGER + 1, "USD")).toThrow(RangeError);
  });

  test("of two currencies can't be mixed", () => {
    expect(() => add(money(1, "USD"), money(1, "EUR"))).toThrow("Can't mix USD with EUR");
    expect(() => subtract(money(1, "USD"), money(1, "EUR"))).toThrow(RangeError);
    expect(() => sum([money(1, "EUR")], "USD")).toThrow(RangeError);
  });

  test("adds up, and what was added can be taken away", () => {
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        const both = add(money(a, "EUR"), money(b, "EUR"));
        expect(subtract(both, money(b, "EUR"))).toEqual(money(a, "EUR"));
      }),
    );
    expect(sum([], "USD")).toEqual(money(0, "USD"));
    expect(sum([money(5, "USD"), money(7, "USD")], "USD")).toEqual(money(12, "USD"));
    expect(times(money(1999, "USD"), 3)).toEqual(money(5997, "USD"));
  });

  test("is shown with its currency's own number of digits", () => {
    expect(formatMoney(money(4820, "USD"))).toBe("$48.20");
    expect(formatMoney(money(4820, "JPY"))).toBe("¥4,820");
    expect(formatMoney(money(-5, "GBP"))).toBe("-£0.05");
  });
});

describe("an amount that a person types", () => {
  test.each([
    ["24.9", "USD", 2490],
    ["24", "USD", 2400],
    [" $1,299.50 ", "USD", 129950],
    ["12,50", "EUR", 1250],
    ["1,299", "USD", 129900],
    ["0.10", "USD", 10],
    ["1500", "JPY", 1500],
    ["1.234", "KWD", 1234],
    ["21474836.47", "USD", 2_147_483_647],
  ])("%s in %s is %d minor units", (typed, currency, units) => {
    expect(parseAmount(typed, currency)).toBe(units);
  });

  test.each([
    ["", "USD"],
    ["twelve", "USD"],
    ["-3", "USD"],
    ["1.005", "USD"],
    ["1.5", "JPY"],
    ["1e3", "USD"],
    ["1,2,3", "USD"],
    ["21474836.48", "USD"],
  ])("%j is no amount in %s", (typed, currency) => {
    expect(parseAmount(typed, currency)).toBeNull();
  });

  test("comes back as it went, whatever the currency", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_147_483_647 }),
        fc.constantFrom("USD", "JPY", "KWD"),
        (units, currency) => {
          expect(parseAmount(amountText(units, currency), currency)).toBe(units);
        },
      ),
    );
  });
});
