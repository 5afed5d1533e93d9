"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, notUnderstood, refused, typedIn } from "@/components/admin/purchasing/form-state";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { boxSchema } from "@/server/domain/shipment/box.schema";
import { saveBox, switchBox } from "@/server/domain/shipment/save-box";
import { asId } from "@/server/kernel/id";

const home = "/admin/fulfilment/boxes";

/** Who may, and what was typed. */
async function manager(form: FormData) {
  await staffGate("manager", home);
  const typed = typedIn(form);
  const id = z.uuid().safeParse(typed.id).data;
  return { ctx: await visitorContext(), typed, id: id ? asId<"packaging">(id) : undefined };
}

export async function keepBox(_: FormState, form: FormData): Promise<FormState> {
  const { ctx, typed, id } = await manager(form);
  const parsed = boxSchema.safeParse(typed);
  if (!parsed.success) return notUnderstood(typed, parsed.error.issues);
  const outcome = await runAction("fulfilment.saveBox", () => saveBox(ctx, parsed.data, id));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(`${home}?said=${id ? "changed" : "added"}`);
}

export async function turnBox(_: FormState, form: FormData): Promise<FormState> {
  const { ctx, typed, id } = await manager(form);
  if (!id) return refused(typed, { message: "There is no such box.", details: {} });
  const active = typed.active === "true";
  const outcome = await runAction("fulfilment.switchBox", () => switchBox(ctx, id, active));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(`${home}?said=${active ? "on" : "off"}`);
}
