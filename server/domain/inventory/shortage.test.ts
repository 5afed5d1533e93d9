import { expect, test } from "vitest";
import type { Centre, RoutingRules, Shelf } from "./routing";
import { remedyFor } from "./shortage";

const times = { timeZone: "UTC", cutOff: "14:00", collectionAt: "17:00", workingDays: [1, 2, 3, 4, 5] };
const centre = (code: string, priority: number): Centre => ({
  ...{ ...times, code, name: code, priority, point: { latitude: 40, longitude: -74 } },
  ...{ dailyCapacity: null, assignedToday: 0 },
});
const centres = [centre("EAST", 1), centre("WEST", 2), centre("SOUTH", 3)];
const rules: RoutingRules = {
  weights: { nearest: 50, priority: 10, cutOff: 10, capacity: 10 },
  now: new Date("2026-11-23T12:00:00Z"),
};
const shelf = (levelId: number, sku: string, locationCode: string, available: number): Shelf => ({
  ...{ levelId, sku, locationCode, available, lotExpiresAt: null },
});
const part = (orderLineId: string, levelId: number, sku: string, quantity: number) => ({
  ...{ orderLineId, levelId, sku, quantity, locationCode: "EAST" },
});
const missing = part("a", 1, "A", 2);
const brought = [part("a", 1, "A", 3), part("b", 2, "B", 1)];

const remedy = (shelves: Shelf[], over: { untouched?: boolean; all?: typeof brought } = {}) => {
  const found = remedyFor(
    { missing, all: brought, untouched: true, ...over },
    { shelves, centres, destination: null },
    rules,
  );
  const told = (parts: typeof found.samePlace) => parts.map(({ levelId, quantity }) => [levelId, quantity]);
  return { ...found, samePlace: told(found.samePlace), otherPlace: told(found.otherPlace) };
};

test("another shelf of the same place keeps the parcel what it is", () => {
  expect(remedy([shelf(3, "A", "EAST", 5), shelf(4, "A", "WEST", 9), shelf(5, "B", "WEST", 9)])).toEqual({
    ...{ samePlace: [[3, 2]], otherPlace: [], movesAll: false, backordered: 0 },
  });
});

test("an untouched shipment moves whole to a place that has all of it, so that it stays one parcel", () => {
  const found = remedy([shelf(4, "A", "WEST", 3), shelf(5, "B", "WEST", 1), shelf(6, "A", "SOUTH", 9)]);
  expect(found).toMatchObject({
    ...{ movesAll: true, samePlace: [], backordered: 0 },
    otherPlace: [
      [4, 3],
      [5, 1],
    ],
  });
});

test("a shipment that is picked from is split, because it must be", () => {
  const shelves = [shelf(4, "A", "WEST", 3), shelf(5, "B", "WEST", 1)];
  expect(remedy(shelves, { untouched: false })).toMatchObject({ movesAll: false, otherPlace: [[4, 2]] });
});

test("as much as there is is sent, and the rest waits for stock", () => {
  expect(remedy([shelf(3, "A", "EAST", 1)])).toMatchObject({ samePlace: [[3, 1]], backordered: 1 });
  expect(remedy([shelf(4, "A", "WEST", 1)])).toMatchObject({ otherPlace: [[4, 1]], backordered: 1 });
  expect(remedy([])).toEqual({ samePlace: [], otherPlace: [], movesAll: false, backordered: 2 });
});
