/** A console address with the parts that are set, so that an empty filter leaves no trace in it. */
export function address(path: string, parts: Record<string, string | undefined>): string {
  const given = Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1]));
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
}

/** What the address says, each name once. */
export const single = (
  query: Record<string, string | string[] | undefined>,
): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
