const month = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });
const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone: "UTC" });

// Noon, so that no time zone moves the day.
const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);
const short = (at: Date): string => `${weekday.format(at)} ${at.getUTCDate()}`;

/** A calendar day (YYYY-MM-DD) as people say it: "Tue 24 Nov". */
export function dayWords(day: string): string {
  const at = noonOf(day);
  return `${short(at)} ${month.format(at)}`;
}

/** Two calendar days as people say them: "Tue 24 – Thu 26 Nov", "Mon 30 Nov – Wed 2 Dec", and one day once. */
export function spanWords(from: string | null | undefined, by: string): string {
  if (!from || from >= by) return dayWords(by);
  const sameMonth = from.slice(0, 7) === by.slice(0, 7);
  return `${sameMonth ? short(noonOf(from)) : dayWords(from)} – ${dayWords(by)}`;
}

/** Whole days from one calendar day to another; negative when it is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((noonOf(to).getTime() - noonOf(from).getTime()) / 86_400_000);

/** A length of time to the minute: "3 h 12 min", "12 min", "less than a minute". */
export function durationWords(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "less than a minute";
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
