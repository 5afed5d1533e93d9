import { locate } from "@/server/domain/inventory/geography";
import { route, routingRules, type Shelf } from "@/server/domain/inventory/routing";
import type { ReferenceData } from "@/server/domain/settings/reference-data";
import type { ServiceLevel } from "@/server/ports/carrier";
import { type DeliveryWindow, deliveryWindow, shipByOf } from "../shipment/promise";

/** A price hangs on country and postcode; street and town are passed on where they are known already. */
export type Destination = {
  country: string;
  region?: string | undefined;
  postalCode: string;
  line1?: string | undefined;
  city?: string | undefined;
};
export type BasketLine = { sku: string; quantity: number };

/** A place that would send a part of the basket, and that part. */
export type SendingPlace = { centre: ReferenceData["centres"][number]; lines: BasketLine[] };

/** Where this basket would be sent from, by the rules that CreateOrder reserves by. None when there is not enough of it. */
export function sendingPlaces(
  lines: readonly BasketLine[],
  shelves: readonly Shelf[],
  { centres, settings }: Pick<ReferenceData, "centres" | "settings">,
  destination: Destination,
  now: Date,
): SendingPlace[] {
  const routed = route(lines, shelves, centres, locate(destination), routingRules(settings, now));
  if (!routed.ok) return [];
  return centres.flatMap((centre) => {
    const here = routed.allocations.filter(({ locationCode }) => locationCode === centre.code);
    if (here.length === 0) return [];
    const units = new Map<string, number>();
    for (const { sku, quantity } of here) units.set(sku, (units.get(sku) ?? 0) + quantity);
    return [{ centre, lines: [...units].map(([sku, quantity]) => ({ sku, quantity })) }];
  });
}

/** When something paid now arrives by a method of the table: with the last of the places that send a part of it. */
export function tableWindow(
  centres: readonly ReferenceData["centres"][number][],
  method: { service: ServiceLevel; minDays: number; maxDays: number },
  now: Date,
): DeliveryWindow | null {
  const windows = centres.map((centre) =>
    deliveryWindow(shipByOf(now, method.service, centre), centre, method),
  );
  return windows.reduce<DeliveryWindow | null>(
    (last, window) => (last === null || window.by > last.by ? window : last),
    null,
  );
}
