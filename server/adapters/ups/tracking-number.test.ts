import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildTrackingNumber, isTrackingNumber } from "./tracking-number";

const alphanumeric = (length: number) =>
  fc.string({
    unit: fc.constantFrom(..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    minLength: length,
    maxLength: length,
  });
const parts = fc.record({
  shipper: alphanumeric(6),
  service: alphanumeric(2),
  serial: fc.integer({ min: 0, max: 9_999_999 }),
});

describe("UPS tracking numbers", () => {
  test("the numbers UPS publishes for testing are valid", () => {
    expect(isTrackingNumber("1ZCIETST0111111114")).toBe(true);
    expect(isTrackingNumber("1ZCIETST0422222228")).toBe(true);
    expect(buildTrackingNumber({ shipper: "CIETST", service: "01", serial: 1_111_111 })).toBe(
      "1ZCIETST0111111114",
    );
  });

  test("every number we build passes the check, and keeps its parts", () => {
    fc.assert(
      fc.property(parts, (given) => {
        const number = buildTrackingNumber(given);
        expect(number.slice(2, 8)).toBe(given.shipper);
        expect(number.slice(8, 10)).toBe(given.service);
        expect(Number(number.slice(10, 17))).toBe(given.serial);
        expect(isTrackingNumber(number)).toBe(true);
      }),
    );
  });

  test("a wrong check digit is always noticed", () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 9 }), (given, slip) => {
        const number = buildTrackingNumber(given);
        const wrong = (Number(number[17]) + slip) % 10;
        expect(isTrackingNumber(`${number.slice(0, 17)}${wrong}`)).toBe(false);
      }),
    );
  });

  test("a mistyped digit at a place that counts once is always noticed", () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 9 }), (given, slip) => {
        const number = buildTrackingNumber(given);
        const wrong = (Number(number[16]) + slip) % 10;
        expect(isTrackingNumber(`${number.slice(0, 16)}${wrong}${number[17]}`)).toBe(false);
      }),
    );
  });

  test("other things are not tracking numbers", () => {
    for (const value of [
      "",
      "1Z",
      "1ZCIETST011111111",
      "1Zcietst0111111114",
      "2ZCIETST0111111114",
      "1ZCIETST01111111 4",
    ])
      expect(isTrackingNumber(value)).toBe(false);
  });

  test("parts of the wrong form are refused", () => {
    expect(() => buildTrackingNumber({ shipper: "ABC", service: "03", serial: 1 })).toThrow(RangeError);
    expect(() => buildTrackingNumber({ shipper: "ABC123", service: "3", serial: 1 })).toThrow(RangeError);
    expect(() => buildTrackingNumber({ shipper: "ABC123", service: "03", serial: 10_000_000 })).toThrow(
      RangeError,
    );
  });
});
