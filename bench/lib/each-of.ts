/** Does the same with each of a list, so many at a time, in its order. */
export async function eachOf<T>(
  list: readonly T[],
  atOnce: number,
  act: (one: T, place: number) => Promise<void>,
): Promise<void> {
  const left = list.entries();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [place, one] of left) await act(one, place);
    }),
  );
}

/** How many there are of each name. */
export function countOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
