import type { TrackingState } from "@/server/ports/carrier";

/** What one FedEx scan says of itself, from a track answer or a push. */
export type FedexStatus = {
  /** FedEx's code of the scan, such as PU or OD. */
  code: string;
  /** The coarser code beside it; out for delivery counts as on the way there. */
  derived: string;
  description: string;
};

/** Codes that are more than "on the way". FedEx has some sixty, and adds to them. */
const states: Record<Exclude<TrackingState, "in_transit">, string> = {
  // Order created, initiated; label cancelled; labels for returns; shipment information sent to the post office.
  pre_transit: "OC IN CA RP LP RG RD OX",
  out_for_delivery: "OD",
  delivered: "DL",
  // Delivery, shipment and clearance exceptions, delays, and what waits at a counter for its receiver.
  exception: "DE SE CD DY DD PD HL HP",
  returned: "RS",
};

const known = new Map(
  Object.entries(states).flatMap(([state, codes]) =>
    codes.split(" ").map((code) => [code, state as TrackingState] as const),
  ),
);

/**
 * FedEx's status in our words: by its code, by the derived one where there is none. "Returning package to shipper" also
 * comes as a shipment exception, so the words go first.
 */
export function stateOf({ code, derived, description }: FedexStatus): TrackingState {
  if (/\breturn(ed|ing)( package| shipment)? to (the )?(sender|shipper)\b/i.test(description))
    return "returned";
  return known.get(code || derived) ?? "in_transit";
}

/** A parcel whose label was cancelled before it was handed over. */
export const isCancelled = (code: string | undefined): boolean => code === "CA";

/** A moment with its offset from GMT, as FedEx writes scans. */
export function scanTime(text: string | undefined): Date | undefined {
  if (!text || !/T.*(Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
