const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making one takes fifty times as long as reading it, and every order reads several. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  clocks.set(timeZone, made);
  return made;
}

/** A moment as a browser's date-and-time field writes it, on the clocks of a time zone: "2026-11-22T09:30". */
export function localText(at: Date, timeZone: string): string {
  const parts = clockOf(timeZone).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}`;
}

/**
 * The moment when the clocks of a time zone show `text`; null when it is no date and time. An hour that the clocks skip
 * in spring counts as the one before it; of one that they show twice in autumn either may come out.
 */
export function instantOf(text: string, timeZone: string): Date | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return null;
  const wanted = Date.parse(`${text.slice(0, 16)}Z`);
  if (Number.isNaN(wanted)) return null;
  let at = wanted;
  // Twice: the offset at the first guess can differ from the one at the moment itself.
  for (let round = 0; round < 2; round++) at += wanted - Date.parse(`${localText(new Date(at), timeZone)}Z`);
  return new Date(at);
}
