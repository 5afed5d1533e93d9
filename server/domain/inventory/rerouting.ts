import { DomainError } from "@/server/kernel/errors";
import type { ShipmentStatus } from "../shipment/shipment";
import type { GeoPoint } from "./geography";
import { type Displaced, findReplacements, type Replacement } from "./reallocation";
import type { Centre, RoutingRules, Shelf } from "./routing";

/** Why a shipment in this state stays where it is; empty when it can be sent from elsewhere. */
const inTheWay: Record<ShipmentStatus, string> = {
  assigned: "",
  picking:
    "is being picked. Confirm that what is picked goes back to its shelf, then send it from elsewhere.",
  packed: "is packed. Open its box at the bench first.",
  labelled: "has its label. Give the label back and open its box first.",
  shipped: "has left already.",
  delivered: "has been delivered.",
  cancelled: "is cancelled. Look for the one that took its place.",
};

/** Refuses to send a shipment from elsewhere once its box is closed, and asks back while somebody picks it. */
export function assertMayReroute(
  { number, status }: { number: string; status: ShipmentStatus },
  { pickAgain }: { pickAgain: boolean },
): void {
  const why = inTheWay[status];
  if (why === "" || (status === "picking" && pickAgain)) return;
  throw new DomainError("invalid_transition", `Shipment ${number} ${why}`, {
    shipment: number,
    status,
    ...(status === "picking" ? { confirm: "pickAgain" } : {}),
  });
}

/** What a place, or all places together, lack of what a shipment brings. */
export type Lacking = { sku: string; wanted: number; available: number };

export function lackingAt(
  brought: readonly Displaced[],
  shelves: readonly Shelf[],
  centres: readonly Pick<Centre, "code">[],
): Lacking[] {
  const wanted = new Map<string, number>();
  for (const { sku, quantity } of brought) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity);
  return [...wanted].flatMap(([sku, units]) => {
    const available = shelves
      .filter((shelf) => shelf.sku === sku && centres.some((centre) => centre.code === shelf.locationCode))
      .reduce((sum, shelf) => sum + Math.max(0, shelf.available), 0);
    return available < units ? [{ sku, wanted: units, available }] : [];
  });
}

/** "it has 1 of 3 × OAK-1 and none of 2 × ASH-2" */
export const lackingText = (lacking: readonly Lacking[]): string =>
  lacking
    .map(({ sku, wanted, available }) => `${available === 0 ? "none" : available} of ${wanted} × ${sku}`)
    .join(" and ");

/**
 * Where a shipment's units come from instead: from one place if one has them all, a place that already packs another
 * parcel of the order before one that would have to start its own; else split as an order is. Null when they are
 * not there. `centres` are the places it may go to.
 */
export function chooseElsewhere(
  brought: readonly Displaced[],
  shelves: readonly Shelf[],
  centres: readonly Centre[],
  destination: GeoPoint | null,
  rules: RoutingRules,
  openPlaces: readonly string[],
): Replacement[] | null {
  const choose = (among: readonly Centre[]) => findReplacements(brought, shelves, among, destination, rules);
  // A parcel that is made up there anyway costs nothing more to send.
  const joining = choose(centres.filter((centre) => openPlaces.includes(centre.code)));
  return joining ?? choose(centres);
}
