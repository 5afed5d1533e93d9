"use server";

import { redirect } from "next/navigation";
import { type FormState, notUnderstood, refused, typedIn } from "@/components/admin/purchasing/form-state";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { applySuggestions } from "@/server/domain/purchasing/apply-suggestions";
import { applySuggestionsSchema, saveReorderRuleSchema } from "@/server/domain/purchasing/reorder.schema";
import { replenish } from "@/server/domain/purchasing/replenish";
import { saveReorderRule } from "@/server/domain/purchasing/save-reorder-rule";

const home = "/admin/purchasing/rules";

/** Back to the list as it was left, and nowhere else. */
function returning(back: string | undefined, said: Record<string, string>): never {
  const from = back?.startsWith(home) ? back : home;
  const query = new URLSearchParams(from.split("?")[1] ?? "");
  for (const [name, value] of Object.entries(said)) query.set(name, value);
  redirect(`${home}?${query}`);
}

export async function saveRule(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("manager", home);
  const ctx = await visitorContext();
  const typed = typedIn(form);
  const parsed = saveReorderRuleSchema.safeParse({ ...typed, supplier: typed.supplier || undefined });
  if (!parsed.success) return notUnderstood(typed, parsed.error.issues);
  const outcome = await runAction("purchasing.saveRule", async () => {
    const saved = await saveReorderRule(ctx, parsed.data);
    // Low before it had a supplier: no new crossing would put it on a purchase order.
    if (saved.low && parsed.data.supplier) await replenish(ctx, saved.variantId, saved.locationId);
  });
  if (!outcome.ok) return refused(typed, outcome.refusal);
  returning(typed.back, { saved: `${parsed.data.sku}@${parsed.data.location}` });
}

export async function applyChecked(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("manager", home);
  const ctx = await visitorContext();
  const parsed = applySuggestionsSchema.safeParse(form.getAll("rule").map(readJson));
  if (!parsed.success) return notUnderstood({}, parsed.error.issues.slice(0, 1));
  const outcome = await runAction("purchasing.applySuggestions", () => applySuggestions(ctx, parsed.data));
  if (!outcome.ok) return refused({}, outcome.refusal);
  returning(String(form.get("back") ?? ""), { applied: String(outcome.value) });
}

function readJson(value: FormDataEntryValue): unknown {
  try {
    return JSON.parse(String(value));
  } catch {
    return null;
  }
}
