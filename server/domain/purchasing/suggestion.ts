import type { Packing } from "./reorder";

/** What was sold of an article at a place, by whole days; a day without a sale counts as 0. */
export type Demand = {
  /** How many days: 60, or fewer when the article has not been there for so long. */
  days: number;
  sold: number;
  /** Sum of the squares of the days' sales. */
  squares: number;
};

export type Terms = Packing & { leadTimeDays: number };

export const demandDays = 60;
export const leastDays = 14;
/** Of 100 deliveries, 95 come before the shelf is empty, if sales go on as they did. */
const safety = 1.65;
const coverDays = 30;

export type Suggestion =
  | { kind: "suggested"; reorderPoint: number; reorderUpTo: number; mean: number; deviation: number }
  | { kind: "too_new"; days: number }
  | { kind: "not_sold" }
  | { kind: "no_terms" };

/** Units a day. */
export const meanOf = ({ days, sold }: Demand): number => (days > 0 ? sold / days : 0);

/**
 * With the daily mean μ and deviation σ, and the lead time L:
 * point = ⌈μL + z·σ·√L⌉, and up to = point + max(⌈30μ⌉, minimum, pack), the latter in whole packs.
 */
export function suggestReorder(demand: Demand, terms: Terms | null): Suggestion {
  const { days, sold, squares } = demand;
  if (days < leastDays) return { kind: "too_new", days };
  if (sold <= 0) return { kind: "not_sold" };
  if (!terms) return { kind: "no_terms" };
  const mean = meanOf(demand);
  const deviation = Math.sqrt(Math.max(0, squares / days - mean * mean));
  const { leadTimeDays, packSize, minimumQuantity } = terms;
  const reorderPoint = up(mean * leadTimeDays + safety * deviation * Math.sqrt(leadTimeDays));
  const fill = Math.max(up(mean * coverDays), minimumQuantity, packSize);
  const reorderUpTo = reorderPoint + Math.ceil(fill / packSize) * packSize;
  return { kind: "suggested", reorderPoint, reorderUpTo, mean, deviation };
}

/** Rounds up, but not for the last digits of a float: 30 × 0.1 is 3. */
const up = (units: number): number => Math.max(0, Math.ceil(units - 1e-9));

/** For how many days what is available lasts as it sells now; null when nothing sells. */
export function daysLeft(available: number, demand: Demand): number | null {
  const mean = meanOf(demand);
  return mean > 0 ? Math.floor(available / mean) : null;
}
