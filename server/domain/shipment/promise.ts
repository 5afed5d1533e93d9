import { after, days } from "../../kernel/clock";
import { instantOf, localText } from "../../kernel/local-time";
import type { ServiceLevel } from "../../ports/carrier";

/** When a place works: what parcels wait for. Times are local to the place, "HH:MM". */
export type WorkingTimes = {
  timeZone: string;
  cutOff: string;
  collectionAt: string;
  /** 1 is Monday, 7 Sunday; never empty. */
  workingDays: readonly number[];
};

/** Working days between payment and collection. */
const handlingDays: Record<ServiceLevel, number> = { express: 0, standard: 1 };

/** Carriers deliver from Monday to Friday. */
const deliveryDays = [1, 2, 3, 4, 5];

/** 1 for Monday to 7 for Sunday, of a calendar day (YYYY-MM-DD). */
const weekday = (day: string): number => new Date(`${day}T12:00:00Z`).getUTCDay() || 7;

export const dayAfter = (day: string): string =>
  after(new Date(`${day}T12:00:00Z`), days(1))
    .toISOString()
    .slice(0, 10);

/** The day that is `count` of the given days of the week after `day`. */
export function addDays(day: string, count: number, weekdays: readonly number[] = deliveryDays): string {
  let at = day;
  for (let left = count; left > 0; ) {
    at = dayAfter(at);
    if (weekdays.includes(weekday(at))) left -= 1;
  }
  return at;
}

/** Whether what is paid now would start today: a working day, before the cut-off. */
export function beforeCutOff(now: Date, place: WorkingTimes): boolean {
  const local = localText(now, place.timeZone);
  return place.workingDays.includes(weekday(local.slice(0, 10))) && local.slice(11) <= place.cutOff;
}

/** When a parcel paid at `paidAt` is promised to leave: a collection, the same day at the earliest. The queue's order. */
export function shipByOf(paidAt: Date, level: ServiceLevel, place: WorkingTimes): Date {
  const today = localText(paidAt, place.timeZone).slice(0, 10);
  const start = beforeCutOff(paidAt, place) ? today : addDays(today, 1, place.workingDays);
  const day = addDays(start, handlingDays[level], place.workingDays);
  return instantOf(`${day}T${place.collectionAt}`, place.timeZone) ?? paidAt;
}

/** Calendar days (YYYY-MM-DD) at the destination. */
export type DeliveryWindow = { from: string; by: string };

/** When a parcel that leaves at `shipBy` arrives, by a method that takes `minDays` to `maxDays` working days on the road. */
export function deliveryWindow(
  shipBy: Date,
  place: Pick<WorkingTimes, "timeZone">,
  method: { minDays: number; maxDays: number },
): DeliveryWindow {
  const left = localText(shipBy, place.timeZone).slice(0, 10);
  return { from: addDays(left, method.minDays), by: addDays(left, method.maxDays) };
}
