import { type ChangeKind, updateInventorySchema } from "@/server/domain/inventory/inventory.schema";

export type { ChangeKind };
export type Faults = Partial<
  Record<"location" | "lot" | "expiresAt" | "quantity" | "damaged" | "reason" | "details" | "form", string>
>;

/** A shelf with its figures, for a choice of lots that are there. */
export type ShelfChoice = { place: string; lot: string | null; available: number; unavailable: number };

type Words = { verb: string; units: string; press: string; hint?: string };

export const words: Record<ChangeKind, Words> = {
  receive: { verb: "Receive", units: "Units that came in", press: "Receive stock" },
  count: {
    verb: "Count",
    units: "Units on the shelf",
    press: "Save the count",
    hint: "All of them, also those held for orders.",
  },
  adjust: { verb: "Adjust", units: "Units", press: "Adjust stock" },
  quarantine: { verb: "Set aside", units: "Units to set aside", press: "Set units aside" },
  reinstate: { verb: "Put back", units: "Units to put back", press: "Put units back on sale" },
  dispose: { verb: "Dispose of", units: "Units that leave", press: "Dispose of units" },
  return_to_supplier: { verb: "Return", units: "Units that leave", press: "Return to the supplier" },
};

/** The bucket that a kind of change takes from; null where it doesn't, or may do either. */
export const takesFrom: Record<ChangeKind, "available" | "unavailable" | null> = {
  receive: null,
  count: null,
  adjust: null,
  quarantine: "available",
  reinstate: "unavailable",
  dispose: "unavailable",
  return_to_supplier: "unavailable",
};

type StockInput = {
  sku: string;
  location: string;
  kind: ChangeKind;
  quantity: number;
  damaged?: number;
  reason: string;
  lot?: string;
  expiresAt?: string;
};

const fields = ["location", "lot", "expiresAt", "quantity", "damaged", "reason"] as const;
const fieldOf = (name: unknown): (typeof fields)[number] | "form" =>
  fields.find((field) => field === name) ?? "form";

/** Reads the form the way the server will, so that what it would refuse is told before asking. */
export function readStockForm(
  sku: string,
  kind: ChangeKind,
  data: FormData,
): { ok: true; input: StockInput } | { ok: false; faults: Faults } {
  const text = (name: string) => String(data.get(name) ?? "").trim();
  const typed = text("quantity");
  if (typed === "") return { ok: false, faults: { quantity: "Enter a quantity." } };
  const size = Number(typed);
  const [reason, details, lot, expiresAt] = [text("reason"), text("details"), text("lot"), text("expiresAt")];
  if (reason === "Other" && !details)
    return {
      ok: false,
      faults: { details: "Say in a few words why; “Other” alone explains nothing later." },
    };
  if (kind === "adjust" && size < 0)
    return {
      ok: false,
      faults: { quantity: "Enter the number of units; the choice beside it says which way." },
    };
  const damaged = kind === "receive" ? text("damaged") : "";
  const input: StockInput = {
    sku,
    kind,
    location: text("location"),
    quantity: kind === "adjust" ? size * Number(text("direction")) : size,
    reason: details ? `${reason}: ${details}` : reason,
    ...(damaged ? { damaged: Number(damaged) } : {}),
    ...(lot ? { lot } : {}),
    ...(expiresAt ? { expiresAt } : {}),
  };
  const parsed = updateInventorySchema.safeParse(input);
  if (parsed.success) return { ok: true, input };
  const faults: Faults = {};
  for (const issue of parsed.error.issues) faults[fieldOf(issue.path[0])] ??= issue.message;
  return { ok: false, faults };
}

/** What the server refused, beside the field it is about. */
export function faultsOf(error: { message: string; data?: unknown }): Faults {
  const data = error.data as
    | { details?: { field?: string; fields?: { field: string; message: string }[] } }
    | null
    | undefined;
  if (!data) return { form: "The server can't be reached. Please try again." };
  const faults: Faults = {};
  for (const { field, message } of data.details?.fields ?? []) faults[fieldOf(field)] ??= message;
  if (Object.keys(faults).length > 0) return faults;
  return { [fieldOf(data.details?.field)]: error.message };
}

type Result = {
  location: string;
  lot: string | null;
  changed: number;
  levels: { available: number; unavailable: number };
};

/** "Available in EAST: 40 → 37." Units that were already set aside changed nothing there. */
export function sentence(result: Result, kind?: ChangeKind): string {
  const where = result.lot ? `${result.location}, lot ${result.lot}` : result.location;
  const { available, unavailable } = result.levels;
  if (result.changed !== 0) return `Available in ${where}: ${available - result.changed} → ${available}.`;
  if (kind === "count") return `The count agrees: nothing changed. Available in ${where}: ${available}.`;
  return `Set aside in ${where}: ${unavailable}. Available as before: ${available}.`;
}
