import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Centre,
  type Routed,
  type RoutingRules,
  type RoutingWeights,
  route,
  type Shelf,
  type Wanted,
} from "./routing";

const weekdays = [1, 2, 3, 4, 5];
const east: Centre = {
  code: "EAST",
  name: "Albany",
  priority: 10,
  point: { latitude: 42.7, longitude: -73.8 },
  ...{ timeZone: "America/New_York", cutOff: "14:00", collectionAt: "17:00", workingDays: weekdays },
  ...{ dailyCapacity: null, assignedToday: 0 },
};
const west: Centre = {
  ...east,
  code: "WEST",
  name: "Sacramento",
  priority: 20,
  point: { latitude: 38.5, longitude: -121.4 },
  timeZone: "America/Los_Angeles",
};
const middle: Centre = {
  ...east,
  code: "MID",
  name: "Omaha",
  priority: 30,
  point: { latitude: 41.3, longitude: -96.0 },
  timeZone: "America/Chicago",
};
// Monday, ten in New York and seven in Sacramento.
const monday = new Date("2026-11-23T15:00:00Z");
const weigh = (weights: Partial<RoutingWeights>, now = monday): RoutingRules => ({
  weights: { nearest: 0, priority: 0, cutOff: 0, capacity: 0, ...weights },
  now,
});
const usual = weigh({ nearest: 6, priority: 1, cutOff: 2, capacity: 2 });
const boston = { latitude: 42.4, longitude: -71.1 };
const portland = { latitude: 45.5, longitude: -122.7 };

let nextLevel = 1;
const shelf = (locationCode: string, sku: string, available: number, expires?: string): Shelf => ({
  levelId: nextLevel++,
  sku,
  locationCode,
  available,
  lotExpiresAt: expires ? new Date(expires) : null,
});
const routed = (result: Routed) => {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.short)}`);
  return result;
};
const taken = (result: Routed) =>
  routed(result).allocations.map(
    ({ locationCode, sku, quantity }) => `${quantity} ${sku} from ${locationCode}`,
  );

describe("choosing where an order is taken from", () => {
  const skus = ["A", "B"] as const;
  const centres = [east, west, middle];
  const shelves = fc
    .array(
      fc.record({
        sku: fc.constantFrom(...skus),
        locationCode: fc.constantFrom("EAST", "WEST", "MID", "CLOSED"),
        available: fc.integer({ min: 0, max: 12 }),
        lotExpiresAt: fc.option(
          fc.integer({ min: 1, max: 5 }).map((day) => new Date(Date.UTC(2026, 5, day))),
        ),
      }),
      { maxLength: 20, size: "max" },
    )
    .map((list): Shelf[] => list.map((one, i) => ({ ...one, levelId: i + 1 })));
  const wanted: fc.Arbitrary<Wanted[]> = fc
    .uniqueArray(fc.constantFrom(...skus), { minLength: 1 })
    .chain((chosen) =>
      fc.tuple(
        ...chosen.map((sku) => fc.integer({ min: 1, max: 20 }).map((quantity) => ({ sku, quantity }))),
      ),
    );
  const destination = fc.constantFrom(boston, portland, null);
  const world = fc.tuple(wanted, shelves, destination);

  const held = (list: readonly Shelf[], sku: string, place?: string) =>
    list
      .filter(
        (one) => one.sku === sku && one.locationCode !== "CLOSED" && (!place || one.locationCode === place),
      )
      .reduce((units, one) => units + one.available, 0);

  test("covers every line exactly, or refuses with what is missing and what is left", () => {
    fc.assert(
      fc.property(world, ([lines, stock, to]) => {
        const result = route(lines, stock, centres, to, usual);
        const short = lines
          .map(({ sku, quantity }) => ({ sku, requested: quantity, available: held(stock, sku) }))
          .filter((line) => line.available < line.requested);
        expect(result.ok).toBe(short.length === 0);
        if (!result.ok) {
          expect(result.short).toEqual(short);
          return;
        }
        for (const { sku, quantity } of lines) {
          const units = result.allocations.filter((one) => one.sku === sku);
          expect(units.reduce((sum, one) => sum + one.quantity, 0)).toBe(quantity);
        }
      }),
    );
  });

  test("never takes more from a shelf than it holds, nor nothing, nor twice from one", () => {
    fc.assert(
      fc.property(world, ([lines, stock, to]) => {
        const result = route(lines, stock, centres, to, usual);
        if (!result.ok) return;
        for (const { levelId, sku, locationCode, quantity } of result.allocations) {
          const from = stock.find((one) => one.levelId === levelId);
          expect(from).toMatchObject({ sku, locationCode });
          expect(quantity).toBeGreaterThan(0);
          expect(quantity).toBeLessThanOrEqual(from?.available ?? 0);
        }
        expect(new Set(result.allocations.map((one) => one.levelId)).size).toBe(result.allocations.length);
      }),
    );
  });

  test("never splits when one place holds everything", () => {
    fc.assert(
      fc.property(world, ([lines, stock, to]) => {
        const complete = centres.filter(({ code }) =>
          lines.every(({ sku, quantity }) => held(stock, sku, code) >= quantity),
        );
        const result = route(lines, stock, centres, to, usual);
        if (complete.length === 0) return;
        if (!result.ok) throw new Error("Refused, although a place holds everything");
        const used = new Set(result.allocations.map((one) => one.locationCode));
        expect(used.size).toBe(1);
        expect(complete.map((one) => one.code)).toContain([...used][0]);
        expect(result.decision.places.filter((one) => one.holdsEverything).length).toBe(complete.length);
      }),
    );
  });

  test("takes the lot that expires first before any later one at the same place", () => {
    fc.assert(
      fc.property(world, ([lines, stock, to]) => {
        const result = route(lines, stock, centres, to, usual);
        if (!result.ok) return;
        const expiry = (one: Shelf) => one.lotExpiresAt?.getTime() ?? Number.POSITIVE_INFINITY;
        const units = new Map(result.allocations.map((one) => [one.levelId, one.quantity]));
        for (const used of stock.filter((one) => units.has(one.levelId)))
          for (const sooner of stock)
            if (
              sooner.sku === used.sku &&
              sooner.locationCode === used.locationCode &&
              expiry(sooner) < expiry(used)
            )
              expect(units.get(sooner.levelId) ?? 0).toBe(sooner.available);
      }),
    );
  });

  test("says of every place whether it was chosen, just as the units were taken", () => {
    fc.assert(
      fc.property(world, ([lines, stock, to]) => {
        const result = route(lines, stock, centres, to, usual);
        if (!result.ok) return;
        const used = new Set(result.allocations.map((one) => one.locationCode));
        const chosen = result.decision.places.filter((place) => place.chosen).map((place) => place.code);
        expect(new Set(chosen)).toEqual(used);
        expect(result.decision.places.length).toBe(centres.length);
      }),
    );
  });
});

describe("the choice and its reason", () => {
  test("the nearest place that holds everything sends the order", () => {
    const stock = [shelf("EAST", "A", 5), shelf("WEST", "A", 5)];
    const toBoston = route([{ sku: "A", quantity: 2 }], stock, [west, east], boston, usual);
    expect(taken(toBoston)).toEqual(["2 A from EAST"]);
    expect(routed(toBoston).decision.reason).toBe(
      "Albany: 3,992 km nearer and higher in priority; Sacramento had 4.8 points fewer.",
    );
    const toPortland = route([{ sku: "A", quantity: 2 }], stock, [east, west], portland, usual);
    expect(taken(toPortland)).toEqual(["2 A from WEST"]);
  });

  test("a far place that holds everything beats a near one that does not", () => {
    const stock = [shelf("EAST", "A", 5), shelf("WEST", "A", 5), shelf("WEST", "B", 1)];
    const result = route(
      [
        { sku: "A", quantity: 2 },
        { sku: "B", quantity: 1 },
      ],
      stock,
      [east, west],
      boston,
      usual,
    );
    expect(taken(result)).toEqual(["2 A from WEST", "1 B from WEST"]);
    expect(routed(result).decision.reason).toBe("Only Sacramento holds everything.");
  });

  test("the better place of a split gives as much as it has", () => {
    const stock = [shelf("EAST", "A", 2), shelf("WEST", "A", 3)];
    const result = route([{ sku: "A", quantity: 4 }], stock, [east, west], boston, usual);
    expect(taken(result)).toEqual(["2 A from EAST", "2 A from WEST"]);
    expect(routed(result).decision.reason).toBe(
      "No single place holds everything, so it is split over Albany and Sacramento.",
    );
  });

  test("the priority decides when nobody knows where the address is", () => {
    const stock = [shelf("EAST", "A", 5), shelf("WEST", "A", 5)];
    const result = route([{ sku: "A", quantity: 2 }], stock, [{ ...east, priority: 50 }, west], null, usual);
    expect(taken(result)).toEqual(["2 A from WEST"]);
    expect(routed(result).decision.reason).toBe("Sacramento: higher in priority; Albany had 1 point fewer.");
  });

  test("the lot that expires first goes first, and goods without a date go last", () => {
    const undated = shelf("EAST", "TEA", 5);
    const later = shelf("EAST", "TEA", 2, "2026-09-01");
    const sooner = shelf("EAST", "TEA", 2, "2026-08-01");
    const allOrders = [
      [undated, later, sooner],
      [sooner, later, undated],
      [later, undated, sooner],
    ];
    const results = allOrders.map((stock) =>
      route([{ sku: "TEA", quantity: 5 }], stock, [east], boston, usual),
    );
    for (const result of results)
      expect(routed(result).allocations.map((one) => [one.levelId, one.quantity])).toEqual([
        [sooner.levelId, 2],
        [later.levelId, 2],
        [undated.levelId, 1],
      ]);
    const [result] = results;
    if (!result) throw new Error("No result");
    expect(routed(result).decision.reason).toBe("Albany is the only place.");
  });

  test("units at a place that is closed are not promised", () => {
    const stock = [shelf("EAST", "A", 1), shelf("CLOSED", "A", 9)];
    expect(route([{ sku: "A", quantity: 2 }], stock, [east, west], boston, usual)).toEqual({
      ok: false,
      short: [{ sku: "A", requested: 2, available: 1 }],
    });
  });
});
