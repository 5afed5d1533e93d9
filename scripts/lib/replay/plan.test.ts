import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planReplay } from "./plan";
import { pennies, type RetailLine } from "./retail-file";

const line = (over: Partial<RetailLine>): RetailLine => ({
  file: "test.csv",
  line: 1,
  invoice: "536365",
  code: "85123A",
  description: "HEART HOLDER",
  quantity: 6,
  at: new Date("2010-12-01T08:26:00Z"),
  price: 25_500,
  customer: "17850",
  country: "United Kingdom",
  ...over,
});

describe("a replay's plan", () => {
  test("makes an order of an invoice, with its charges as carriage", () => {
    const plan = planReplay([
      line({}),
      line({ code: "71053", quantity: 2, price: 33_900 }),
      line({ code: "POST", quantity: 1, price: 180_000 }),
    ]);
    expect(plan.sales).toMatchObject([
      {
        invoice: "536365",
        lines: [
          { sku: "85123A", quantity: 6, unitAmount: 255 },
          { sku: "71053", quantity: 2, unitAmount: 339 },
        ],
        carriage: 1800,
      },
    ]);
    expect([...plan.goods.keys()]).toEqual(["85123A", "71053"]);
    expect(plan.outside).toEqual([]);
  });

  test("keeps two lines of one article at two prices apart", () => {
    const plan = planReplay([line({}), line({ quantity: 1, price: 29_500 })]);
    expect(plan.sales[0]?.lines).toHaveLength(2);
    expect(plan.opening.get("85123A")).toBe(7);
  });

  test("gives a credit to the latest sale of the same thing to the same customer, and the rest to the time before", () => {
    const plan = planReplay([
      line({}),
      line({ invoice: "536370", quantity: 2 }),
      line({ invoice: "C536379", quantity: -10 }),
    ]);
    expect(plan.credits).toMatchObject([
      { of: "536370", units: [{ sku: "85123A", quantity: 2 }], amount: 510 },
      { of: "536365", units: [{ sku: "85123A", quantity: 6 }], amount: 1530 },
    ]);
    expect(plan.outside).toEqual([
      { reason: "credits for sales before these days", invoice: "C536379", amount: -2 * 25_500 },
    ]);
    expect(plan.corrections).toMatchObject([{ sku: "85123A", change: 2 }]);
  });

  test("takes lines without a price as changes of stock, as they are written", () => {
    const plan = planReplay([
      line({ invoice: "536589", quantity: -10, price: 0, customer: null, description: "damaged" }),
    ]);
    expect(plan.sales).toEqual([]);
    expect(plan.corrections).toMatchObject([{ change: -10 }]);
    expect(plan.opening.get("85123A")).toBe(10);
  });

  test("lays aside what has no goods, and what is too small to be paid by card", () => {
    const plan = planReplay([
      line({ invoice: "1", code: "M", quantity: 1, price: 120_000 }),
      line({ invoice: "2", quantity: 1, price: 2_900 }),
    ]);
    expect(plan.sales).toEqual([]);
    expect(plan.outside.map((one) => one.reason)).toEqual([
      "charges and credits without goods",
      "sales too small to be paid by card",
    ]);
  });

  test("whatever the files hold, every penny and every unit goes exactly one way", () => {
    const some = fc.record({
      invoice: fc.constantFrom("536365", "536366", "C536367", "536368", "A536369"),
      code: fc.constantFrom("85123A", "71053", "POST", "M", "D", "22139"),
      quantity: fc.integer({ min: -40, max: 400 }),
      price: fc.oneof(fc.constantFrom(0, 10, 25_500, 123), fc.integer({ min: -20_000, max: 90_000 })),
      customer: fc.constantFrom("17850", "13047", null),
    });
    fc.assert(
      fc.property(fc.array(some.map(line), { maxLength: 40 }), (lines) => {
        const plan = planReplay(lines);
        const money = lines.reduce((sum, one) => sum + one.quantity * one.price, 0);
        const sold = plan.sales.reduce(
          (sum, sale) =>
            sale.lines.reduce((all, one) => all + one.quantity * one.unitAmount, sum + sale.carriage),
          0,
        );
        const back = plan.credits.reduce((sum, credit) => sum + credit.amount, 0);
        const outside = plan.outside.reduce((sum, one) => sum + one.amount, 0);
        expect((sold - back) * 100 + outside).toBe(money);
        // Nothing goes below what it was sold for, and no shelf below zero.
        for (const credit of plan.credits) expect(credit.amount).toBeGreaterThanOrEqual(0);
        for (const [sku, opening] of plan.opening) {
          const out = plan.sales.flatMap((sale) => sale.lines).filter((one) => one.sku === sku);
          const taken = plan.corrections.filter((one) => one.sku === sku && one.change < 0);
          expect(opening).toBe(
            out.reduce((units, one) => units + one.quantity, 0) -
              taken.reduce((units, one) => units + one.change, 0),
          );
        }
      }),
    );
  });
});

test.each([
  [25_500, 255],
  [10, 0],
  [50, 1],
  [-50, -1],
  [149, 1],
])("a price of %i ten-thousandths is charged as %i pennies", (price, charged) => {
  expect(pennies(price)).toBe(charged);
});
