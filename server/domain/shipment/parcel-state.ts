import { ownScans } from "./plain-words";
import { currentTracking, type TrackingState } from "./shipment";

type Scan = { state: TrackingState; code: string; at: Date };

/** How a parcel's way has ended: at its door, back with us, or nowhere. */
export type ParcelEnd = "delivered" | "back" | "lost";

export type ParcelState = {
  state: TrackingState | null;
  end: ParcelEnd | null;
  lastScanAt: Date | null;
  /** It was on its way back, and the carrier says that it has arrived here. */
  handedBack: boolean;
};

/** Where a parcel is after all its scans, in whatever order they came. What we noted ourselves counts more. */
export function parcelState(scans: readonly Scan[]): ParcelState {
  const noted = (code: string) => scans.some((scan) => scan.code === code);
  const seen = scans.filter((scan) => !isOwn(scan.code));
  const lastScanAt = seen.reduce<Date | null>((last, { at }) => (last && last > at ? last : at), null);
  const ended = { lastScanAt, handedBack: false };
  if (noted(ownScans.arrived)) return { state: "delivered", end: "delivered", ...ended };
  if (noted(ownScans.back)) return { state: "returned", end: "back", ...ended };
  const state = currentTracking(seen);
  // A lost parcel that turns up at its door after all has arrived.
  if (state === "delivered") return { state, end: "delivered", ...ended };
  if (noted(ownScans.lost)) return { state: "exception", end: "lost", ...ended };
  const handedBack = state === "returned" && seen.some((scan) => scan.state === "delivered");
  return { state, end: null, lastScanAt, handedBack };
}

export const isOwn = (code: string): boolean => Object.values<string>(ownScans).includes(code);

const progress = ["pre_transit", "in_transit", "out_for_delivery", "delivered"] as const;

/** One word for several parcels: what needs a look first, then the one that is farthest behind. */
export function shipmentTracking(states: readonly (TrackingState | null)[]): TrackingState | null {
  const known = states.filter((state) => state !== null);
  for (const trouble of ["returned", "exception"] as const) if (known.includes(trouble)) return trouble;
  const behind = progress.find((state) => known.includes(state)) ?? null;
  // One label that nobody has scanned yet does not make the others wait at the door.
  const moved = known.some((state) => state !== "pre_transit");
  return behind === "pre_transit" && moved ? "in_transit" : behind;
}
