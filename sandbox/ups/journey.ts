import type { TrackingState } from "@/server/ports/carrier";
import type { NewScan, ParcelRow } from "./parcels";
import { hubOf, type Place } from "./places";

export const goals = [
  "in_transit",
  "out_for_delivery",
  "delivered",
  "exception",
  "returned",
] as const satisfies TrackingState[];
export type Goal = (typeof goals)[number];

type Step = Omit<NewScan, "at">;

/** The scans that bring a parcel to `goal`, with what must have happened on the way. Empty when it is there already. */
export function stepsTo(goal: Goal, parcel: ParcelRow, past: readonly { state: TrackingState }[]): Step[] {
  const { state } = parcel;
  const picked = past.some((scan) => scan.state !== "pre_transit");
  const here = placeOf(parcel.ship_to.Address);
  const pickUp = picked ? [] : pickedUp(parcel);
  switch (goal) {
    case "in_transit":
      return picked ? [arrived(atHub(past) ? here : hubOf(here.country))] : pickUp;
    case "out_for_delivery":
      return state === goal ? [] : [...pickUp, arrived(here), outForDelivery(here)];
    case "delivered":
      return [...stepsTo("out_for_delivery", parcel, past), delivered(here)];
    case "exception":
      return state === goal ? [] : [...pickUp, exception(here)];
    case "returned":
      return [
        ...(state === "exception" ? [] : [...pickUp, exception(here)]),
        returned(placeOf(parcel.ship_from.Address)),
      ];
  }
}

/** The pick-up makes three scans; any further one was at the hub. */
const atHub = (past: readonly { state: TrackingState }[]): boolean =>
  past.filter((scan) => scan.state === "in_transit").length > 3;

const placeOf = (at: { City: string; StateProvinceCode: string; CountryCode: string }): Place => ({
  city: at.City,
  region: at.StateProvinceCode || null,
  country: at.CountryCode,
});

function pickedUp(parcel: ParcelRow): Step[] {
  const at = placeOf(parcel.ship_from.Address);
  return [
    { ...at, state: "in_transit", type: "P", code: "PU", detail: "038", description: "Pickup Scan" },
    { ...at, state: "in_transit", type: "I", code: "OR", detail: "010", description: "Origin Scan" },
    {
      ...at,
      state: "in_transit",
      type: "I",
      code: "DP",
      detail: "005",
      description: "Departed from Facility",
    },
  ];
}

const arrived = (at: Place): Step => ({
  ...at,
  state: "in_transit",
  type: "I",
  code: "AR",
  detail: "005",
  description: "Arrived at Facility",
});

/** Typed as a delivery although nothing is delivered yet: UPS does so, and readers must not be taken in. */
const outForDelivery = (at: Place): Step => ({
  ...at,
  state: "out_for_delivery",
  type: "D",
  code: "OT",
  detail: "021",
  description: "Out For Delivery Today",
});

const delivered = (at: Place): Step => ({
  ...at,
  state: "delivered",
  type: "D",
  code: "FS",
  detail: "011",
  description: "DELIVERED",
});

const exception = (at: Place): Step => ({
  ...at,
  state: "exception",
  type: "X",
  code: "48",
  detail: "013",
  description: "The receiver was not available. We are making arrangements for another delivery.",
});

const returned = (at: Place): Step => ({
  ...at,
  state: "returned",
  type: "X",
  code: "RS",
  detail: "034",
  description: "Returned to Sender",
});

const longestGapMs = 45 * 60_000;

/**
 * Times for scans that are made at once: after the last one, ending now, apart by up to 45 minutes. UPS's clock has no
 * finer grain than a second, so right after the label was made they run a few seconds ahead rather than fall together.
 */
export function timesFor(count: number, after: Date, now: Date): Date[] {
  const earliest = after.getTime() + 1000;
  const gap = Math.min(
    longestGapMs,
    Math.max(1000, Math.floor((now.getTime() - earliest) / Math.max(1, count - 1))),
  );
  const start = Math.max(earliest, now.getTime() - gap * (count - 1));
  return Array.from({ length: count }, (_, i) => new Date(Math.floor((start + i * gap) / 1000) * 1000));
}
