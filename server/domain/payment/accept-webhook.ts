import { eq } from "drizzle-orm";
import { refund } from "@/db/schema";
import { lockOrder } from "@/server/domain/order/order.store";
import { type Judgement, judge, keepWebhook, type Verdict } from "@/server/domain/webhook/inbox.store";
import { inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { GatewayEvent } from "@/server/ports/payment-gateway";
import { gatewayOf } from "./gateway";
import { keepRefund } from "./keep-refund";
import { noteDispute } from "./note-dispute";
import type { PaymentProvider } from "./payment";
import { findPaymentId, keepReference, readPayment } from "./payment.store";
import { settlePayment } from "./settle-payment";
import { settledWords } from "./settled-words";

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
  const { eventId, type } = event;
  return keepWebhook(ctx, { vendor: provider, eventId, type, event, raw: JSON.parse(rawBody) });
}

/** Acts on a kept notification by asking the provider about the payment it names. An unknown one is parked, never dropped. */
export const processWebhook = async (ctx: WithPorts, inboxId: Id<"webhook">): Promise<Verdict> =>
  (await judgeNotice(ctx, inboxId)).verdict;

/** The same with the reason in words; `again`: also one that is done with. */
export const judgeNotice = (
  ctx: WithPorts,
  inboxId: Id<"webhook">,
  options: { again?: boolean } = {},
): Promise<Judgement> =>
  judge(
    ctx,
    inboxId,
    ({ vendor, body }) => act(ctx, vendor as PaymentProvider, (body as { event: GatewayEvent }).event),
    options,
  );

async function act(ctx: WithPorts, provider: PaymentProvider, event: GatewayEvent): Promise<Judgement> {
  if (event.disputeRef) {
    const { news, orderId } = await noteDispute(ctx, provider, event.disputeRef);
    return {
      verdict: "processed",
      note: news ? `The dispute was ${news}.` : "Our books say so already.",
      orderId,
    };
  }
  const paymentId = await findPaymentId(ctx, provider, event);
  if (!paymentId) {
    if (!event.paymentRef && !event.paymentId) return { verdict: "ignored", note: "It names no payment." };
    return { verdict: "parked", note: "No payment of ours is known by this reference." };
  }
  if (event.paymentRef) await adopt(ctx, paymentId, event.paymentRef);
  const { outcome, orderId } = await settlePayment(ctx, paymentId);
  if (event.refundRef) await askAboutRefund(ctx, provider, event.refundRef);
  return { verdict: "processed", note: settledWords(outcome), orderId };
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
