"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type FormState, refused, typedIn } from "@/components/admin/purchasing/form-state";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { orderPurchase } from "@/server/domain/purchasing/order-purchase";
import { replenishAll, replenishByHand } from "@/server/domain/purchasing/replenish";
import { asId } from "@/server/kernel/id";

const home = "/admin/purchasing";

/** Orders a draft that waits for a manager. */
export async function approvePurchase(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("manager", home);
  const ctx = await visitorContext();
  const typed = typedIn(form);
  const id = z.uuid().safeParse(typed.id);
  if (!id.success) return refused(typed, { message: "There is no such purchase order.", details: {} });
  const outcome = await runAction("purchasing.approve", () =>
    orderPurchase(ctx, asId<"purchaseOrder">(id.data)),
  );
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(`${home}?ordered=${outcome.value.number}`);
}

/** Does by hand what the policy does when a level falls below its point. */
export async function restockNow(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("manager", home);
  const ctx = await visitorContext();
  const typed = typedIn(form);
  const { sku = "", place = "" } = typed;
  const outcome = await runAction("purchasing.restock", () => replenishByHand(ctx, sku, place));
  if (!outcome.ok) return refused(typed, outcome.refusal);
  redirect(`${home}?restocked=${encodeURIComponent(sku)}#low`);
}

/** The same for everything that is low with nothing on its way. */
export async function restockAll(_: FormState, form: FormData): Promise<FormState> {
  await staffGate("manager", home);
  const ctx = await visitorContext();
  const outcome = await runAction("purchasing.restockAll", () => replenishAll(ctx));
  if (!outcome.ok) return refused(typedIn(form), outcome.refusal);
  redirect(`${home}?restocked=ALL`);
}
