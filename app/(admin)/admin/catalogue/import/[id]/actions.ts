"use server";

import { redirect } from "next/navigation";
import type { ConfirmState } from "@/components/admin/catalogue/import-confirm";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { confirmImport } from "@/server/domain/catalogue/confirm-import";
import { discardImport } from "@/server/domain/catalogue/discard-import";
import { confirmImportSchema, importIdSchema } from "@/server/domain/catalogue/import.schema";

export async function confirmAction(_: ConfirmState, form: FormData): Promise<ConfirmState> {
  await staffGate("manager", "/admin/catalogue/import");
  const typed = { leaveOut: form.has("leaveOut"), openingStockAt: String(form.get("openingStockAt") ?? "") };
  const parsed = confirmImportSchema.safeParse({ id: form.get("id"), ...typed });
  if (!parsed.success)
    return { ...typed, fault: "That import can't be found. Go back to the list of imports." };
  const ctx = await visitorContext();
  const outcome = await runAction("catalogue.import.confirm", () => confirmImport(ctx, parsed.data));
  if (!outcome.ok) return { ...typed, fault: outcome.refusal.message };
  redirect(`/admin/catalogue/import/${parsed.data.id}`);
}

export async function discardAction(form: FormData): Promise<void> {
  await staffGate("manager", "/admin/catalogue/import");
  const id = importIdSchema.parse(form.get("id"));
  const ctx = await visitorContext();
  const outcome = await runAction("catalogue.import.discard", () => discardImport(ctx, id));
  redirect(outcome.ok ? "/admin/catalogue/import" : `/admin/catalogue/import/${id}`);
}
