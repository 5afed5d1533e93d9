import { isOwn, parcelState } from "./parcel-state";
import type { TrackingState } from "./shipment";

const parcelSteps = ["packed", "handed_over", "on_its_way", "out_for_delivery", "delivered"] as const;
type ParcelStep = (typeof parcelSteps)[number];

export type Progress = {
  /** How far it has come; it never goes back. */
  reached: ParcelStep;
  /** When each step that has a time was reached. */
  at: Partial<Record<ParcelStep, Date>>;
  /** It does not go on to its door by itself. */
  turned: "coming_back" | "back" | "lost" | null;
};

type Scan = { state: TrackingState; code: string; at: Date };

const stepOf: Partial<Record<TrackingState, ParcelStep>> = {
  in_transit: "on_its_way",
  out_for_delivery: "out_for_delivery",
  delivered: "delivered",
};

/** How far a parcel has come, for the one who waits for it: five steps, whatever the carrier calls its own. */
export function progressOf(scans: readonly Scan[], handedOverAt: Date | null): Progress {
  const { state, end } = parcelState(scans);
  const at: Progress["at"] = handedOverAt ? { handed_over: handedOverAt } : {};
  for (const scan of [...scans].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const step = isOwn(scan.code) && end !== "delivered" ? undefined : stepOf[scan.state];
    // The first look counts; a second attempt at the door is a scan, not a new step.
    if (step) at[step] ??= scan.at;
  }
  const reached =
    end === "delivered"
      ? "delivered"
      : (parcelSteps.findLast((step) => step !== "delivered" && at[step] !== undefined) ?? "packed");
  if (end !== "delivered") delete at.delivered;
  const turned =
    end === "back" ? "back" : end === "lost" ? "lost" : state === "returned" ? "coming_back" : null;
  return { reached, at, turned };
}
