import fc from "fast-check";
import { getTracking } from "ts-tracking-number";
import { describe, expect, test } from "vitest";
import { buildTrackingNumber, isTrackingNumber } from "./tracking-number";

const serial = fc.integer({ min: 0, max: 99_999_999_999 });

describe("FedEx tracking numbers", () => {
  test("numbers from FedEx's own documents are valid", () => {
    // 9 × 3 + 8 × 1 + 6 × 7 + 5 × 3 + 7 × 1 + 8 × 7 + 7 × 3 + 8 × 1 + 8 × 7 + 8 × 3 + 5 × 1 = 269; 269 mod 11 = 5.
    expect(isTrackingNumber("986578788855")).toBe(true);
    expect(isTrackingNumber("794843185271")).toBe(true);
  });

  test("every number we build passes the check, and keeps its serial", () => {
    fc.assert(
      fc.property(serial, (given) => {
        const number = buildTrackingNumber(given);
        expect(number).toHaveLength(12);
        expect(Number(number.slice(0, 11))).toBe(given);
        expect(isTrackingNumber(number)).toBe(true);
      }),
    );
  });

  test("a library that others wrote takes each of a thousand that the stand-in would give out", () => {
    for (let i = 0; i < 1_000; i++) {
      const number = buildTrackingNumber(79_464_018_235 + 7 * i);
      expect(getTracking(number)?.courier.code, number).toBe("fedex");
    }
  });

  test("a remainder of ten is written as a nought", () => {
    const tens = Array.from({ length: 200 }, (_, i) => 79_464_018_235 + i).filter(
      (one) => remainder(one) === 10,
    );
    expect(tens.length).toBeGreaterThan(0);
    for (const one of tens) {
      expect(buildTrackingNumber(one).at(-1)).toBe("0");
      expect(getTracking(buildTrackingNumber(one))?.courier.code).toBe("fedex");
    }
  });

  test("a wrong check digit is always noticed", () => {
    fc.assert(
      fc.property(serial, fc.integer({ min: 1, max: 9 }), (given, slip) => {
        const number = buildTrackingNumber(given);
        expect(isTrackingNumber(`${number.slice(0, 11)}${(Number(number[11]) + slip) % 10}`)).toBe(false);
      }),
    );
  });

  test("other things are not tracking numbers", () => {
    for (const value of ["", "79464018235", "7946401823522", "7946 4018 2352", "1ZCIETST0111111114"])
      expect(isTrackingNumber(value)).toBe(false);
  });

  test("serials of the wrong size are refused", () => {
    for (const value of [-1, 1.5, 100_000_000_000])
      expect(() => buildTrackingNumber(value)).toThrow(RangeError);
  });
});

function remainder(given: number): number {
  return [...String(given)].reduce((sum, digit, i) => sum + Number(digit) * ([3, 1, 7][i % 3] ?? 0), 0) % 11;
}
