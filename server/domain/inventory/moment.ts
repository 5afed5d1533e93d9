/**
 * The end of a second that a clock on the wall of `timeZone` shows: "2026-11-20T10:15:30", or without seconds the end of
 * that minute. An hour that the clocks skip is read as if they had not; one that they repeat is its second pass, so that
 * nothing of it is left out. Null for what is no date.
 */
export function momentIn(local: string, timeZone: string): Date | null {
  const whole = local.length === 16 ? `${local}:59` : local;
  const asUtc = Date.parse(`${whole}.999Z`);
  if (Number.isNaN(asUtc)) return null;
  // The offset a day before and a day after: between them lies any change of the clocks.
  const offsets = [asUtc - day, asUtc + day].map((at) => offsetAt(at, timeZone));
  const fitting = offsets
    .map((offset) => asUtc - offset)
    .filter((at) => at + offsetAt(at, timeZone) === asUtc);
  return new Date(fitting.length > 0 ? Math.max(...fitting) : asUtc - Math.min(...offsets));
}

/** What a clock on the wall of `timeZone` shows, as a browser's field wants it: "2026-11-20T10:15:30". */
export const wallClock = (at: Date, timeZone: string): string =>
  new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString().slice(0, 19);

const day = 86_400_000;

/** How far the zone is ahead of UTC then, in ms. */
function offsetAt(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - Math.floor(at / 1000) * 1000;
}
