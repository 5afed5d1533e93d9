import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Ends, servicesBetween } from "./services";
import { billedWeight, priceOf, zoneOf } from "./tariff";
import { addWorkingDays, businessDays, dayText, readDay } from "./transit";

const place = (country: string, region: string, postalCode: string) => ({ country, region, postalCode });
const albany = place("US", "NY", "12207");
const between = (to: Ends["to"]): Ends => ({ from: albany, to });
const boston = between(place("US", "MA", "02108"));
const sacramento = between(place("US", "CA", "95826"));
const honolulu = between(place("US", "HI", "96813"));
const berlin = between(place("DE", "", "10435"));
const day = (text: string) => readDay(text) ?? new Date(Number.NaN);

describe("the price", () => {
  test("grows with the zone, and the zone with the distance", () => {
    expect([boston, sacramento, honolulu].map(zoneOf)).toEqual([2, 8, 9]);
    const prices = [boston, sacramento, honolulu].map(
      (ends) => priceOf("03", { unit: "LBS", weight: 3 }, ends, false).published,
    );
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
  });

  test("of the faster service is never lower, whatever is sent wherever", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(boston, sacramento, honolulu, berlin, between(place("CA", "ON", "M5V 3L9"))),
        fc.integer({ min: 1, max: 150 }),
        fc.boolean(),
        (ends, weight, toHome) => {
          const prices = servicesBetween(ends).map(
            (code) => priceOf(code, { unit: "LBS", weight }, ends, toHome).negotiated,
          );
          expect(prices.length).toBeGreaterThan(2);
          expect(prices).toEqual([...prices].sort((a, b) => b - a));
        },
      ),
    );
  });

  test("is for the weight or for the space, whichever is more", () => {
    const size = { length: 20, width: 20, height: 10 };
    expect(billedWeight({ unit: "LBS", weight: 2.1 })).toBe(3);
    expect(billedWeight({ unit: "LBS", weight: 2.1, size })).toBe(29);
    expect(billedWeight({ unit: "LBS", weight: 40, size })).toBe(40);
    expect(billedWeight({ unit: "KGS", weight: 1.2 })).toBe(1.5);
  });
});

describe("the day of arrival", () => {
  test("follows the distance on the ground and the service in the air", () => {
    const days = (ends: Ends) => servicesBetween(ends).map((code) => businessDays(code, ends));
    expect(days(boston)).toEqual([1, 1, 2, 3, 1]);
    expect(days(sacramento)).toEqual([1, 1, 2, 3, 5]);
    expect(days(honolulu)).toEqual([2, 3, 6]);
    expect(days(berlin)).toEqual([2, 2, 5]);
  });

  test("is never at a weekend, and Friday's parcel travels from Monday on when it is brought on Saturday", () => {
    expect(dayText(addWorkingDays(day("20261127"), 1))).toBe("20261130");
    expect(dayText(addWorkingDays(day("20261128"), 1))).toBe("20261201");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 10 }), (offset, count) => {
        const arrival = addWorkingDays(new Date(Date.UTC(2026, 0, 1 + offset)), count);
        expect([1, 2, 3, 4, 5]).toContain(arrival.getUTCDay());
      }),
    );
  });
});

test("no service goes where UPS does not", () => {
  expect(servicesBetween(between(place("KP", "", "999093")))).toEqual([]);
});
