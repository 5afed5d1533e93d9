import type { TrackingState } from "@/server/ports/carrier";
import type { ParcelRow } from "./parcels";
import { hubOf, type Place } from "./places";
import { services } from "./services";
import type { PlaceBody } from "./shipment";
import {
  atDestination,
  atHub,
  delivered,
  outForDelivery,
  pickedUp,
  type Step,
  type TroubleName,
  troubled,
  troubles,
  wayBack,
} from "./steps";

export const goals = [
  "in_transit",
  "out_for_delivery",
  "delivered",
  "exception",
  "returned",
] as const satisfies TrackingState[];
export type Goal = (typeof goals)[number];

type Past = readonly { state: TrackingState }[];

/**
 * The scans that bring a parcel to `goal`, with what must have happened on the way. Empty when it is there already.
 * `trouble` says which exception; a parcel turns back because it was refused, unless there is another trouble.
 */
export function stepsTo(goal: Goal, parcel: ParcelRow, past: Past, trouble: TroubleName = "missed"): Step[] {
  const { state } = parcel;
  const here = placeOf(parcel.ship_to.address);
  const shipper = placeOf(parcel.ship_from.address);
  const hub = hubOf(here.country, services[parcel.service_type]?.carrier === "FDXE");
  const moves = past.filter((scan) => scan.state === "in_transit").length;
  // The pick-up makes two scans, the hub a third.
  const toHub = moves === 0 ? [...pickedUp(shipper), atHub(hub)] : moves < 3 ? [atHub(hub)] : [];
  switch (goal) {
    case "in_transit":
      if (moves === 0) return pickedUp(shipper);
      return [moves < 3 ? atHub(hub) : atDestination(here)];
    case "out_for_delivery":
      return state === goal ? [] : [...toHub, atDestination(here), outForDelivery(here)];
    case "delivered":
      return [...stepsTo("out_for_delivery", parcel, past), delivered(here)];
    case "exception":
      if (state === goal) return [];
      return troubles[trouble].at === "door"
        ? [...stepsTo("out_for_delivery", parcel, past), troubled(trouble, here)]
        : [...toHub, troubled(trouble, hub)];
    case "returned":
      return [
        ...(state === "exception" ? [] : stepsTo("exception", parcel, past, "refused")),
        ...wayBack(here, shipper),
      ];
  }
}

export const placeOf = (at: PlaceBody): Place => ({
  city: at.city.toUpperCase() || null,
  region: at.stateOrProvinceCode || null,
  postalCode: at.postalCode || null,
  country: at.countryCode,
});

const longestGapMs = 50 * 60_000;

/**
 * Times for scans that are made at once: after the last one, ending now, apart by up to 50 minutes. FedEx's clock has no
 * finer grain than a second, so right after the label was made they run a few seconds ahead rather than fall together.
 */
export function timesFor(count: number, after: Date, now: Date): Date[] {
  const earliest = after.getTime() + 1000;
  const room = Math.floor((now.getTime() - earliest) / Math.max(1, count - 1));
  const gap = Math.min(longestGapMs, Math.max(1000, room));
  const start = Math.max(earliest, now.getTime() - gap * (count - 1));
  return Array.from({ length: count }, (_, i) => new Date(Math.floor((start + i * gap) / 1000) * 1000));
}
