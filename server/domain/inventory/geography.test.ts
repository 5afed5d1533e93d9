import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { codes } from "zipcodes/lib/codes.js";
import { codes as canadian } from "zipcodes/lib/codesCanada.js";
import { shippingRates } from "@/db/seed/shipping-rates";
import { isPlace } from "@/scripts/lib/pack-postcodes";
import { distanceKm, type GeoPoint, locate } from "./geography";
import { postcodePoint } from "./postcodes";

const albany = { latitude: 42.65, longitude: -73.75 };
const sacramento = { latitude: 38.58, longitude: -121.49 };
const point: fc.Arbitrary<GeoPoint> = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }),
  longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});
const zip = (postalCode: string) => locate({ country: "US", postalCode });

describe("a distance", () => {
  test("is the way around the globe: Albany to Sacramento is about 3 980 km", () => {
    expect(distanceKm(albany, sacramento)).toBeGreaterThan(3930);
    expect(distanceKm(albany, sacramento)).toBeLessThan(4030);
    expect(distanceKm({ latitude: 0, longitude: 179 }, { latitude: 0, longitude: -179 })).toBeCloseTo(
      222.4,
      0,
    );
  });

  test("is the same both ways, never negative and never more than half the globe", () => {
    fc.assert(
      fc.property(point, point, (a, b) => {
        const km = distanceKm(a, b);
        expect(km).toBeCloseTo(distanceKm(b, a), 6);
        expect(km).toBeGreaterThanOrEqual(0);
        expect(km).toBeLessThanOrEqual(20_016);
        expect(distanceKm(a, a)).toBeCloseTo(0, 6);
      }),
    );
  });

  test("is never longer than a detour", () => {
    // Ten metres of grace: at the far side of the globe the formula is that exact.
    fc.assert(
      fc.property(point, point, point, (a, b, c) => {
        expect(distanceKm(a, c)).toBeLessThanOrEqual(distanceKm(a, b) + distanceKm(b, c) + 0.01);
      }),
    );
  });
});

describe("locating an address", () => {
  test("knows an area for every ZIP code there is", () => {
    for (let digit = 0; digit <= 9; digit++) expect(zip(`${digit}0000`)).not.toBeNull();
    expect(zip(" 12205 ")).toEqual(zip("12205"));
  });

  test("tells east from west", () => {
    const nearer = (postalCode: string) => {
      const place = zip(postalCode);
      if (!place) throw new Error(`${postalCode} is nowhere`);
      return distanceKm(place, albany) < distanceKm(place, sacramento) ? "east" : "west";
    };
    for (const code of ["02108", "10001", "20001", "33101", "44101", "60601"])
      expect(nearer(code)).toBe("east");
    for (const code of ["80202", "84101", "90001", "97201", "98101"]) expect(nearer(code)).toBe("west");
  });

  test("knows the countries of its table and admits when it doesn't know", () => {
    expect(locate({ country: "DE", postalCode: "10115" })).toEqual({ latitude: 51.1, longitude: 10.4 });
    expect(locate({ country: "BR", postalCode: "01310-100" })).toBeNull();
    expect(zip("")).toBeNull();
    expect(zip("K1A 0B1")).toBeNull();
  });
});

describe("a postcode", () => {
  const canada = (postalCode: string) => locate({ country: "CA", postalCode });
  const km = (a: GeoPoint | null, b: GeoPoint) => (a ? distanceKm(a, b) : Number.POSITIVE_INFINITY);

  test("is found to a kilometre or two, with or without the side of the street", () => {
    expect(km(zip("12205"), { latitude: 42.7136, longitude: -73.8203 })).toBeLessThan(3);
    expect(zip("12205-4019")).toEqual(zip("12205"));
    expect(km(zip("96813"), { latitude: 21.307, longitude: -157.858 })).toBeLessThan(10);
    expect(km(canada("M5V 3L9"), { latitude: 43.643, longitude: -79.387 })).toBeLessThan(6);
    expect(canada("m5v3l9")).toEqual(canada("M5V 3L9"));
  });

  test("that is not in the table is placed by how it begins", () => {
    expect(km(zip("12299"), albany)).toBeLessThan(40);
    expect(km(canada("K1Z"), { latitude: 45.4, longitude: -75.7 })).toBeLessThan(60);
    expect(canada("?")).toEqual({ latitude: 46.5, longitude: -79.5 });
    // Mail for the forces abroad goes by way of the eastern states.
    expect(km(zip("09001"), albany)).toBeLessThan(400);
  });

  test("stands in the table where the package it was made from has it", () => {
    const places = Object.entries({ ...codes, ...canadian }).filter(([, row]) => isPlace(row));
    expect(places.length).toBeGreaterThan(42_000);
    const off = places.filter(([code, row]) => {
      const point = postcodePoint(code);
      return !point || distanceKm(point, row as GeoPoint) > 2;
    });
    expect(off).toEqual([]);
  });

  test("lies in a country that the table knows, for every one the shop ships to", () => {
    for (const country of new Set(shippingRates.flatMap((rate) => rate.countries)))
      expect(locate({ country, postalCode: country === "US" ? "10001" : "1000" })).not.toBeNull();
  });
});
