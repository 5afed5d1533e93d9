import type { GeoPoint } from "./geography";
import { type Centre, type RoutingRules, route, type Shelf, takeFrom } from "./routing";

/** Units of one order line on one shelf that can't stay there. */
export type Displaced = {
  orderLineId: string;
  levelId: number;
  sku: string;
  locationCode: string;
  quantity: number;
};

/** Where they go instead; a displaced part may need several shelves. */
export type Replacement = { of: Displaced; levelId: number; locationCode: string; quantity: number };

/**
 * Finds other shelves for units that can't stay where they are: the same place first, so that the parcel stays what it
 * is, and the rest by the rules that route an order. All or nothing: null when any unit finds no place.
 *
 * `shelves` are those that can be sold from, locked and without the ones that the units leave; of them only units at
 * one of the `centres` count. So the caller says where units may go: all centres of `referenceData`; without the place
 * they leave, when they are to be sent from elsewhere; or a single one. `rules` come from `routingRules(settings, now)`,
 * `destination` from `locate(order.shippingAddress)`. Pure: the same input gives the same answer.
 */
export function findReplacements(
  displaced: readonly Displaced[],
  shelves: readonly Shelf[],
  centres: readonly Centre[],
  destination: GeoPoint | null,
  rules: RoutingRules,
): Replacement[] | null {
  const left = new Map(shelves.map((shelf) => [shelf.levelId, shelf.available]));
  const remaining = () => shelves.map((shelf) => ({ ...shelf, available: left.get(shelf.levelId) ?? 0 }));
  const found: Replacement[] = [];
  const take = (of: Displaced, levelId: number, locationCode: string, quantity: number) => {
    left.set(levelId, (left.get(levelId) ?? 0) - quantity);
    found.push({ of, levelId, locationCode, quantity });
  };

  const elsewhere: { of: Displaced; quantity: number }[] = [];
  for (const of of displaced) {
    const open = centres.some((centre) => centre.code === of.locationCode);
    const here = open ? remaining().filter((shelf) => shelf.locationCode === of.locationCode) : [];
    const taken = takeFrom(here, of.sku, of.quantity);
    for (const part of taken) take(of, part.levelId, part.locationCode, part.quantity);
    const rest = of.quantity - taken.reduce((units, part) => units + part.quantity, 0);
    if (rest > 0) elsewhere.push({ of, quantity: rest });
  }
  if (elsewhere.length === 0) return found;

  const bySku = new Map<string, number>();
  for (const { of, quantity } of elsewhere) bySku.set(of.sku, (bySku.get(of.sku) ?? 0) + quantity);
  const wanted = [...bySku].map(([sku, quantity]) => ({ sku, quantity }));
  const routed = route(wanted, remaining(), centres, destination, rules);
  if (!routed.ok) return null;
  const parts = routed.allocations.map((part) => ({ ...part }));
  for (const rest of elsewhere) {
    let open = rest.quantity;
    for (const part of parts) {
      if (part.sku !== rest.of.sku || open === 0) continue;
      const units = Math.min(open, part.quantity);
      if (units === 0) continue;
      take(rest.of, part.levelId, part.locationCode, units);
      part.quantity -= units;
      open -= units;
    }
  }
  return found;
}

/** A parcel that has not left, as far as it decides whether units in it can be exchanged. */
export type OpenParcel = {
  number: string;
  status: "assigned" | "picking" | "packed" | "labelled";
  locationCode: string;
  lines: { orderLineId: string; levelId: number; picked: number }[];
};

const isPart = (line: { orderLineId: string; levelId: number }, units: readonly Displaced[]): boolean =>
  units.some((unit) => unit.orderLineId === line.orderLineId && unit.levelId === line.levelId);

/** Why the units can't be exchanged where they are now: the box is closed, or they are in somebody's hands. */
export function whyStuck(displaced: readonly Displaced[], parcels: readonly OpenParcel[]): string | null {
  for (const parcel of parcels) {
    const lines = parcel.lines.filter((line) => isPart(line, displaced));
    if (lines.length === 0) continue;
    if (parcel.status === "labelled") return `${parcel.number} has its label already.`;
    if (parcel.status === "packed") return `${parcel.number} is packed already.`;
    if (lines.some((line) => line.picked > 0)) return `Units for ${parcel.number} are picked already.`;
  }
  return null;
}

/** Units that leave a parcel for another place, when that parcel has already been picked from. */
export function leavesStartedParcel(
  replacements: readonly Replacement[],
  parcels: readonly OpenParcel[],
): OpenParcel | undefined {
  const leaving = replacements
    .filter((part) => part.locationCode !== part.of.locationCode)
    .map((part) => part.of);
  return parcels.find(
    (parcel) =>
      parcel.lines.some((line) => isPart(line, leaving)) && parcel.lines.some((line) => line.picked > 0),
  );
}
