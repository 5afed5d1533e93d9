import type { NewScan } from "./parcels";
import type { Place } from "./places";

/** A scan that has no time yet. */
export type Step = Omit<NewScan, "at">;

const moving = (at: Place, type: "P" | "I", code: string, detail: string, description: string): Step => ({
  ...at,
  state: "in_transit",
  type,
  code,
  detail,
  description,
});

export const pickedUp = (at: Place): Step[] => [
  moving(at, "P", "PU", "038", "Pickup Scan"),
  moving(at, "I", "OR", "010", "Origin Scan"),
  moving(at, "I", "DP", "005", "Departed from Facility"),
];

export const arrived = (at: Place): Step => moving(at, "I", "AR", "005", "Arrived at Facility");

/** Typed as a delivery although nothing is delivered yet: UPS does so, and readers must not be taken in. */
export const outForDelivery = (at: Place): Step => ({
  ...at,
  state: "out_for_delivery",
  type: "D",
  code: "OT",
  detail: "021",
  description: "Out For Delivery Today",
});

export const delivered = (at: Place): Step => ({
  ...at,
  state: "delivered",
  type: "D",
  code: "FS",
  detail: "011",
  description: "DELIVERED",
});

/** Turned back at `here`, over the hub, to the shipper, where the handing over is scanned like any delivery. */
export const wayBack = (here: Place, hub: Place, shipper: Place): Step[] => [
  returning(here, "X", "RS", "034", "The package is being returned to sender."),
  returning(hub, "I", "AR", "005", "Arrived at Facility, returning to sender"),
  returning(shipper, "D", "OT", "021", "Out For Delivery Today, returning to sender"),
  delivered(shipper),
];

const returning = (at: Place, type: string, code: string, detail: string, description: string): Step => ({
  ...at,
  state: "returned",
  type,
  code,
  detail,
  description,
});

type Trouble = {
  /** Where it happens: on the road, or at the receiver's door after the parcel was out for delivery. */
  at: "hub" | "door";
  code: string;
  detail: string;
  description: string;
  /** Working days by which the delivery moves; null when UPS does not say. */
  delay: number | null;
};

/** What can go wrong, in UPS's manner of speaking. All of them can be resolved, or end with the parcel on its way back. */
export const troubles = {
  missed: {
    at: "door",
    code: "48",
    detail: "013",
    description:
      "The receiver was not available for delivery. We'll make another attempt the next business day.",
    delay: 1,
  },
  weather: {
    at: "hub",
    code: "DL",
    detail: "012",
    description: "Severe weather conditions have delayed delivery.",
    delay: 1,
  },
  late: {
    at: "hub",
    code: "LX",
    detail: "012",
    description: "A late trailer arrival has caused a delay. Your delivery will be rescheduled.",
    delay: 1,
  },
  address: {
    at: "door",
    code: "X6",
    detail: "014",
    description:
      "The street number is incorrect. This may delay delivery. We're attempting to update this information.",
    delay: 2,
  },
  customs: {
    at: "hub",
    code: "C8",
    detail: "017",
    description:
      "Your package is held at customs: the clearing agency needs more information about the goods.",
    delay: null,
  },
  refused: {
    at: "door",
    code: "A1",
    detail: "016",
    description: "The receiver refused the delivery. The package will be returned to the sender.",
    delay: null,
  },
  damaged: {
    at: "hub",
    code: "G1",
    detail: "018",
    description: "The package was damaged in transit. We are working to repair or replace its packing.",
    delay: 1,
  },
} as const satisfies Record<string, Trouble>;

export type TroubleName = keyof typeof troubles;
export const troubleNames = Object.keys(troubles) as [TroubleName, ...TroubleName[]];

export const troubled = (name: TroubleName, at: Place): Step => {
  const { code, detail, description } = troubles[name];
  return { ...at, state: "exception", type: "X", code, detail, description };
};
