import { domestic, type Ends, isOverseas, kilometres, overland } from "./services";

/** Kilometres up to which Ground takes one, two, three and four working days. */
const groundReach = [240, 650, 1600, 2750];

/** Working days on the road: by distance over land, fixed by air. */
export function businessDays(serviceCode: string, ends: Ends): number {
  const km = kilometres(ends);
  const byGround = groundReach.filter((reach) => km > reach).length + 1;
  const far = !overland(ends) && km > 9000;
  switch (serviceCode) {
    case "01":
    case "13":
      return isOverseas(ends.from) || isOverseas(ends.to) ? 2 : 1;
    case "02":
      return isOverseas(ends.from) || isOverseas(ends.to) ? 3 : 2;
    case "12":
      return 3;
    case "03":
      return isOverseas(ends.from) !== isOverseas(ends.to) ? 6 : byGround;
    case "07":
    case "65":
      return domestic(ends) ? 1 : far ? 3 : 2;
    case "08":
      return overland(ends) ? 3 : far ? 6 : 5;
    default:
      return byGround + (domestic(ends) ? 0 : 1);
  }
}

/** By when it comes on its day, local time; the end of the day for what has no such promise. */
export const commitTime = (serviceCode: string): string | null =>
  ({ "01": "103000", "13": "150000", "07": "120000", "65": "150000" })[serviceCode] ?? null;

const dayMs = 86_400_000;
const isWeekend = (day: Date): boolean => [0, 6].includes(day.getUTCDay());
const next = (day: Date): Date => new Date(day.getTime() + dayMs);

/** The same day, or the Monday after it. UPS neither collects nor delivers at weekends here. */
export function workingDay(day: Date): Date {
  let at = day;
  while (isWeekend(at)) at = next(at);
  return at;
}

/** The working day that is `count` of them after `day`. */
export function addWorkingDays(day: Date, count: number): Date {
  let at = workingDay(day);
  for (let left = count; left > 0; left--) at = workingDay(next(at));
  return at;
}

/** YYYYMMDD of a calendar day, which is kept as its midnight in GMT. */
export const dayText = (day: Date): string => day.toISOString().slice(0, 10).replaceAll("-", "");

/** The calendar day that YYYYMMDD names; undefined when it names none. */
export function readDay(text: string): Date | undefined {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  const at = day ? new Date(`${day.slice(1).join("-")}T00:00:00Z`) : undefined;
  return at && !Number.isNaN(at.getTime()) ? at : undefined;
}
