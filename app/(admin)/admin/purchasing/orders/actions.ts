"use server";

import { redirect } from "next/navigation";
import { type FormState, notUnderstood, refused, typedIn } from "@/components/admin/purchasing/form-state";
import { editFrom } from "@/components/admin/purchasing/order-edit-input";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { draftPurchase } from "@/server/domain/purchasing/draft-purchase";
import { editPurchase } from "@/server/domain/purchasing/edit-purchase";
import { draftPurchaseSchema, editPurchaseSchema } from "@/server/domain/purchasing/purchase-order.schema";

const home = "/admin/purchasing/orders";

/** Opens a draft and leads to its lines. */
export async function openDraft(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("manager", `${home}/new`);
  const typed = typedIn(form);
  const parsed = draftPurchaseSchema.safeParse({ ...typed, lines: [] });
  if (!parsed.success) return notUnderstood(typed, parsed.error.issues);
  const ctx = await visitorContext();
  const outcome = await runAction("purchasing.draft", () => draftPurchase(ctx, parsed.data));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(`${home}/${outcome.value.number}/edit`);
}

/** Saves a draft's lines and stays, so that what was rounded can be looked at. */
export async function saveDraft(_: FormState, form: FormData): Promise<FormState> {
  const typed = typedIn(form);
  await staffGate("manager", `${home}/${typed.purchaseOrder ?? ""}/edit`);
  const parsed = editPurchaseSchema.safeParse(editFrom(typed));
  if (!parsed.success) return notUnderstood(typed, parsed.error.issues);
  const ctx = await visitorContext();
  const outcome = await runAction("purchasing.edit", () => editPurchase(ctx, parsed.data));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  const { number, rounded, changes } = outcome.value;
  const query = new URLSearchParams({ saved: changes.length === 0 ? "nothing" : "yes" });
  for (const { sku, asked } of rounded) query.append("rounded", `${asked} ${sku}`);
  redirect(`${home}/${number}/edit?${query}`);
}
