import type { PaymentStatus } from "./payment";

/**
 * Minutes between the times that a provider is asked by ourselves about something that stands still; the last pause
 * repeats. News usually comes unasked, so this is for what got lost: often at first, then ever more rarely.
 */
const pauses = {
  /** Money may be half taken. */
  taking: [1, 1, 2, 5, 10, 15],
  /** A page that a shopper may be on; after an hour they hardly are. */
  page: [1, 2, 4, 8, 15, 30, 60],
  /** A bank works on it: it may have refused at once, or take days. */
  bank: [1, 2, 5, 10, 30, 60, 120, 360],
} as const;

export type Asking = keyof typeof pauses;

export const askingOf = (status: PaymentStatus): Asking => {
  switch (status) {
    case "capturing":
    case "authorized":
      return "taking";
    case "processing":
      return "bank";
    default:
      return "page";
  }
};

/** The pauses of something, in milliseconds. */
export const pausesOf = (asking: Asking): number[] => pauses[asking].map((minutes) => minutes * 60_000);

/** How long after the `times`-th time it is asked about next; 0: how long it may stand still before the first. */
export function pauseAfter(asking: Asking, times: number): number {
  const all = pausesOf(asking);
  return all[Math.min(times, all.length - 1)] ?? 0;
}
