import { sql } from "drizzle-orm";
import { type policyOutcomes, policyRun } from "@/db/schema";
import type { Ctx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";

export type RunNote = {
  policy: string;
  trigger: string;
  eventName: string;
  orderId: Id<"order"> | null;
  rule: string;
  inputs: Record<string, unknown>;
  outcome: (typeof policyOutcomes)[number];
  reason: string;
  command?: string;
  attempts: number;
};

/** Keeps what a run came to. A later attempt of the same run writes over an earlier one. */
export async function noteRun(ctx: Ctx, run: RunNote): Promise<void> {
  const row = {
    ...run,
    command: run.command ?? null,
    startedAt: ctx.now,
    finishedAt: run.outcome === "running" ? null : ctx.now,
  };
  const { policy: _, trigger: __, startedAt: ___, ...changed } = row;
  await ctx.db
    .insert(policyRun)
    .values(row)
    .onConflictDoUpdate({
      target: [policyRun.policy, policyRun.trigger],
      set: changed,
      // An event that comes again finds everything done; what was done, and why, is what staff want to read.
      setWhere: sql`not (${policyRun.outcome} = 'done' and excluded.outcome = 'nothing_to_do')`,
    });
}
