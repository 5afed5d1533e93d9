export type TimeStyle = "date" | "time" | "datetime" | "second" | "day";

const styles: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  date: { dateStyle: "medium" },
  time: { timeStyle: "short" },
  datetime: { dateStyle: "medium", timeStyle: "short" },
  second: { dateStyle: "medium", timeStyle: "medium" },
  day: { weekday: "short", day: "numeric", month: "short" },
};

export type Place = { locale?: string | undefined; timeZone?: string | undefined };

/** "Nov 22, 2026, 2:02 PM" where the reader is. */
export const timeWords = (
  at: Date,
  style: TimeStyle,
  { locale = "en-US", timeZone = "UTC" }: Place,
): string => new Intl.DateTimeFormat(locale, { ...styles[style], timeZone }).format(at);

/** The whole truth, with its zone: for a title. */
export const exactTimeWords = (at: Date, { locale = "en-US", timeZone = "UTC" }: Place): string =>
  new Intl.DateTimeFormat(locale, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "numeric",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
    timeZone,
  }).format(at);

const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** "12 minutes ago", "in 3 days"; within three quarters of a minute, "now". */
export function relativeTimeWords(at: Date, now: Date, locale = "en-US"): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  for (const [unit, size] of units) {
    const count = Math.round(seconds / size);
    if (Math.abs(seconds) >= size * 0.75 && count !== 0) return format.format(count, unit);
  }
  return format.format(0, "second");
}
