const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using one, and few time zones occur. */
function formatIn(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      weekday: "long",
      day: "numeric",
      month: "long",
      year: "numeric",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
      timeZoneName: "short",
    });
    formats.set(timeZone, format);
  }
  return format;
}

function parts(date: Date, timeZone: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { type, value } of formatIn(timeZone).formatToParts(date)) found[type] = value;
  return found;
}

/** "14:32", on the reader's wall clock. */
export function clockTime(date: Date, timeZone: string): string {
  const { hour, minute } = parts(date, timeZone);
  return `${hour}:${minute}`;
}

/** "Sunday 22 November" */
export function weekday(date: Date, timeZone: string): string {
  const { weekday, day, month } = parts(date, timeZone);
  return `${weekday} ${day} ${month}`;
}

/** "Sunday 22 November, 14:32 EST" */
export function moment(date: Date, timeZone: string): string {
  const { weekday, day, month, hour, minute, timeZoneName } = parts(date, timeZone);
  return `${weekday} ${day} ${month}, ${hour}:${minute} ${timeZoneName}`;
}

/** "22 November 2026", for papers that are kept. */
export function fullDate(date: Date, timeZone: string): string {
  const { day, month, year } = parts(date, timeZone);
  return `${day} ${month} ${year}`;
}

/** "14:32" when it is the same day, else "Monday 23 November, 14:32". For subject lines. */
export function shortlyBy(date: Date, from: Date, timeZone: string): string {
  const time = clockTime(date, timeZone);
  return fullDate(date, timeZone) === fullDate(from, timeZone) ? time : `${weekday(date, timeZone)}, ${time}`;
}

/** "1 parcel", "2 parcels" */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`;

/** "UPS", "UPS and FedEx", "UPS, FedEx and DHL" */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
