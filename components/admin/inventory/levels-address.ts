import { address } from "@/components/admin/address";
import type { LevelsFilter } from "@/server/domain/inventory/levels.schema";

/** The address of a list of levels: only what is set stands in it. */
export const levelsAddress = (filter: LevelsFilter, path = "/admin/inventory"): string =>
  address(
    path,
    Object.fromEntries(
      Object.entries(filter).map(([name, value]) => [
        name,
        value === undefined || value === false ? undefined : String(value),
      ]),
    ),
  );

/** What the address says; an empty field of its form says nothing. */
export const givenIn = (query: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).filter((part): part is [string, string] => Boolean(part[1])));
