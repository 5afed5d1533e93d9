import type { Trial } from "@/components/admin/routing/dry-run-form";
import type { RoutingPage } from "@/server/domain/inventory/routing.queries";
import { type DryRunInput, dryRunSchema } from "@/server/domain/inventory/routing.schema";
import { instantOf } from "@/server/kernel/local-time";

export type SearchParams = Record<string, string | string[] | undefined>;

const all = (value: string | string[] | undefined): string[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const one = (value: string | string[] | undefined): string => all(value)[0]?.trim() ?? "";

type Read = { typed: Trial; faults: { field: string; message: string }[]; input: DryRunInput | null };

/** What the address of the page asks for, as typed and as understood. Without a country nothing is asked yet. */
export function readTrial(params: SearchParams, { weights, timeZone }: RoutingPage, now: Date): Read {
  const quantities = all(params.quantity);
  const rows = all(params.sku)
    .slice(0, 50)
    .map((sku, i) => ({ sku: sku.trim(), quantity: quantities[i]?.trim() ?? "" }));
  const filled = rows.filter((row) => row.sku !== "");
  const weight = (key: keyof typeof weights) => one(params[key]) || String(weights[key]);
  const typed: Trial = {
    country: one(params.country) || "US",
    postalCode: one(params.postalCode),
    at: one(params.at),
    lines: filled,
    weights: {
      nearest: weight("nearest"),
      priority: weight("priority"),
      cutOff: weight("cutOff"),
      capacity: weight("capacity"),
    },
  };
  if (params.country === undefined) return { typed, faults: [], input: null };
  const at = typed.at === "" ? now : instantOf(typed.at, timeZone);
  const parsed = dryRunSchema.safeParse({
    ...typed,
    lines: filled.map((row) => ({ ...row, quantity: row.quantity || "1" })),
    at: at ?? now,
  });
  if (parsed.success && at) return { typed, faults: [], input: parsed.data };
  const faults = (parsed.error?.issues ?? []).map(({ path, message }) => ({
    field: path[0] === "lines" ? (path.length > 1 ? String(path.at(-1)) : "sku") : String(path.at(-1)),
    message,
  }));
  if (!at) faults.push({ field: "at", message: "Enter a date and a time." });
  return { typed, faults, input: null };
}
