import type { StockDay } from "@/server/domain/inventory/stock-over-time.queries";

/** The drawing is as wide as it has days and 100 high; the page stretches it. */
export const height = 100;

/** A round figure to draw up to, with room above the most, and the lines between: 0, 20, 40. */
export function scaleOf(most: number): { top: number; lines: number[] } {
  const step = stepFor(Math.max(1, most) / 3);
  const top = Math.max(step, Math.ceil(most / step) * step);
  return { top, lines: Array.from({ length: Math.round(top / step) + 1 }, (_, line) => line * step) };
}

function stepFor(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return Math.max(1, [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= least) ?? power);
}

export const yOf = (units: number, top: number): number => height - (Math.max(0, units) / top) * height;

/** Steps: a day's figure holds for its whole day; stock moves at once, never along a slope. */
export const stepsOf = (units: readonly number[], top: number): string =>
  units
    .map((of, day) => `${day === 0 ? "M0" : "V"}${day === 0 ? " " : ""}${round(yOf(of, top))}H${day + 1}`)
    .join("");

/** The same with the ground below it. */
export const areaOf = (units: readonly number[], top: number): string =>
  `${stepsOf(units, top)}V${height}H0Z`;

/** The days worth a row of a table, newest first: the last, and each on which something changed. */
export const changes = (days: readonly StockDay[]): (StockDay & { change: number | null })[] =>
  days
    .map((day, place) => {
      const before = days[place - 1];
      return { ...day, change: before ? day.available - before.available : null, was: before };
    })
    .filter(
      ({ was, available, onHand }, place) =>
        place === days.length - 1 || !was || was.available !== available || was.onHand !== onHand,
    )
    .map(({ was: _, ...day }) => day)
    .reverse();

const round = (value: number) => Math.round(value * 100) / 100;
