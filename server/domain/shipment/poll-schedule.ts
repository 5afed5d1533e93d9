import { after, days, minutes } from "../../kernel/clock";
import { localText } from "../../kernel/local-time";
import type { ParcelEnd } from "./parcel-state";
import type { TrackingState } from "./shipment";

/** No carrier delivers later than this; what is still on its way then waits for a person. */
export const followedForDays = 60;

/** A carrier that gave no answer is asked again after this long. */
export const retryAfter = minutes(10);

type Followed = {
  state: TrackingState | null;
  end: ParcelEnd | null;
  shippedAt: Date;
  lastScanAt: Date | null;
  estimatedAt: Date | null;
  deliverBy: string | null;
};

/**
 * When the carrier is asked about a parcel again; null: no more. Often on the day it should arrive, hourly while it moves,
 * once a day when nothing is heard of it or it is on its way back.
 */
export function nextPoll(parcel: Followed, now: Date, timeZone: string): Date | null {
  if (parcel.end || parcel.shippedAt <= after(now, -days(followedForDays))) return null;
  return after(now, pause(parcel, now, timeZone));
}

function pause(parcel: Followed, now: Date, timeZone: string): number {
  const day = (at: Date) => localText(at, timeZone).slice(0, 10);
  const { state, shippedAt, lastScanAt, estimatedAt, deliverBy } = parcel;
  if (state === "returned") return days(1);
  if (state === "out_for_delivery") return minutes(20);
  const heard = lastScanAt && lastScanAt > shippedAt ? lastScanAt : shippedAt;
  if (heard <= after(now, -days(3))) return days(1);
  // The first scan tells that the carrier has it at all.
  if (!lastScanAt && now < after(shippedAt, minutes(6 * 60))) return minutes(30);
  const due = estimatedAt ? day(estimatedAt) : deliverBy;
  return due === day(now) ? minutes(30) : minutes(60);
}
