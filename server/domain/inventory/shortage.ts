import type { GeoPoint } from "./geography";
import { type Displaced, findReplacements, type Replacement } from "./reallocation";
import { type Centre, type RoutingRules, route, type Shelf, takeFrom } from "./routing";

export type Shortage = {
  /** What was not found. */
  missing: Displaced;
  /** All that its shipment still brings, what is missing with it. */
  all: readonly Displaced[];
  /** Nothing of the shipment is in anybody's hands. */
  untouched: boolean;
};

/** Where missing units come from instead, and how many come from nowhere. */
export type Remedy = {
  samePlace: Replacement[];
  otherPlace: Replacement[];
  /** `otherPlace` is then all that the shipment was to bring. */
  movesAll: boolean;
  backordered: number;
};

type Where = { shelves: readonly Shelf[]; centres: readonly Centre[]; destination: GeoPoint | null };

/**
 * What becomes of units that a picker did not find: another shelf of the same place, so that the parcel stays what it is;
 * all of the shipment from one other place, when nothing of it is picked yet, so that it stays one parcel; then as much as
 * there is from wherever it is; and the rest waits for stock. Pure: the same input gives the same answer.
 */
export function remedyFor({ missing, all, untouched }: Shortage, where: Where, rules: RoutingRules): Remedy {
  const { shelves, destination } = where;
  const none: Remedy = { samePlace: [], otherPlace: [], movesAll: false, backordered: 0 };
  const elsewhere = where.centres.filter((centre) => centre.code !== missing.locationCode);
  const isOpen = elsewhere.length < where.centres.length;
  const here = isOpen
    ? takeFrom(
        shelves.filter((shelf) => shelf.locationCode === missing.locationCode),
        missing.sku,
        missing.quantity,
      )
    : [];
  const samePlace = here.map(({ levelId, locationCode, quantity }) => ({
    ...{ of: missing, levelId, locationCode, quantity },
  }));
  const rest = missing.quantity - unitsIn(samePlace);
  if (rest === 0) return { ...none, samePlace };

  const together = untouched ? fromOnePlace(all, { shelves, centres: elsewhere, destination }, rules) : null;
  if (together) return { ...none, otherPlace: together, movesAll: true };

  const open = unitsIn(takeFrom(at(shelves, elsewhere), missing.sku, rest));
  const part = { ...missing, quantity: open };
  const otherPlace =
    open > 0 ? (findReplacements([part], at(shelves, elsewhere), elsewhere, destination, rules) ?? []) : [];
  return {
    ...none,
    samePlace,
    otherPlace: otherPlace.map((found) => ({ ...found, of: missing })),
    backordered: rest - unitsIn(otherPlace),
  };
}

/** Everything from a single place, the one that routing likes best; null when none holds it all. */
function fromOnePlace(all: readonly Displaced[], where: Where, rules: RoutingRules): Replacement[] | null {
  const bySku = new Map<string, number>();
  for (const { sku, quantity } of all) bySku.set(sku, (bySku.get(sku) ?? 0) + quantity);
  const wanted = [...bySku].map(([sku, quantity]) => ({ sku, quantity }));
  const shelves = at(where.shelves, where.centres);
  const routed = route(wanted, shelves, where.centres, where.destination, rules);
  if (!routed.ok) return null;
  const codes = new Set(routed.allocations.map((part) => part.locationCode));
  const only = where.centres.filter((centre) => codes.has(centre.code));
  return only.length === 1 ? findReplacements(all, shelves, only, where.destination, rules) : null;
}

const at = (shelves: readonly Shelf[], centres: readonly Centre[]): Shelf[] =>
  shelves.filter((shelf) => centres.some((centre) => centre.code === shelf.locationCode));

const unitsIn = (parts: readonly { quantity: number }[]): number =>
  parts.reduce((units, part) => units + part.quantity, 0);
