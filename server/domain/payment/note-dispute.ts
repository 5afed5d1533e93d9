import { eq } from "drizzle-orm";
import { dispute } from "@/db/schema";
import { placeHold } from "@/server/domain/order/hold.store";
import { lockOrder } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { formatMoney } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import { type DisputeVerdict, decideDispute } from "./dispute";
import { findDispute, lockDispute } from "./dispute.store";
import { gatewayOf } from "./gateway";
import type { PaymentProvider } from "./payment";
import { findPaymentId, lockPayment, readPayment } from "./payment.store";

type NotedDispute = { news: DisputeVerdict["news"]; orderId: Id<"order"> };

/**
 * Asks the provider where a dispute stands and writes it down. A new one keeps the order here: what the bank may take back is
 * not sent. Webhooks and the sweep both call it, as often as they like. Throws `not_found` when the dispute is about no payment
 * of ours that we know of yet.
 */
export async function noteDispute(
  ctx: WithPorts,
  provider: PaymentProvider,
  ref: string,
): Promise<NotedDispute> {
  const remote = await gatewayOf(ctx, provider).lookDispute(ref);
  const paymentId =
    (await findPaymentId(ctx, provider, remote)) ?? (await findDispute(ctx, provider, ref))?.paymentId;
  if (!paymentId)
    throw new DomainError("not_found", "The dispute names no payment of ours that is known yet.", { ref });
  const { orderId } = await readPayment(ctx, paymentId);

  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const payment = await lockPayment(tx, paymentId);
    const known = await lockDispute(tx, provider, ref);
    const verdict = decideDispute(known, remote, order);

    const id = known?.id ?? newId<"dispute">();
    const state = {
      status: remote.status,
      amount: remote.amount.amount,
      currency: remote.amount.currency,
      reason: remote.reason,
      evidenceDueAt: remote.evidenceDueAt ?? null,
      changedAt: tx.now,
      closedAt: verdict.closed ? (known?.closedAt ?? tx.now) : null,
    };
    if (!known)
      await tx.db
        .insert(dispute)
        .values({ id, paymentId, orderId, provider, providerRef: ref, openedAt: remote.openedAt, ...state });
    else await tx.db.update(dispute).set(state).where(eq(dispute.id, id));
    if (verdict.hold)
      await placeHold(
        tx,
        order,
        "fraud",
        `The customer disputes ${formatMoney(remote.amount)} of the payment: ${remote.reason.charAt(0).toLowerCase()}${remote.reason.slice(1)}.`,
      );

    const about = { orderId, orderNumber: order.number, paymentId, disputeId: id, amount: remote.amount };
    const due = remote.evidenceDueAt ? { evidenceDueAt: remote.evidenceDueAt.toISOString() } : {};
    if (verdict.news === "opened")
      await record(
        tx,
        fact("DisputeOpened", { ...about, provider: payment.provider, reason: remote.reason, ...due }),
      );
    if (verdict.news === "changed")
      await record(tx, fact("DisputeChanged", { ...about, status: remote.status, ...due }));
    return { news: verdict.news, orderId };
  });
}
