import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { event, policyRun } from "@/db/schema";
import { noteAct } from "@/server/domain/staff-change/note-act";
import { type EventName, events } from "@/server/events/events";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId } from "@/server/kernel/id";
import "./index";
import { type Consequence, definitionOf, runPolicy } from "./policy";

export const retryPolicyRunSchema = z.object({ policy: z.string().max(100), trigger: z.uuid() });

/**
 * Runs one policy again for the event it failed on; the other policies of that event are left alone. Every effect of a
 * policy is keyed by the event, as Inngest's own repeats need it, so what an earlier try has done is not done twice.
 */
export async function retryPolicyRun(
  ctx: Ctx,
  { policy, trigger }: z.infer<typeof retryPolicyRunSchema>,
  by: string,
): Promise<Consequence> {
  const [run] = await ctx.db
    .select()
    .from(policyRun)
    .where(and(eq(policyRun.policy, policy), eq(policyRun.trigger, trigger)));
  const definition = definitionOf(policy);
  const [cause] = await ctx.db
    .select()
    .from(event)
    .where(eq(event.id, asId<"event">(trigger)));
  if (!run || !definition || !cause) throw new DomainError("not_found", "There is no such run.");
  if (run.outcome !== "failed" && run.outcome !== "refused")
    throw new DomainError("invalid_transition", "This run has not failed; there is nothing to run again.", {
      outcome: run.outcome,
    });

  const payload = events[cause.name as EventName].parse(cause.payload) as Parameters<
    typeof definition.then
  >[1];
  await noteAct(ctx, "policy_run", policy, { event: trigger });
  return runPolicy(definition, cause.id, payload, { attempts: run.attempts + 1, last: true, by });
}
