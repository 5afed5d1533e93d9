import { paymentProviders } from "@/server/domain/payment/payment";
import { DomainError } from "@/server/kernel/errors";
import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";
import { daysDue } from "./days-due";
import { reconcileDay } from "./reconcile-day";
import { knownDays } from "./reconciliation.store";

/** A shop that was away for long catches up over several hours. */
const mostDays = 5;

export type ReconciledDays = { compared: number; differences: number; failed: string[] };

/** Compares every day that is due, the providers side by side: one that is down keeps no other waiting. */
export async function reconcileDueDays(ctx: WithPorts): Promise<ReconciledDays> {
  const result: ReconciledDays = { compared: 0, differences: 0, failed: [] };
  const configured = paymentProviders.filter((provider) => ctx.ports.gateways[provider]);
  await Promise.all(
    configured.map(async (provider) => {
      const { known, since } = await knownDays(ctx, provider);
      for (const day of daysDue(provider, ctx.now, known, since).slice(0, mostDays)) {
        try {
          const done = await reconcileDay(ctx, provider, day);
          if (!done) continue;
          result.compared += 1;
          result.differences += done.differences;
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          log.warn({ provider, day, reason }, "left for the next comparison");
          if (!result.failed.includes(provider)) result.failed.push(provider);
          // One that can't be reached now can't be for the next day either.
          if (error instanceof DomainError && error.kind === "provider_unavailable") return;
        }
      }
    }),
  );
  return result;
}
