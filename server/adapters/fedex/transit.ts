/** FedEx writes lengths of time out: FOUR_DAYS. */
const written: readonly string[] = [
  "ONE_DAY",
  "TWO_DAYS",
  "THREE_DAYS",
  "FOUR_DAYS",
  "FIVE_DAYS",
  "SIX_DAYS",
  "SEVEN_DAYS",
  "EIGHT_DAYS",
  "NINE_DAYS",
  "TEN_DAYS",
  "ELEVEN_DAYS",
  "TWELVE_DAYS",
  "THIRTEEN_DAYS",
  "FOURTEEN_DAYS",
  "FIFTEEN_DAYS",
];

/** A length of time as FedEx writes it. */
export const transitTime = (workingDays: number): string =>
  written[Math.min(written.length, Math.max(1, workingDays)) - 1] ?? "UNKNOWN";

/** The day (YYYY-MM-DD) that is so many working days after another; null for a length that FedEx does not name. */
export function arrivalAfter(day: string, time: string | undefined): string | null {
  const count = written.indexOf(time ?? "") + 1;
  return count === 0 ? null : addWorkingDays(day, count);
}

/** Monday to Friday; holidays are the carrier's to know. */
export function addWorkingDays(day: string, count: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  for (let left = count; left > 0; ) {
    at.setUTCDate(at.getUTCDate() + 1);
    if (at.getUTCDay() % 6 !== 0) left -= 1;
  }
  return at.toISOString().slice(0, 10);
}
