import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { canMove, countMove, judge, standing, stockCountStatuses } from "./stock-count";

const limits = { countApprovalUnits: 5, countApprovalAmount: 10_000 };
const found = (expected: number, counted: number, more: { available?: number; price?: number } = {}) =>
  judge({ expected, counted, available: more.available ?? expected, price: more.price ?? 100 }, limits);

describe("a counted difference", () => {
  test("within both limits is booked at once", () => {
    expect(found(10, 10)).toEqual({ difference: 0, verdict: "book" });
    expect(found(10, 5)).toEqual({ difference: -5, verdict: "book" });
    expect(found(10, 15)).toEqual({ difference: 5, verdict: "book" });
    expect(found(10, 8, { price: 5_000 })).toEqual({ difference: -2, verdict: "book" });
  });

  test("of more units, or of more money, waits for a manager", () => {
    expect(found(10, 4).verdict).toBe("limit");
    expect(found(10, 16).verdict).toBe("limit");
    expect(found(10, 8, { price: 5_001 }).verdict).toBe("limit");
    expect(found(10, 12, { price: 5_001 }).verdict).toBe("limit");
  });

  test("that would take what orders hold waits, however small", () => {
    expect(found(10, 9, { available: 0 })).toEqual({ difference: -1, verdict: "held" });
    expect(found(10, 9, { available: 1 }).verdict).toBe("book");
    expect(found(10, 11, { available: 0 }).verdict).toBe("book");
  });

  test("is never booked beyond a limit or what is available, and nothing else is held up", () => {
    const units = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(units, units, units, fc.integer({ min: 0, max: 9_000 }), (counted, free, held, price) => {
        const expected = free + held;
        const { difference, verdict } = judge({ expected, counted, available: free, price }, limits);
        expect(difference).toBe(counted - expected);
        const size = Math.abs(difference);
        const fine = size <= 5 && size * price <= 10_000 && free + difference >= 0;
        expect(verdict === "book").toBe(fine);
      }),
    );
  });

  test("moves exactly that many units, and nothing when the books agree", () => {
    expect(countMove(0)).toBeNull();
    expect(countMove(3)).toMatchObject({ kind: "count", from: "adjustment", to: "available", quantity: 3 });
    expect(countMove(-3)).toMatchObject({ kind: "count", from: "available", to: "adjustment", quantity: 3 });
  });
});

describe("a count", () => {
  const list = { status: "open", source: "cycle" } as const;
  test("is open while a shelf is to count, then in review while a difference waits", () => {
    expect(standing(list, { toCount: 1, toApprove: 3 })).toBe("open");
    expect(standing(list, { toCount: 0, toApprove: 3 })).toBe("review");
    expect(standing({ ...list, status: "review" }, { toCount: 1, toApprove: 0 })).toBe("open");
  });
  test("is closed by its counters, or by the last decision", () => {
    expect(standing(list, { toCount: 0, toApprove: 0 })).toBe("open");
    expect(standing({ ...list, status: "review" }, { toCount: 0, toApprove: 0 })).toBe("closed");
  });
  test("of a file or of one shelf closes by itself when nothing is left", () => {
    for (const source of ["file", "recount"] as const)
      expect(standing({ status: "open", source }, { toCount: 0, toApprove: 0 })).toBe("closed");
  });
  test("that has ended stays as it is", () => {
    for (const status of ["closed", "cancelled"] as const) {
      expect(standing({ status, source: "cycle" }, { toCount: 2, toApprove: 2 })).toBe(status);
      for (const to of stockCountStatuses) expect(canMove(status, to)).toBe(false);
    }
  });
});
