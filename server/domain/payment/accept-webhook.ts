import { and, asc, eq, inArray, lt, sql } from "drizzle-orm";
import { refund, webhookInbox } from "@/db/schema";
import { lockOrder } from "@/server/domain/order/order.store";
import { inTransaction } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { log } from "@/server/kernel/log";
import type { WithPorts } from "@/server/ports";
import type { GatewayEvent } from "@/server/ports/payment-gateway";
import { gatewayOf } from "./gateway";
import type { PaymentProvider } from "./payment";
import { findPaymentId, keepReference, readPayment } from "./payment.store";
import { settlePayment } from "./settle-payment";
import { keepRefund } from "./submit-refund";

/**
 * Takes a provider's notification: verified on its raw body, kept once by its event id, and only then acted on. Answering
 * is safe as soon as the row is written; a failure afterwards leaves it for the sweep.
 */
export async function acceptWebhook(
  ctx: WithPorts,
  provider: PaymentProvider,
  rawBody: string,
  headers: Headers,
): Promise<{ inboxId: Id<"webhook">; repeated: boolean }> {
  const event = await gatewayOf(ctx, provider).verifyWebhook(rawBody, headers);
  const [row] = await ctx.db
    .insert(webhookInbox)
    .values({
      id: newId<"webhook">(),
      vendor: provider,
      eventId: event.eventId,
      type: event.type,
      body: { event, raw: JSON.parse(rawBody) },
      receivedAt: ctx.now,
    })
    .onConflictDoUpdate({
      target: [webhookInbox.vendor, webhookInbox.eventId],
      set: { deliveries: sql`${webhookInbox.deliveries} + 1` },
    })
    .returning({ id: webhookInbox.id, deliveries: webhookInbox.deliveries });
  if (!row) throw new Error("The webhook was not written.");
  return { inboxId: row.id, repeated: row.deliveries > 1 };
}

type Verdict = (typeof webhookInbox.$inferSelect)["verdict"];

/** Acts on a kept notification by asking the provider about the payment it names. An unknown one is parked, never dropped. */
export async function processWebhook(ctx: WithPorts, inboxId: Id<"webhook">): Promise<Verdict> {
  const [row] = await ctx.db.select().from(webhookInbox).where(eq(webhookInbox.id, inboxId));
  if (!row || row.verdict === "processed" || row.verdict === "ignored") return row?.verdict ?? "ignored";
  const { event } = row.body as { event: GatewayEvent };
  const provider = row.vendor as PaymentProvider;
  try {
    return await conclude(ctx, inboxId, await act(ctx, provider, event));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ webhook: row.eventId, type: row.type, reason }, "webhook not processed yet");
    return conclude(ctx, inboxId, { verdict: "parked", note: reason });
  }
}

async function act(ctx: WithPorts, provider: PaymentProvider, event: GatewayEvent) {
  const paymentId = await findPaymentId(ctx, provider, event);
  if (!paymentId) {
    if (!event.paymentRef && !event.paymentId)
      return { verdict: "ignored" as const, note: "It names no payment." };
    return { verdict: "parked" as const, note: "No payment of ours is known by this reference." };
  }
  if (event.paymentRef) await adopt(ctx, paymentId, event.paymentRef);
  const { outcome } = await settlePayment(ctx, paymentId);
  if (event.refundRef) await askAboutRefund(ctx, provider, event.refundRef);
  return { verdict: "processed" as const, note: outcome };
}

/** The provider knew the page before our own row did: we crashed, or the shopper was quick. */
async function adopt(ctx: WithPorts, paymentId: Id<"payment">, ref: string): Promise<void> {
  const { providerRef, orderId } = await readPayment(ctx, paymentId);
  if (providerRef) return;
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    await keepReference(tx, paymentId, order.number, { ref });
  });
}

async function askAboutRefund(ctx: WithPorts, provider: PaymentProvider, ref: string): Promise<void> {
  const remote = await gatewayOf(ctx, provider).lookRefund(ref);
  const [known] = await ctx.db.select({ id: refund.id }).from(refund).where(eq(refund.providerRef, ref));
  // Unknown: its answer to us is still on the way, and brings the same news.
  if (known) await keepRefund(ctx, known.id, remote);
}

async function conclude(
  ctx: WithPorts,
  id: Id<"webhook">,
  result: { verdict: Verdict; note: string },
): Promise<Verdict> {
  await ctx.db
    .update(webhookInbox)
    .set({
      ...result,
      attempts: sql`${webhookInbox.attempts} + 1`,
      processedAt: result.verdict === "parked" ? null : ctx.now,
    })
    .where(eq(webhookInbox.id, id));
  return result.verdict;
}

/** Kept notifications that still wait for their effect, oldest first. */
export const unfinishedWebhooks = (ctx: WithPorts, before: Date, limit: number) =>
  ctx.db
    .select({ id: webhookInbox.id })
    .from(webhookInbox)
    .where(
      and(
        inArray(webhookInbox.verdict, ["received", "parked"]),
        inArray(webhookInbox.vendor, ["stripe", "paypal"]),
        lt(webhookInbox.receivedAt, before),
        lt(webhookInbox.attempts, 200),
      ),
    )
    // Parked ones, asked about many times, don't keep fresh ones waiting.
    .orderBy(asc(webhookInbox.attempts), asc(webhookInbox.receivedAt))
    .limit(limit);
