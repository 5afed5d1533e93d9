import type { TrackingScan } from "../../ports/carrier";

/** What a carrier's scan is about, by its words: carriers have hundreds of codes, and change them. */
export const scanReasons = [
  "address",
  "missed",
  "refused",
  "collect",
  "customs",
  "damaged",
  "lost",
  "weather",
  "delay",
  "other",
] as const;
export type ScanReason = (typeof scanReasons)[number];

type Said = Pick<TrackingScan, "state" | "description"> & { code?: string };

/** First match wins: "missing apartment number" is about the address, not about a missing parcel. */
const reasons: readonly (readonly [ScanReason, RegExp])[] = [
  ["weather", /weather|storm|snow|hurricane|flood|natural disaster|\bice\b|wildfire/i],
  [
    "address",
    /address|apartment|suite (number|#)|street number|unit number|incorrect (recipient|name)|receiver('s)? name/i,
  ],
  ["refused", /refus|did not (want|accept)|not ordered/i],
  ["customs", /customs|clearance|import|dut(y|ies)|broker|regulatory agency/i],
  ["damaged", /damag/i],
  ["lost", /\blost\b|unable to locate|cannot be located|missing (package|parcel|merchandise)|trace/i],
  ["collect", /access point|hold at location|held? (at|for)|ready for (pick|collect)|pick ?up location/i],
  [
    "missed",
    /not available|not in\b|not home|no one|nobody|attempt|business (is |was )?closed|was closed|closed on|signature|adult/i,
  ],
  [
    "delay",
    /delay|late\b|mechanical|missed (the )?(connection|sort)|sort(ed)? (incorrectly|error)|missort|holiday|rescheduled|adverse|network|rerouted/i,
  ],
];

/** FedEx names the kind in its event codes; UPS's two characters say less than its words. */
const byCode: Record<string, Record<string, ScanReason>> = {
  fedex: { CD: "customs", HL: "collect", HP: "collect", DY: "delay", DD: "delay" },
};

export function scanReason(carrier: string, { code, description }: Said): ScanReason {
  const told = reasons.find(([, words]) => words.test(description))?.[0];
  return told ?? byCode[carrier]?.[code ?? ""] ?? "other";
}

/** Whether it takes the shopper to get the parcel going again. Weather does not. */
export const needsShopper = (reason: ScanReason): boolean =>
  reason === "address" || reason === "missed" || reason === "collect" || reason === "customs";

const troubles: Record<ScanReason, string> = {
  address: "Stopped: the carrier can’t find the address",
  missed: "Nobody was there to take it; the carrier tries again",
  refused: "The parcel was not accepted at the door",
  collect: "It waits for you at a pick-up point",
  customs: "It is held at customs",
  damaged: "The carrier says that it was damaged",
  lost: "The carrier is looking for it",
  weather: "Held up by the weather; expect it a day later",
  delay: "Held up on its way; expect it a day later",
  other: "The carrier reports a problem; we are looking into it",
};

const moving: readonly (readonly [RegExp, string])[] = [
  [/departed|left|in transit to|on the way/i, "It left a sorting centre"],
  [/arriv|at (local|destination|fedex|ups).*facility|destination scan/i, "It reached a sorting centre"],
  [/pick(ed)?[ -]?up|collected|origin scan|drop(ped)?[ -]?off|we have your package/i, "The carrier has it"],
  [/customs|clearance|import/i, "It is going through customs"],
  [/resched|new delivery date|updated delivery/i, "The carrier has set a new day"],
];

/** A scan for shoppers, in a sentence without a full stop. Never the carrier's own words. */
export function plainScan(carrier: string, scan: Said): string {
  switch (scan.state) {
    case "pre_transit":
      return "The label is made; the carrier does not have it yet";
    case "in_transit":
      return moving.find(([words]) => words.test(scan.description))?.[1] ?? "On its way";
    case "out_for_delivery":
      return "On the van, and comes today";
    case "delivered":
      return /neighbo/i.test(scan.description) ? "Delivered to a neighbour" : "Delivered";
    case "returned":
      return scan.code === ownScans.back ? "Back with us" : "It is on its way back to us";
    case "exception":
      return scan.code === ownScans.lost ? "Lost on its way" : troubles[scanReason(carrier, scan)];
  }
}

export const handedBack = "Handed back to us";

/** Several scans of one parcel, in words: what is handed over after it was turned back was handed to us. */
export function plainScans<One extends Said & { at: Date | string }>(
  carrier: string,
  scans: readonly One[],
): (One & { plain: string })[] {
  const time = (scan: One) => new Date(scan.at).getTime();
  const turned = Math.min(...scans.filter((scan) => scan.state === "returned").map(time));
  return scans.map((scan) => ({
    ...scan,
    plain:
      scan.state === "delivered" && scan.code !== ownScans.arrived && time(scan) > turned
        ? handedBack
        : plainScan(carrier, scan),
  }));
}

const asks: Record<ScanReason, string> = {
  address:
    "Please check the address on your order, and answer this mail with what is missing: a flat, a company, a door code.",
  missed:
    "The carrier usually tries again on the next working day. Its page offers another day or a pick-up point.",
  collect: "Please fetch it there soon: after some days it is sent back to us.",
  customs: "The carrier may ask you for papers or duties. Its page says what is missing.",
  refused: "If that was a mistake, answer this mail soon: it will come back to us otherwise.",
  damaged: "You need not do anything: we write again when we know more.",
  lost: "You need not do anything: we write again when we know more.",
  weather: "You need not do anything.",
  delay: "You need not do anything.",
  other: "You need not do anything now: we write again when we know more.",
};

/** What the shopper can do about it. */
export const whatToDo = (reason: ScanReason): string => asks[reason];

/** Codes of what we note about a parcel ourselves, beside the carrier's scans; no carrier's code has a colon. */
export const ownScans = { back: "own:back", lost: "own:lost", arrived: "own:arrived" } as const;
