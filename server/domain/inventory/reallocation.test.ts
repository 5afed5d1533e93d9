import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Displaced,
  findReplacements,
  leavesStartedParcel,
  type OpenParcel,
  whyStuck,
} from "./reallocation";
import type { Centre, RoutingRules, Shelf } from "./routing";

const centre = (code: string, longitude: number): Centre => ({
  code,
  name: code,
  priority: 100,
  point: { latitude: 40, longitude },
  ...{ timeZone: "UTC", cutOff: "14:00", collectionAt: "17:00", workingDays: [1, 2, 3, 4, 5] },
  ...{ dailyCapacity: null, assignedToday: 0 },
});
const rules: RoutingRules = {
  weights: { nearest: 6, priority: 1, cutOff: 2, capacity: 2 },
  now: new Date("2026-11-23T12:00:00Z"),
};
const centres = [centre("EAST", -75), centre("MID", -95), centre("WEST", -120)];
const buyer = { latitude: 40, longitude: -74 };
const shelf = (levelId: number, locationCode: string, available: number, day: number | null = 60): Shelf => ({
  levelId,
  sku: "OAT",
  locationCode,
  available,
  lotExpiresAt: day === null ? null : new Date(Date.UTC(2027, 0, day)),
});
const held = (quantity: number, over: Partial<Displaced> = {}): Displaced => ({
  orderLineId: "line",
  levelId: 1,
  sku: "OAT",
  locationCode: "EAST",
  quantity,
  ...over,
});
const taken = (found: ReturnType<typeof findReplacements>) =>
  found?.map((part) => [part.levelId, part.quantity]) ?? null;

describe("units that can't stay where they are", () => {
  test("go to the lot of the same place that expires first", () => {
    expect(
      taken(
        findReplacements(
          [held(3)],
          [shelf(2, "EAST", 9, 80), shelf(3, "EAST", 2, 70)],
          centres,
          buyer,
          rules,
        ),
      ),
    ).toEqual([
      [3, 2],
      [2, 1],
    ]);
  });

  test("stay in their place though another one holds all of them", () => {
    expect(
      taken(findReplacements([held(3)], [shelf(2, "EAST", 1), shelf(3, "WEST", 9)], centres, buyer, rules)),
    ).toEqual([
      [2, 1],
      [3, 2],
    ]);
  });

  test("go elsewhere by the rules of routing: one place rather than two, the nearest of those", () => {
    const shelves = [shelf(2, "MID", 2), shelf(3, "WEST", 3)];
    expect(taken(findReplacements([held(3)], shelves, centres, buyer, rules))).toEqual([[3, 3]]);
    expect(taken(findReplacements([held(2)], shelves, centres, buyer, rules))).toEqual([[2, 2]]);
  });

  test("are not exchanged in part", () => {
    expect(findReplacements([held(3)], [shelf(2, "EAST", 2)], centres, buyer, rules)).toBeNull();
  });

  test("don't go to a place that is closed", () => {
    expect(findReplacements([held(1)], [shelf(2, "GONE", 5)], centres, buyer, rules)).toBeNull();
  });

  test("of whatever order: all of them find a place or none, and no shelf gives more than it has", () => {
    const place = fc.constantFrom("EAST", "MID", "WEST");
    const some = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 5 })), { maxLength: 6 });
    fc.assert(
      fc.property(
        some,
        fc.array(fc.tuple(place, fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 4 }),
        (there, gone) => {
          const shelves = there.map(([code, units], i) => shelf(100 + i, code, units, i));
          const displaced = gone.map(([locationCode, quantity], i) =>
            held(quantity, { levelId: i, locationCode, orderLineId: `line ${i % 2}` }),
          );
          const wanted = gone.reduce((sum, [, quantity]) => sum + quantity, 0);
          const offered = there.reduce((sum, [, units]) => sum + units, 0);
          const found = findReplacements(displaced, shelves, centres, buyer, rules);
          expect(found === null).toBe(offered < wanted);
          if (!found) return;
          for (const unit of displaced)
            expect(sum(found.filter((part) => part.of === unit))).toBe(unit.quantity);
          for (const { levelId, available } of shelves)
            expect(sum(found.filter((part) => part.levelId === levelId))).toBeLessThanOrEqual(available);
        },
      ),
    );
  });
});

const sum = (parts: readonly { quantity: number }[]) =>
  parts.reduce((units, part) => units + part.quantity, 0);

describe("a parcel that was to bring them", () => {
  const parcel = (status: OpenParcel["status"], picked = 0): OpenParcel => ({
    number: "HF-100042-1",
    status,
    locationCode: "EAST",
    lines: [
      { orderLineId: "line", levelId: 1, picked },
      { orderLineId: "other", levelId: 7, picked: 1 },
    ],
  });
  test("lets them go until one of them is picked or its box is closed", () => {
    expect(whyStuck([held(2)], [parcel("picking")])).toBeNull();
    expect(whyStuck([held(2)], [parcel("picking", 1)])).toBe("Units for HF-100042-1 are picked already.");
    expect(whyStuck([held(2)], [parcel("packed", 2)])).toBe("HF-100042-1 is packed already.");
    expect(whyStuck([held(2)], [parcel("labelled", 2)])).toBe("HF-100042-1 has its label already.");
    expect(whyStuck([held(2, { levelId: 9 })], [parcel("labelled", 2)])).toBeNull();
  });
  test("loses none to another place once anything in it is picked", () => {
    const there = [{ of: held(1), levelId: 3, locationCode: "WEST", quantity: 1 }];
    const here = [{ of: held(1), levelId: 2, locationCode: "EAST", quantity: 1 }];
    expect(leavesStartedParcel(there, [parcel("picking")])?.number).toBe("HF-100042-1");
    expect(leavesStartedParcel(here, [parcel("picking")])).toBeUndefined();
  });
});
