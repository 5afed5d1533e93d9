import { daysBetween, dayWords, spanWords } from "../../kernel/day-words";
import type { ScanReason } from "./plain-words";

/** A trouble on the road: what it was about, and where. */
export type Cause = { reason: ScanReason; place: string | null };

const causes: Record<ScanReason, string> = {
  weather: "weather delay",
  address: "the carrier had to ask for the address",
  missed: "nobody was there at the first attempt",
  refused: "it was not accepted at first",
  collect: "it waited at a pick-up point",
  customs: "held at customs",
  damaged: "it was damaged on its way",
  lost: "the carrier had to look for it",
  delay: "delay on the road",
  other: "trouble on the road",
};
/** What happens at the door needs no place. */
const local = new Set<ScanReason>(["address", "missed", "refused"]);

/** "Memphis" of "MEMPHIS, TN, US". */
export function townOf(place: string | null): string | null {
  const town = place?.split(",")[0]?.trim();
  if (!town) return null;
  return town === town.toUpperCase()
    ? town.toLowerCase().replace(/(^|[\s-])\p{L}/gu, (s) => s.toUpperCase())
    : town;
}

function causeWords({ reason, place }: Cause): string {
  const town = local.has(reason) ? null : townOf(place);
  return town ? `${causes[reason]} in ${town}` : causes[reason];
}

const late = (days: number): string => (days === 1 ? "a day later" : `${days} days later`);
const early = (days: number): string => (days === 1 ? "a day earlier" : `${days} days earlier`);

/**
 * Whether what was promised was kept: "Arrived on Tue 24 Nov, as promised", or a day later and why. `leftLate`: we handed
 * it over after the time that we had set ourselves.
 */
export function keptWords(given: {
  promisedFrom: string | null;
  promisedBy: string | null;
  arrivedOn: string;
  cause: Cause | null;
  leftLate: boolean;
}): { kept: boolean | null; words: string } {
  const { promisedFrom, promisedBy, arrivedOn, cause, leftLate } = given;
  const arrived = `Arrived on ${dayWords(arrivedOn)}`;
  if (!promisedBy) return { kept: null, words: arrived };
  const over = daysBetween(promisedBy, arrivedOn);
  if (over > 0) {
    const why = cause ? causeWords(cause) : leftLate ? "it left us late" : null;
    return { kept: false, words: `${arrived}, ${late(over)} than promised${why ? `: ${why}` : ""}` };
  }
  const before = promisedFrom ? daysBetween(arrivedOn, promisedFrom) : 0;
  return {
    kept: true,
    words: before > 0 ? `${arrived}, ${early(before)} than promised` : `${arrived}, as promised`,
  };
}

/** What is expected of a parcel under way, beside what was promised. */
export function expectedWords(given: {
  promisedFrom: string | null;
  promisedBy: string | null;
  /** The carrier's own day. */
  expectedOn: string | null;
  today: string;
}): { late: boolean; words: string } | null {
  const { promisedFrom, promisedBy, expectedOn, today } = given;
  if (!promisedBy)
    return expectedOn && expectedOn >= today
      ? { late: false, words: `Expected ${dayWords(expectedOn)}` }
      : null;
  const promised = spanWords(promisedFrom, promisedBy);
  if (expectedOn && expectedOn > promisedBy && expectedOn >= today)
    return {
      late: true,
      words: `Now expected ${dayWords(expectedOn)}, ${late(daysBetween(promisedBy, expectedOn))} than promised`,
    };
  if (today > promisedBy)
    return { late: true, words: `It should have been with you by ${dayWords(promisedBy)}` };
  if (expectedOn && expectedOn >= today) return { late: false, words: `Expected ${dayWords(expectedOn)}` };
  return { late: false, words: `Promised for ${promised}` };
}
