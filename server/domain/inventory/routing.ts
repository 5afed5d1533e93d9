import type { GeoPoint } from "./geography";
import { fewestPlaces } from "./routing-places";
import { explainChoice } from "./routing-reason";
import { type Centre, type RoutingRules, type RoutingWeights, scorePlaces } from "./routing-scores";

export { type Centre, type RoutingRules, type RoutingWeights, routingRules } from "./routing-scores";

/** One shelf position that could serve an order: variant × place × lot. */
export type Shelf = {
  levelId: number;
  sku: string;
  locationCode: string;
  available: number;
  /** Null for goods that do not expire. */
  lotExpiresAt: Date | null;
};

export type Wanted = { sku: string; quantity: number };

export type Allocation = { levelId: number; sku: string; locationCode: string; quantity: number };

/**
 * Kept with the order, so that staff can read why these places were chosen. What is optional is missing in decisions from
 * before places got points.
 */
export type RoutingDecision = {
  reason: string;
  weights?: RoutingWeights;
  places: {
    code: string;
    name: string;
    km: number | null;
    holdsEverything: boolean;
    chosen: boolean;
    points?: RoutingWeights;
    total?: number;
    sendsToday?: boolean;
    full?: boolean;
  }[];
};

export type Routed =
  | { ok: true; allocations: Allocation[]; decision: RoutingDecision }
  | { ok: false; short: { sku: string; requested: number; available: number }[] };

/**
 * Chooses where an order is taken from. Fewest parcels first: one place that holds everything beats any split, and a
 * split has as few places as possible. Among choices with as many parcels the one with the fewest full places wins, then
 * the one with the most points (see `scorePlaces`). Of a split the place with the most points gives as much as it has.
 * Within a place, the lot that expires first goes first.
 *
 * Lines are summed by SKU before, and lots within their shelf-life margin left out of the shelves. Shelves of places that
 * are not among the centres don't count.
 */
export function route(
  wanted: readonly Wanted[],
  allShelves: readonly Shelf[],
  centres: readonly Centre[],
  destination: GeoPoint | null,
  rules: RoutingRules,
): Routed {
  // Units at a place that is closed can't be promised.
  const codes = new Set(centres.map((centre) => centre.code));
  const shelves = allShelves.filter((shelf) => codes.has(shelf.locationCode));
  const short = wanted
    .map(({ sku, quantity }) => ({ sku, requested: quantity, available: unitsOf(shelves, sku) }))
    .filter((line) => line.available < line.requested);
  if (short.length > 0) return { ok: false, short };

  const places = scorePlaces(centres, destination, rules).map((score) => {
    const here = shelves.filter((shelf) => shelf.locationCode === score.centre.code);
    return { ...score, shelves: here, holds: wanted.map(({ sku }) => unitsOf(here, sku)) };
  });
  const quantities = wanted.map((line) => line.quantity);
  const complete = places.filter((place) => place.holds.every((units, i) => units >= (quantities[i] ?? 0)));
  const [single] = complete;
  const { chosen, ways } = single ? { chosen: [single], ways: 1 } : fewestPlaces(places, quantities);

  const allocations: Allocation[] = [];
  const left = [...quantities];
  for (const place of chosen)
    wanted.forEach(({ sku }, i) => {
      const taken = takeFrom(place.shelves, sku, left[i] ?? 0);
      allocations.push(...taken);
      left[i] = taken.reduce((units, part) => units - part.quantity, left[i] ?? 0);
    });

  return {
    ok: true,
    allocations,
    decision: {
      reason: explainChoice({ chosen, complete, places, ways }),
      weights: rules.weights,
      places: places.map((place) => ({
        code: place.centre.code,
        name: place.centre.name,
        km: place.km,
        holdsEverything: complete.includes(place),
        chosen: chosen.includes(place),
        points: place.points,
        total: place.total,
        sendsToday: place.sendsToday,
        full: place.full,
      })),
    },
  };
}

export function takeFrom(shelves: readonly Shelf[], sku: string, quantity: number): Allocation[] {
  if (quantity === 0) return [];
  const byExpiry = shelves
    .filter((shelf) => shelf.sku === sku && shelf.available > 0)
    .sort(
      (a, b) =>
        (a.lotExpiresAt?.getTime() ?? Number.POSITIVE_INFINITY) -
          (b.lotExpiresAt?.getTime() ?? Number.POSITIVE_INFINITY) || a.levelId - b.levelId,
    );
  const taken: Allocation[] = [];
  let left = quantity;
  for (const shelf of byExpiry) {
    if (left === 0) break;
    const units = Math.min(left, shelf.available);
    taken.push({ levelId: shelf.levelId, sku, locationCode: shelf.locationCode, quantity: units });
    left -= units;
  }
  return taken;
}

const unitsOf = (shelves: readonly Shelf[], sku: string): number =>
  shelves.reduce((units, shelf) => (shelf.sku === sku ? units + Math.max(0, shelf.available) : units), 0);
