"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { FormState } from "@/components/admin/payments/reconciliation/form-state";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { closeDifference, reopenDifference } from "@/server/domain/reconciliation/close-difference";
import { reconcileDay } from "@/server/domain/reconciliation/reconcile-day";
import {
  closeDifferenceSchema,
  reconcileDaySchema,
} from "@/server/domain/reconciliation/reconciliation.schema";

const home = "/admin/payments/reconciliation";
const text = (form: FormData, name: string) => String(form.get(name) ?? "").trim();

/** Compares one day now, whatever its turn. */
export async function compare(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("manager", home);
  const typed = { provider: text(form, "provider"), day: text(form, "day") };
  const parsed = reconcileDaySchema.safeParse(typed);
  if (!parsed.success)
    return {
      typed,
      faults: parsed.error.issues.map(({ path, message }) => ({ id: String(path[0]), message })),
    };
  const { provider, day } = parsed.data;
  const outcome = await runAction("reconciliation.compare", async () =>
    reconcileDay(await visitorContext(), provider, day),
  );
  if (!outcome.ok) {
    const { message, details } = outcome.refusal;
    return {
      typed,
      faults: [{ id: typeof details.field === "string" ? details.field : undefined, message }],
    };
  }
  if (!outcome.value)
    return { typed, faults: [{ message: "This day is being compared already. Look again in a moment." }] };
  revalidatePath(home);
  redirect(`${home}/${outcome.value.id}?compared=1`);
}

export async function close(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("manager", home);
  const typed = { difference: text(form, "difference"), note: text(form, "note") };
  const parsed = closeDifferenceSchema.safeParse(typed);
  const control = `note-${typed.difference}`;
  if (!parsed.success)
    return { typed, faults: parsed.error.issues.map(({ message }) => ({ id: control, message })) };
  const outcome = await runAction("difference.close", async () =>
    closeDifference(await visitorContext(), parsed.data),
  );
  if (!outcome.ok) return { typed, faults: [{ message: outcome.refusal.message }] };
  revalidatePath(home, "layout");
  return { typed: {}, faults: [] };
}

export async function openAgain(form: FormData): Promise<void> {
  await staffGate("manager", home);
  const difference = text(form, "difference");
  await runAction("difference.reopen", async () => reopenDifference(await visitorContext(), difference));
  revalidatePath(home, "layout");
}
