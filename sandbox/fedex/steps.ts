import type { NewScan } from "./parcels";
import type { Place } from "./places";

/** A scan that has no time yet. */
export type Step = Omit<NewScan, "at">;

const moving = (
  at: Place,
  eventType: string,
  eventDescription: string,
  locationType: string,
  derived: readonly [string, string] = ["IT", "In transit"],
): Step => ({
  ...at,
  state: "in_transit",
  eventType,
  eventDescription,
  exception: null,
  derivedCode: derived[0],
  derivedStatus: derived[1],
  locationType,
});

export const labelled = (at: Place): Step => ({
  ...moving(at, "OC", "Shipment information sent to FedEx", "CUSTOMER", ["IN", "Initiated"]),
  state: "pre_transit",
});

export const cancelled = (at: Place): Step => ({
  ...moving(at, "CA", "Shipment cancelled by sender", "CUSTOMER", ["CA", "Cancelled"]),
  state: "pre_transit",
});

export const pickedUp = (at: Place): Step[] => [
  moving(at, "PU", "Picked up", "PICKUP_LOCATION", ["PU", "Picked up"]),
  moving(at, "DP", "Left FedEx origin facility", "ORIGIN_FEDEX_FACILITY"),
];

export const atHub = (at: Place): Step => moving(at, "AR", "Arrived at FedEx hub", "SORT_FACILITY");

export const atDestination = (at: Place): Step =>
  moving(at, "AR", "At local FedEx facility", "DESTINATION_FEDEX_FACILITY");

/** Counts as "in transit" for FedEx; only the event's own code says more. */
export const outForDelivery = (at: Place): Step => ({
  ...moving(at, "OD", "On FedEx vehicle for delivery", "VEHICLE"),
  state: "out_for_delivery",
});

export const delivered = (at: Place): Step => ({
  ...moving(at, "DL", "Delivered", "DELIVERY_LOCATION", ["DL", "Delivered"]),
  state: "delivered",
});

/** Turned back at `here` and handed over to the shipper, which is scanned like any delivery. */
export const wayBack = (here: Place, shipper: Place): Step[] => [
  {
    ...moving(here, "RS", "Returning package to shipper", "FEDEX_FACILITY", ["RS", "Return to shipper"]),
    state: "returned",
  },
  { ...delivered(shipper), state: "returned" },
];

type Trouble = {
  /** Where it happens: on the road, or at the receiver's door after the parcel was out for delivery. */
  at: "hub" | "door";
  event: readonly [code: string, description: string];
  exception: { code: string; description: string };
  delay: "WEATHER" | "OPERATIONAL" | "LOCAL" | "GENERAL" | "CLEARANCE";
  /** Working days by which the delivery moves; null when FedEx does not say. */
  days: number | null;
};

const delivery = ["DE", "Delivery exception"] as const;
const shipment = ["SE", "Shipment exception"] as const;

/** What can go wrong, in FedEx's manner of speaking. All of them can be resolved, or end with the parcel on its way back. */
export const troubles = {
  missed: {
    at: "door",
    event: delivery,
    exception: { code: "08", description: "Customer not available or business closed" },
    delay: "GENERAL",
    days: 1,
  },
  weather: {
    at: "hub",
    event: ["DY", "Delay"],
    exception: { code: "010", description: "Weather delay" },
    delay: "WEATHER",
    days: 1,
  },
  late: {
    at: "hub",
    event: ["DY", "Delay"],
    exception: { code: "71", description: "Improperly sorted, package is late" },
    delay: "OPERATIONAL",
    days: 1,
  },
  address: {
    at: "door",
    event: delivery,
    exception: { code: "03", description: "Incorrect address" },
    delay: "LOCAL",
    days: 2,
  },
  customs: {
    at: "hub",
    event: ["CD", "Clearance delay"],
    exception: {
      code: "A12",
      description: "Import: additional information is needed by a regulatory agency",
    },
    delay: "CLEARANCE",
    days: null,
  },
  refused: {
    at: "door",
    event: delivery,
    exception: { code: "07", description: "Shipment refused by recipient" },
    delay: "GENERAL",
    days: null,
  },
  damaged: {
    at: "hub",
    event: shipment,
    exception: { code: "10", description: "Damaged, handling per shipper instructions" },
    delay: "OPERATIONAL",
    days: 1,
  },
} as const satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof troubles;
export const troubleNames = Object.keys(troubles) as [TroubleName, ...TroubleName[]];

export const troubled = (name: TroubleName, at: Place): Step => {
  const { event, exception, at: where } = troubles[name];
  const location = where === "door" ? "DELIVERY_LOCATION" : "SORT_FACILITY";
  return {
    ...moving(at, event[0], event[1], location, [event[0], event[1]]),
    state: "exception",
    exception,
  };
};

/** The kind of delay that an exception of ours means. */
export const delayOf = (exceptionCode: string | undefined) =>
  Object.values(troubles).find((one) => one.exception.code === exceptionCode)?.delay;
