"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, notUnderstood, refused, typedIn } from "@/components/admin/purchasing/form-state";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { saveSupplier, setSupplierActive } from "@/server/domain/purchasing/save-supplier";
import { removeSupplierItem, saveSupplierItem } from "@/server/domain/purchasing/save-supplier-item";
import { saveSupplierSchema, supplierItemSchema } from "@/server/domain/purchasing/supplier.schema";
import { readSettings } from "@/server/domain/settings/settings";
import type { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";

const home = "/admin/purchasing/suppliers";
const page = (code: string, said: Record<string, string>): string =>
  `${home}/${encodeURIComponent(code)}?${new URLSearchParams(said)}`;

const unknown: Pick<DomainError, "message" | "details"> = {
  message: "There is no such supplier. Open it again from the list.",
  details: {},
};

/** Who may, and what was typed. */
async function manager(form: FormData) {
  await staffGate("manager", home);
  const ctx = await visitorContext();
  const typed = typedIn(form);
  const id: Id<"supplier"> | null = z.uuid().safeParse(typed.id).success ? asId(typed.id ?? "") : null;
  return { ctx, typed, id, code: typed.code ?? "" };
}

export async function keepSupplier(_: FormState, form: FormData): Promise<FormState> {
  const { ctx, typed, id } = await manager(form);
  const { currency } = await readSettings(ctx);
  const parsed = saveSupplierSchema(currency).safeParse(typed);
  if (!parsed.success) return notUnderstood(typed, parsed.error.issues);
  const outcome = await runAction("purchasing.saveSupplier", () =>
    saveSupplier(ctx, parsed.data, id ?? undefined),
  );
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(page(outcome.value.code, { said: id ? "saved" : "added" }));
}

export async function switchSupplier(_: FormState, form: FormData): Promise<FormState> {
  const { ctx, typed, id, code } = await manager(form);
  if (!id) return refused(typed, unknown);
  const active = typed.active === "true";
  const outcome = await runAction("purchasing.setSupplierActive", () => setSupplierActive(ctx, id, active));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(page(code, { said: active ? "activated" : "deactivated" }));
}

export async function keepItem(_: FormState, form: FormData): Promise<FormState> {
  const { ctx, typed, id, code } = await manager(form);
  if (!id) return refused(typed, unknown);
  const { currency } = await readSettings(ctx);
  const parsed = supplierItemSchema(currency).safeParse(typed);
  if (!parsed.success) return notUnderstood(typed, parsed.error.issues);
  const outcome = await runAction("purchasing.saveItem", () => saveSupplierItem(ctx, id, parsed.data));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(`${page(code, { said: "item", sku: parsed.data.sku })}#items`);
}

export async function dropItem(_: FormState, form: FormData): Promise<FormState> {
  const { ctx, typed, id, code } = await manager(form);
  if (!id) return refused(typed, unknown);
  const { sku = "" } = typed;
  const outcome = await runAction("purchasing.removeItem", () => removeSupplierItem(ctx, id, sku));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(`${page(code, { said: "removed", sku, rules: String(outcome.value) })}#items`);
}
