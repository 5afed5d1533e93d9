import { after, days } from "../../kernel/clock";
import { localText } from "../../kernel/local-time";
import type { ParcelEnd } from "./parcel-state";
import { plainScan } from "./plain-words";
import type { ShipmentIssueKind, TrackingState } from "./shipment";

/** What is known of a parcel that has left. */
export type ParcelFacts = {
  carrier: string;
  state: TrackingState | null;
  end: ParcelEnd | null;
  shippedAt: Date;
  lastScanAt: Date | null;
  handedBack: boolean;
  /** The scan that the state comes from. */
  latest: { state: TrackingState; code: string; description: string; at: Date } | null;
  /** The day it was promised for, as its destination's calendar shows it. */
  deliverBy: string | null;
  estimatedAt: Date | null;
};

export type Wanted = Partial<Record<ShipmentIssueKind, string>>;

/** What about a parcel a person should look at now, each in a sentence. A parcel that has arrived has no issues. */
export function wantedIssues(
  facts: ParcelFacts,
  { now, timeZone, silentAfterDays }: { now: Date; timeZone: string; silentAfterDays: number },
): Wanted {
  if (facts.end) return {};
  if (facts.state === "returned")
    return {
      returned: facts.handedBack ? "The carrier has brought it back to us." : "On its way back to us.",
    };
  const silent = silentSince(facts);
  return {
    ...(facts.state === "exception" && facts.latest
      ? { exception: `${plainScan(facts.carrier, facts.latest)}.` }
      : {}),
    ...lateness(facts, now, timeZone),
    ...(silent <= after(now, -days(silentAfterDays))
      ? { silent: `No news for ${wholeDays(silent, now)} days.` }
      : {}),
  };
}

/** When the parcel was last heard of; the hand-over counts. */
const silentSince = ({ lastScanAt, shippedAt }: ParcelFacts): Date =>
  lastScanAt && lastScanAt > shippedAt ? lastScanAt : shippedAt;

const wholeDays = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / days(1));

/** Late: past the promised day, or expected after it by the carrier itself. Days are the shop's. */
function lateness({ deliverBy, estimatedAt }: ParcelFacts, now: Date, timeZone: string): Wanted {
  const expected = estimatedAt ? localText(estimatedAt, timeZone).slice(0, 10) : null;
  const today = localText(now, timeZone).slice(0, 10);
  if (deliverBy && expected && expected > deliverBy)
    return { delayed: `Promised for ${dayWords(deliverBy)}; the carrier expects ${dayWords(expected)}.` };
  const due = deliverBy ?? expected;
  return due && today > due ? { delayed: `Promised for ${dayWords(due)}; not delivered yet.` } : {};
}

/** "Thursday 26 November" */
const dayWords = (day: string): string =>
  new Intl.DateTimeFormat("en-GB", {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).format(new Date(`${day}T12:00:00Z`));

export type KnownIssue = {
  id: string;
  kind: ShipmentIssueKind;
  detail: string;
  openedAt: Date;
  closedAt: Date | null;
  closedBy: string | null;
};

/** Who closes what has settled itself. */
export const bySystem = "system";

type Change =
  | { do: "open"; kind: ShipmentIssueKind; detail: string }
  | { do: "close"; id: string; kind: ShipmentIssueKind; note: string }
  | { do: "reword"; id: string; detail: string };

/**
 * What has to change so that the open issues are the wanted ones. What a person has closed stays closed until there is
 * something new: another scan that reports trouble, or as many silent days again.
 */
export function issueChanges(
  wanted: Wanted,
  known: readonly KnownIssue[],
  facts: ParcelFacts,
  { now, silentAfterDays }: { now: Date; silentAfterDays: number },
): Change[] {
  const changes: Change[] = [];
  for (const issue of known) {
    if (issue.closedAt) continue;
    const detail = wanted[issue.kind];
    if (detail === undefined)
      changes.push({ do: "close", id: issue.id, kind: issue.kind, note: settledNote(issue.kind, facts) });
    else if (detail !== issue.detail) changes.push({ do: "reword", id: issue.id, detail });
  }
  for (const [kind, detail] of Object.entries(wanted) as [ShipmentIssueKind, string][]) {
    const same = known.filter((issue) => issue.kind === kind);
    if (same.some((issue) => !issue.closedAt)) continue;
    const lookedAfter = same
      .filter((issue) => issue.closedBy !== bySystem)
      .reduce<Date | null>(
        (last, { closedAt }) => (closedAt && (!last || closedAt > last) ? closedAt : last),
        null,
      );
    if (lookedAfter && !isNew(kind, lookedAfter, facts, now, silentAfterDays)) continue;
    changes.push({ do: "open", kind, detail });
  }
  return changes;
}

function isNew(
  kind: ShipmentIssueKind,
  closedAt: Date,
  { latest }: ParcelFacts,
  now: Date,
  silentAfterDays: number,
): boolean {
  switch (kind) {
    case "exception":
      return latest !== null && latest.at > closedAt;
    case "silent":
      return closedAt <= after(now, -days(silentAfterDays));
    // Being late does not become news by going on, and a parcel comes back once.
    case "delayed":
    case "returned":
      return false;
  }
}

function settledNote(kind: ShipmentIssueKind, { end, state }: ParcelFacts): string {
  if (end === "delivered") return "It has been delivered.";
  if (end === "back") return "It is back with us.";
  if (end === "lost") return "It was given up for lost.";
  if (state === "returned") return "It is on its way back to us.";
  switch (kind) {
    case "exception":
    case "returned":
      return "It moves on.";
    case "silent":
      return "The carrier has scanned it again.";
    case "delayed":
      return "It is expected in time again.";
  }
}
