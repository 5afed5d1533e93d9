/** Why a picker can't take what the books say is there. */
export const shortReasons = ["not_found", "too_few", "damaged"] as const;
export type ShortReason = (typeof shortReasons)[number];

export const shortWords: Record<ShortReason, string> = {
  not_found: "Not found on its shelf",
  too_few: "Fewer on the shelf than the books say",
  damaged: "Damaged",
};

/** Damaged units are there and known to be; the others are in doubt until the shelf is counted. */
export const isInDoubt = (reason: ShortReason): boolean => reason !== "damaged";

export const whyShort = (reason: ShortReason, note: string | undefined): string =>
  note ? `${shortWords[reason]}: ${note}` : `${shortWords[reason]}.`;

/** What became of units that were short, for whoever reported them. */
export type ShortPicked = {
  sku: string;
  title: string;
  missing: number;
  /** How many of them come from where now. */
  samePlace: { quantity: number; bin: string | null; lot: string | null }[];
  otherPlace: { quantity: number; place: string; shipment: string }[];
  backordered: number;
  /** All of the shipment left for the other place, so that it stays one parcel. */
  movedAll: boolean;
  /** The count that the shelf waits for. */
  recount: string;
  /** Whether the shipment has nothing left to bring. */
  ended: boolean;
};
