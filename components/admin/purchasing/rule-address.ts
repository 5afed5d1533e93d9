import type { ReorderRulesFilter } from "@/server/domain/purchasing/reorder.schema";

const home = "/admin/purchasing/rules";

/** What names a rule in an address. */
export const ruleKey = ({ sku, place }: { sku: string; place: string }): string => `${sku}@${place}`;

/** The rules page with these filters, and what else is shown on it. */
export function rulesAddress(filter: ReorderRulesFilter, shown: Record<string, string> = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, ...shown }))
    if (value !== undefined) query.set(name, String(value));
  return query.size > 0 ? `${home}?${query}` : home;
}
