import fc from "fast-check";
import { expect, test } from "vitest";
import { price } from "./pricing";
import { carriageOf, type PaidLine, refundShare } from "./refund-share";

const line: PaidLine = { quantity: 3, unitAmount: 1000, discountAmount: 100, taxAmount: 233 };

test("a third of a line's discount and tax is rounded on the running sum", () => {
  expect([0, 1, 2].map((before) => refundShare(line, before, 1, false))).toEqual([1045, 1043, 1045]);
  expect(refundShare(line, 0, 3, false)).toBe(3000 - 100 + 233);
});

test("with prices that include tax nothing is added for it", () => {
  expect(refundShare(line, 0, 3, true)).toBe(2900);
});

const lines = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 40 }),
    unitAmount: fc.integer({ min: 0, max: 20_000 }),
    taxRatePpm: fc.constantFrom(0, 80_000, 88_750, 190_000),
  }),
  { minLength: 1, maxLength: 5 },
);

test("units cancelled one by one, in any portions, come to exactly what was paid", () => {
  fc.assert(
    fc.property(
      lines,
      fc.nat(30_000),
      fc.nat(2_000),
      fc.boolean(),
      fc.infiniteStream(fc.integer({ min: 1, max: 7 })),
      (wanted, discountAmount, shippingAmount, pricesIncludeTax, portions) => {
        const order = price({
          lines: wanted.map((one, i) => ({ sku: String(i), ...one })),
          discountAmount,
          shippingAmount,
          shippingTaxRatePpm: 80_000,
          pricesIncludeTax,
        });
        const paid = wanted.map((one, i) => ({
          ...one,
          discountAmount: order.lines[i]?.discountAmount ?? 0,
          taxAmount: order.lines[i]?.taxAmount ?? 0,
        }));
        let back = carriageOf({ ...order, pricesIncludeTax }, paid);
        for (const one of paid)
          for (let before = 0; before < one.quantity; ) {
            const units = Math.min(one.quantity - before, portions.next().value ?? 1);
            const share = refundShare(one, before, units, pricesIncludeTax);
            expect(share).toBeGreaterThanOrEqual(0);
            back += share;
            before += units;
          }
        expect(back).toBe(order.totalAmount);
      },
    ),
  );
});
