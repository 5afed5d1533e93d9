/** A shelf's code as it is kept: capitals, no spaces around it. */
export const normalBin = (code: string): string => code.trim().toUpperCase();

/** Letters, digits and the signs that shelf codes are built with: "A-03-2". */
export const binPattern = /^[A-Z0-9][A-Z0-9./-]{0,19}$/;

const natural = new Intl.Collator("en", { numeric: true });

/** The order in which a walk passes shelves: A-2 before A-10, and last whatever has no shelf yet. */
export function compareBins(a: string | null, b: string | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return natural.compare(a, b);
}
