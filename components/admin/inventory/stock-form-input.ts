import { updateInventorySchema } from "@/server/domain/inventory/inventory.schema";

export type Kind = "receive" | "adjust" | "count";
export type Faults = Partial<
  Record<"location" | "lot" | "expiresAt" | "quantity" | "reason" | "details" | "form", string>
>;

export const verbs: Record<Kind, string> = { adjust: "Adjust", count: "Count", receive: "Receive" };

export type StockInput = {
  sku: string;
  location: string;
  kind: Kind;
  quantity: number;
  reason: string;
  lot?: string;
  expiresAt?: string;
};

const fields = ["location", "lot", "expiresAt", "quantity", "reason"] as const;
const fieldOf = (name: unknown): (typeof fields)[number] | "form" =>
  fields.find((field) => field === name) ?? "form";

/** Reads the form the way the server will, so that what it would refuse is told before asking. */
export function readStockForm(
  sku: string,
  kind: Kind,
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
  const input: StockInput = {
    sku,
    kind,
    location: text("location"),
    quantity: kind === "adjust" ? size * Number(text("direction")) : size,
    reason: details ? `${reason}: ${details}` : reason,
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

/** "Available in EAST: 40 → 37." */
export function sentence(result: {
  location: string;
  lot: string | null;
  changed: number;
  levels: { available: number };
}): string {
  const where = result.lot ? `${result.location}, lot ${result.lot}` : result.location;
  const { available } = result.levels;
  if (result.changed === 0) return `The count agrees: nothing changed. Available in ${where}: ${available}.`;
  return `Available in ${where}: ${available - result.changed} → ${available}.`;
}
