import { instantOf, localText } from "@/server/kernel/local-time";
import { addDays, beforeCutOff, type WorkingTimes } from "../shipment/promise";

/** The next moment after which an order starts a working day later, by the place's own clock. */
export function nextCutOff(now: Date, place: WorkingTimes): Date {
  const today = localText(now, place.timeZone).slice(0, 10);
  const day = beforeCutOff(now, place) ? today : addDays(today, 1, place.workingDays);
  const cutOff = instantOf(`${day}T${place.cutOff}`, place.timeZone) ?? now;
  // What comes in within the minute of the cut-off is still in time.
  return new Date(cutOff.getTime() + 60_000);
}
