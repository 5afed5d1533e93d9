import { distanceKm, type GeoPoint } from "./geography";

/** One shelf position that could serve an order: variant × place × lot. */
export type Shelf = {
  levelId: number;
  sku: string;
  locationCode: string;
  available: number;
  /** Null for goods that do not expire. */
  lotExpiresAt: Date | null;
};

export type Centre = { code: string; name: string; priority: number; point: GeoPoint };

export type Wanted = { sku: string; quantity: number };

export type Allocation = { levelId: number; sku: string; locationCode: string; quantity: number };

/** Kept with the order, so that staff can read why these places were chosen. */
export type RoutingDecision = {
  reason: string;
  places: { code: string; name: string; km: number | null; holdsEverything: boolean; chosen: boolean }[];
};

export type Routed =
  | { ok: true; allocations: Allocation[]; decision: RoutingDecision }
  | { ok: false; short: { sku: string; requested: number; available: number }[] };

/**
 * Chooses where an order is taken from. Fewest parcels first: one place that holds everything beats any split; among
 * equals the nearest to the customer wins, then the lower priority number. When it must split, the place that covers most
 * units goes first. Within a place, the lot that expires first goes first.
 *
 * Lines are summed by SKU before, and lots within their shelf-life margin left out of the shelves.
 */
export function route(
  wanted: readonly Wanted[],
  allShelves: readonly Shelf[],
  centres: readonly Centre[],
  destination: GeoPoint | null,
): Routed {
  // Units at a place that is closed can't be promised.
  const shelves = allShelves.filter((shelf) => centres.some((centre) => centre.code === shelf.locationCode));
  const short = wanted
    .map(({ sku, quantity }) => ({ sku, requested: quantity, available: unitsOf(shelves, sku) }))
    .filter((line) => line.available < line.requested);
  if (short.length > 0) return { ok: false, short };

  const ranked = centres
    .map((centre) => ({
      centre,
      km: destination ? Math.round(distanceKm(centre.point, destination)) : null,
      shelves: shelves.filter((shelf) => shelf.locationCode === centre.code),
    }))
    .sort(
      (a, b) =>
        (a.km ?? 0) - (b.km ?? 0) ||
        a.centre.priority - b.centre.priority ||
        (a.centre.code < b.centre.code ? -1 : 1),
    );

  const left = new Map(wanted.map(({ sku, quantity }) => [sku, quantity]));
  const coverage = (place: (typeof ranked)[number]) =>
    [...left].reduce((units, [sku, quantity]) => units + Math.min(quantity, unitsOf(place.shelves, sku)), 0);
  const total = wanted.reduce((units, line) => units + line.quantity, 0);
  const complete = new Set(
    ranked.filter((place) => coverage(place) === total).map((place) => place.centre.code),
  );

  const allocations: Allocation[] = [];
  const chosen: (typeof ranked)[number][] = [];
  let open = [...ranked];
  while (open.length > 0 && [...left.values()].some((units) => units > 0)) {
    // `ranked` is nearest first and reduce keeps the earlier one, so distance breaks ties.
    const best = open.reduce((a, b) => (coverage(b) > coverage(a) ? b : a));
    if (coverage(best) === 0) break;
    chosen.push(best);
    open = open.filter((place) => place !== best);
    for (const [sku, quantity] of left) {
      const taken = takeFrom(best.shelves, sku, quantity);
      allocations.push(...taken);
      left.set(sku, quantity - taken.reduce((units, part) => units + part.quantity, 0));
    }
  }

  return {
    ok: true,
    allocations,
    decision: {
      reason: explain(chosen, complete.size, ranked.length, destination !== null),
      places: ranked.map(({ centre, km }) => ({
        code: centre.code,
        name: centre.name,
        km,
        holdsEverything: complete.has(centre.code),
        chosen: chosen.some((place) => place.centre.code === centre.code),
      })),
    },
  };
}

export function takeFrom(shelves: readonly Shelf[], sku: string, quantity: number): Allocation[] {
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

type Ranked = { centre: Centre; km: number | null };

function explain(chosen: readonly Ranked[], complete: number, places: number, located: boolean): string {
  const first = chosen[0];
  if (!first) return "Nothing to send.";
  const far = first.km === null ? "" : ` (${first.km.toLocaleString("en-US")} km)`;
  if (chosen.length > 1)
    return `No single place holds everything, so it is split over ${chosen.map((place) => place.centre.name).join(" and ")}.`;
  if (places === 1) return `${first.centre.name} is the only place.`;
  if (complete === 1) return `Only ${first.centre.name} holds everything.`;
  return located
    ? `${first.centre.name} holds everything and is nearest${far}.`
    : `${first.centre.name} holds everything and comes first by priority.`;
}
