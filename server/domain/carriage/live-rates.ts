import { proportion } from "../../kernel/money";
import type { CarrierRate } from "../../ports/carrier";
import { addDays, type DeliveryWindow } from "../shipment/promise";

/** A carrier's service as it is offered to the shopper. */
export type RateOffer = Pick<CarrierRate, "carrier" | "serviceCode" | "serviceName" | "level"> & {
  /** What the carrier asks, and what the shopper pays; minor units. */
  cost: number;
  amount: number;
  window: DeliveryWindow | null;
};

/** What the shopper pays for what a carrier asks. */
export const withMarkup = (cost: number, percent: number): number => proportion(cost, 100 + percent, 100);

/**
 * The days that a carrier's day stands for. It was told of the earliest collection; a service of the slower level may wait
 * for a later one, and then arrives as many delivery days later.
 */
export function windowOf(
  deliverBy: string,
  collections: { earliest: string; promised: string },
): DeliveryWindow {
  let late = 0;
  while (addDays(collections.earliest, late) < collections.promised) late += 1;
  return { from: deliverBy, by: addDays(deliverBy, late) };
}

/**
 * An order that leaves from several places is as dear as all its parcels together, and there with the last of them. A
 * service that one of the places can't have is none.
 */
export function together(places: readonly (readonly RateOffer[])[]): RateOffer[] {
  const [first = [], ...others] = places;
  return first.flatMap((offer) => {
    const rest = others.map((offers) => offers.find((other) => isSameService(other, offer)));
    const parts = [offer, ...rest.filter((other) => other !== undefined)];
    if (parts.length < places.length) return [];
    return [
      {
        ...offer,
        cost: sum(parts.map((part) => part.cost)),
        amount: sum(parts.map((part) => part.amount)),
        window: lastOf(parts.map((part) => part.window)),
      },
    ];
  });
}

/** Two choices at most: the cheapest, and the fastest where paying more brings it earlier. */
export function cheapestAndFastest(offers: readonly RateOffer[]): RateOffer[] {
  const byPrice = [...offers].sort((a, b) => a.amount - b.amount || compareDays(a, b));
  const byDay = [...offers].sort((a, b) => compareDays(a, b) || a.amount - b.amount);
  const [cheapest] = byPrice;
  const [fastest] = byDay;
  if (!cheapest || !fastest) return [];
  return compareDays(fastest, cheapest) < 0 ? [cheapest, fastest] : [cheapest];
}

type Service = Pick<RateOffer, "carrier" | "serviceCode">;
const isSameService = (a: Service, b: Service): boolean =>
  a.carrier === b.carrier && a.serviceCode === b.serviceCode;

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

/** What names no day comes last. */
const compareDays = (a: RateOffer, b: RateOffer): number => {
  const [dayOfA, dayOfB] = [a.window?.by ?? "9999", b.window?.by ?? "9999"];
  return dayOfA < dayOfB ? -1 : dayOfA > dayOfB ? 1 : 0;
};

/** The latest of several windows; none when one of them is not known. */
function lastOf(windows: readonly (DeliveryWindow | null)[]): DeliveryWindow | null {
  return windows.reduce((last, window) => {
    if (!last || !window) return null;
    return { from: later(window.from, last.from), by: later(window.by, last.by) };
  });
}

const later = (a: string, b: string): string => [a, b].sort().at(-1) ?? b;
