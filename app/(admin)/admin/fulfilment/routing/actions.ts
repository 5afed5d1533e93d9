"use server";

import { revalidatePath } from "next/cache";
import { notUnderstood, refused, typedIn } from "@/components/admin/purchasing/form-state";
import type { WeightsState } from "@/components/admin/routing/weights-form";
import { runAction } from "@/server/actions/run-action";
import { staffGate, visitorContext } from "@/server/auth/gates";
import { weightsSchema } from "@/server/domain/inventory/routing.schema";
import { changeSettings } from "@/server/domain/settings/change-settings";

/** Saves how much each criterion counts; orders from now on are routed by it. */
export async function saveWeights(before: WeightsState, form: FormData): Promise<WeightsState> {
  await staffGate("manager", "/admin/fulfilment/routing");
  const ctx = await visitorContext();
  const typed = typedIn(form);
  const round = before.round + 1;
  const parsed = weightsSchema.safeParse(typed);
  if (!parsed.success) return { ...notUnderstood(typed, parsed.error.issues), saved: null, round };
  const { nearest, priority, cutOff, capacity } = parsed.data;
  const outcome = await runAction("routing.weights", () =>
    changeSettings(ctx, {
      routingNearest: nearest,
      routingPriority: priority,
      routingCutOff: cutOff,
      routingCapacity: capacity,
    }),
  );
  if (!outcome.ok) return { ...refused(typed, outcome.refusal), saved: null, round };
  revalidatePath("/admin/fulfilment/routing");
  return { typed: {}, faults: [], saved: outcome.value.changed, round };
}
