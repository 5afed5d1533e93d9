import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GeoPoint } from "./geography";
import {
  type Centre,
  type Routed,
  type RoutingDecision,
  type RoutingRules,
  type RoutingWeights,
  route,
  type Shelf,
  type Wanted,
} from "./routing";
import { criteria, scorePlaces } from "./routing-scores";

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

describe("points", () => {
  const all = [shelf("EAST", "A", 9), shelf("WEST", "A", 9)];
  const one = [{ sku: "A", quantity: 1 }];
  const chosen = (centres: readonly Centre[], rules: RoutingRules, to: GeoPoint | null = boston) =>
    routed(route(one, all, centres, to, rules)).decision;
  const by = (decision: RoutingDecision, code: string) =>
    decision.places.find((place) => place.code === code);

  test("a place that still sends today beats one past its cut-off, as far as the weights let it", () => {
    // Half past two in New York: Albany is past its cut-off, Sacramento has an hour and a half of noon left.
    const afternoon = new Date("2026-11-23T19:30:00Z");
    const usually = chosen([east, west], { ...usual, now: afternoon });
    expect(usually.reason).toBe(
      "Albany: 3,992 km nearer and higher in priority, though Sacramento is still before its cut-off; Sacramento had 2.8 points fewer.",
    );
    const hasty = chosen([east, west], weigh({ nearest: 6, cutOff: 10 }, afternoon));
    expect(hasty.reason).toBe(
      "Sacramento: still before its cut-off, though Albany is 3,992 km nearer; Albany had 6.3 points fewer.",
    );
    expect(by(hasty, "EAST")).toMatchObject({ sendsToday: false, points: { cutOff: 0 } });
    expect(by(hasty, "WEST")).toMatchObject({ sendsToday: true, points: { cutOff: 10 } });
  });

  test("the cut-off is read on the place's own clock, and moves with summer time", () => {
    const sends = (centre: Centre, at: string) =>
      by(chosen([centre], weigh({ cutOff: 1 }, new Date(at))), centre.code)?.sendsToday;
    // 14:00 in New York is 19:00 UTC in winter and 18:00 in summer.
    expect(sends(east, "2026-11-23T19:00:30Z")).toBe(true);
    expect(sends(east, "2026-11-23T19:01:00Z")).toBe(false);
    expect(sends(east, "2026-07-20T18:00:00Z")).toBe(true);
    expect(sends(east, "2026-07-20T18:01:00Z")).toBe(false);
    // The day that the clocks go back: still Sunday in Sacramento, Monday in Tokyo already.
    const sunday = "2026-11-02T05:30:00Z";
    expect(sends({ ...west, cutOff: "23:59" }, sunday)).toBe(false);
    expect(sends({ ...west, timeZone: "Asia/Tokyo", cutOff: "23:59" }, sunday)).toBe(true);
    expect(sends({ ...west, cutOff: "23:59", workingDays: [7] }, sunday)).toBe(true);
  });

  test("a full place is left out where another holds everything, and taken when none does", () => {
    const full = { ...east, dailyCapacity: 3, assignedToday: 3 };
    expect(taken(route(one, all, [full, west], boston, usual))).toEqual(["1 A from WEST"]);
    expect(chosen([full, west], usual).reason).toBe("Sacramento has room today; Albany has the day full.");
    const alone = routed(route(one, [shelf("EAST", "A", 1)], [full, west], boston, usual));
    expect(alone.decision.reason).toBe("Only Albany holds everything. Albany has the day full.");
    expect(chosen([full, { ...west, dailyCapacity: 1, assignedToday: 4 }], usual).reason).toMatch(
      /^Albany: .* All places that hold everything have the day full\.$/,
    );
    // Two parcels from places with room are no reason to send two where one would do.
    const needy = [shelf("EAST", "A", 4), shelf("WEST", "A", 2), shelf("MID", "A", 2)];
    expect(taken(route([{ sku: "A", quantity: 4 }], needy, [full, west, middle], boston, usual))).toEqual([
      "4 A from EAST",
    ]);
  });

  test("a place that is half full has half the points for its room", () => {
    const decision = chosen([{ ...east, dailyCapacity: 10, assignedToday: 5 }], weigh({ capacity: 3 }));
    expect(by(decision, "EAST")?.points).toEqual({ nearest: 0, priority: 0, cutOff: 0, capacity: 1.5 });
  });

  test("equal points go to the nearer place, then by priority, then by code, and say so", () => {
    const nothing = weigh({});
    expect(chosen([west, east], nothing).reason).toBe(
      "Albany and Sacramento have equal points; Albany is 3,992 km nearer.",
    );
    expect(chosen([west, east], nothing, null).reason).toBe(
      "Albany and Sacramento have equal points; Albany comes first by priority.",
    );
    expect(chosen([{ ...west, priority: 10 }, east], nothing, null).reason).toBe(
      "Albany and Sacramento have equal points; Albany comes first by its code.",
    );
  });

  test("more weight never takes points away, and the sum is what each was given", () => {
    const weights = fc.record({
      nearest: fc.nat(10),
      priority: fc.nat(10),
      cutOff: fc.nat(10),
      capacity: fc.nat(10),
    });
    fc.assert(
      fc.property(weights, fc.constantFrom(...criteria), fc.nat(20), (given, criterion, busy) => {
        const centres = [{ ...east, dailyCapacity: 20, assignedToday: busy }, west, middle];
        const less = scorePlaces(centres, boston, { weights: given, now: monday });
        const heavier = { ...given, [criterion]: given[criterion] + 1 };
        const more = scorePlaces(centres, boston, { weights: heavier, now: monday });
        for (const before of less) {
          const after = more.find((score) => score.centre.code === before.centre.code);
          expect(after?.points[criterion]).toBeGreaterThanOrEqual(before.points[criterion]);
          expect(after?.total).toBeGreaterThanOrEqual(before.total);
          expect(before.total).toBeCloseTo(
            criteria.reduce((sum, one) => sum + before.points[one], 0),
            6,
          );
        }
      }),
    );
  });
});

describe("a split", () => {
  const place = (code: string, longitude: number): Centre => ({
    ...east,
    code,
    name: code,
    point: { latitude: 40, longitude },
  });
  const seven = ["A", "B", "C", "D", "E", "F", "G"].map((code, i) => place(code, -75 - 5 * i));

  test("takes two far places rather than three near ones", () => {
    const stock = [
      ...["A", "B", "C"].map((code) => shelf(code, "X", 3)),
      ...["F", "G"].map((code) => shelf(code, "X", 5)),
    ];
    const result = route([{ sku: "X", quantity: 9 }], stock, seven, boston, usual);
    expect(taken(result)).toEqual(["5 X from F", "4 X from G"]);
    expect(routed(result).decision.reason).toBe(
      "No single place holds everything, so it is split over F and G.",
    );
  });

  test("is over the best of the pairs that will do, and says how many there were", () => {
    const stock = ["A", "C", "G"].map((code) => shelf(code, "X", 5));
    const result = route([{ sku: "X", quantity: 9 }], stock, seven, boston, usual);
    expect(taken(result)).toEqual(["5 X from A", "4 X from C"]);
    expect(routed(result).decision.reason).toBe(
      "No single place holds everything, so it is split over A and C. None of the 3 ways with 2 parcels has more points.",
    );
  });

  test("avoids a full place when as few others will do", () => {
    const stock = ["A", "C", "G"].map((code) => shelf(code, "X", 5));
    const centres = seven.map((one) =>
      one.code === "A" ? { ...one, dailyCapacity: 1, assignedToday: 1 } : one,
    );
    expect(taken(route([{ sku: "X", quantity: 9 }], stock, centres, boston, usual))).toEqual([
      "5 X from C",
      "4 X from G",
    ]);
  });

  const world = fc.record({
    wanted: fc.uniqueArray(
      fc.record({ sku: fc.constantFrom("X", "Y", "Z"), quantity: fc.integer({ min: 1, max: 12 }) }),
      { minLength: 1, maxLength: 3, selector: (line) => line.sku },
    ),
    stock: fc
      .array(
        fc.record({
          sku: fc.constantFrom("X", "Y", "Z"),
          locationCode: fc.constantFrom(...seven.map((one) => one.code)),
          available: fc.integer({ min: 0, max: 8 }),
        }),
        { maxLength: 25, size: "max" },
      )
      .map((list): Shelf[] => list.map((one, i) => ({ ...one, levelId: i + 1, lotExpiresAt: null }))),
  });

  test("has as few parcels as any choice of places that holds everything", () => {
    const holds = (wanted: Wanted[], stock: Shelf[], codes: readonly string[]) =>
      wanted.every(
        ({ sku, quantity }) =>
          stock
            .filter((one) => one.sku === sku && codes.includes(one.locationCode))
            .reduce((sum, one) => sum + one.available, 0) >= quantity,
      );
    fc.assert(
      fc.property(world, ({ wanted, stock }) => {
        const result = route(wanted, stock, seven, boston, usual);
        if (!result.ok) return;
        const used = new Set(result.allocations.map((one) => one.locationCode));
        for (let set = 0; set < 2 ** seven.length; set++) {
          const codes = seven.filter((_, i) => set & (1 << i)).map((one) => one.code);
          if (codes.length < used.size) expect(holds(wanted, stock, codes)).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("over many places still covers every line, and none of them could be left out", () => {
    const many = Array.from({ length: 14 }, (_, i) => place(`P${String(i).padStart(2, "0")}`, -75 - 3 * i));
    const anyStock = fc.array(
      fc.tuple(fc.constantFrom("X", "Y"), fc.nat(13), fc.integer({ min: 1, max: 4 })),
      { minLength: 12, maxLength: 40, size: "max" },
    );
    fc.assert(
      fc.property(anyStock, fc.integer({ min: 1, max: 30 }), (list, quantity) => {
        const stock = list.map(
          ([sku, at, available], i): Shelf => ({
            ...{ levelId: i + 1, sku, locationCode: many[at]?.code ?? "", available },
            lotExpiresAt: null,
          }),
        );
        const wanted = ["X", "Y"].map((sku) => ({ sku, quantity }));
        const result = route(wanted, stock, many, boston, usual);
        if (!result.ok) return;
        const used = [...new Set(result.allocations.map((one) => one.locationCode))];
        for (const { sku } of wanted)
          expect(
            result.allocations.reduce((sum, one) => (one.sku === sku ? sum + one.quantity : sum), 0),
          ).toBe(quantity);
        for (const spared of used) {
          const rest = many.filter((one) => used.includes(one.code) && one.code !== spared);
          expect(route(wanted, stock, rest, boston, usual).ok).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("the same order, places and shelves give the same answer, in whatever order they come", () => {
    fc.assert(
      fc.property(world, fc.nat(100), ({ wanted, stock }, turn) => {
        const rotated = <T>(list: readonly T[]) => [
          ...list.slice(turn % Math.max(1, list.length)),
          ...list.slice(0, turn % Math.max(1, list.length)),
        ];
        expect(route(wanted, rotated(stock), rotated(seven), boston, usual)).toEqual(
          route(wanted, stock, seven, boston, usual),
        );
      }),
    );
  });
});
