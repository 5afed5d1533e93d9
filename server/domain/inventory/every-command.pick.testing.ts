/** There was nothing yet to do this to. */
export class Skipped extends Error {}

export function pick<T>(from: readonly T[], of: number): T {
  const chosen = from[of % Math.max(1, from.length)];
  if (chosen === undefined) throw new Skipped();
  return chosen;
}
