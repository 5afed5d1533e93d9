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
