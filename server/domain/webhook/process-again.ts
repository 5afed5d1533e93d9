import { asc, eq, inArray, sql } from "drizzle-orm";
import { webhookInbox } from "@/db/schema";
import { judgeNotice } from "@/server/domain/payment/accept-webhook";
import { judgePushes } from "@/server/domain/shipment/accept-push";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { Judgement } from "./inbox.store";
import { type WebhookVendor, webhookVendors } from "./webhook";

type Act = (ctx: WithPorts, id: Id<"webhook">, options: { again?: boolean }) => Promise<Judgement>;

/** How the notifications of each vendor are acted on; one without an entry is done with when it is kept. */
const acts: Partial<Record<WebhookVendor, Act>> = {
  stripe: judgeNotice,
  paypal: judgeNotice,
  ups: judgePushes,
  fedex: judgePushes,
};

/** The vendors whose notifications can be tried again. */
export const triedAgain = webhookVendors.filter((vendor) => acts[vendor]);

/** Acts on a kept notification, whoever's it is. Safe to repeat: every effect asks the vendor, or is there already. */
export async function processKept(
  ctx: WithPorts,
  id: Id<"webhook">,
  options: { again?: boolean } = {},
): Promise<Judgement> {
  const [row] = await ctx.db
    .select({ vendor: webhookInbox.vendor })
    .from(webhookInbox)
    .where(eq(webhookInbox.id, id));
  if (!row) throw new DomainError("not_found", "There is no such notification.", { webhook: id });
  const act = acts[row.vendor as WebhookVendor];
  if (!act) throw new DomainError("invalid_transition", "Notifications of this vendor can't be tried again.");
  return act(ctx, id, options);
}

/** As many as one press may take, and as long: the person waits for it. */
const most = 200;
const patienceMs = 20_000;

export type ProcessedParked = { done: number; stillParked: number; left: boolean };

/** Takes up everything that is parked, the oldest first, as far as one press can. */
export async function processParked(ctx: WithPorts): Promise<ProcessedParked> {
  const rows = await ctx.db
    .select({ id: webhookInbox.id, vendor: webhookInbox.vendor })
    .from(webhookInbox)
    .where(
      sql`${webhookInbox.verdict} in ('received', 'parked') and ${inArray(webhookInbox.vendor, triedAgain)}`,
    )
    .orderBy(asc(webhookInbox.receivedAt))
    .limit(most + 1);
  const until = performance.now() + patienceMs;
  let done = 0;
  let tried = 0;
  // Side by side by vendor: one that answers slowly keeps no other's waiting.
  await Promise.all(
    triedAgain.map(async (vendor) => {
      for (const { id } of rows.slice(0, most).filter((row) => row.vendor === vendor)) {
        if (performance.now() > until) return;
        const { verdict } = await processKept(ctx, id, { again: true });
        tried += 1;
        if (verdict !== "parked") done += 1;
      }
    }),
  );
  return { done, stillParked: tried - done, left: tried < rows.length };
}
