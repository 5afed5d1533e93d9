import { eq } from "drizzle-orm";
import { payment, refund } from "@/db/schema";
import { lockOrder } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import type { RemoteRefund } from "@/server/ports/payment-gateway";
import { type HandWay, handWayWords } from "./refund";
import { submitRefund } from "./submit-refund";

/**
 * Sends a refund that failed to the provider once more, under a new key. Pressed twice it goes out once: the second
 * press finds it on its way.
 */
export async function retryRefund(ctx: WithPorts, refundId: Id<"refund">): Promise<RemoteRefund["state"]> {
  await inTransaction(ctx, async (tx) => {
    const { row, about } = await lockRefund(tx, refundId);
    if (row.status !== "failed") return;
    // The provider's earlier reference is let go: late word about it is about money that did not move.
    const again = { status: "requested" as const, providerRef: null, nextTryAt: null, changedAt: tx.now };
    await tx.db.update(refund).set(again).where(eq(refund.id, refundId));
    await record(tx, fact("RefundRetried", about));
  });
  return submitRefund(ctx, refundId);
}

/**
 * Closes a refund that failed: the customer got the money another way. It stays given back in our books and has no
 * reference at the provider, which never moved it.
 */
export function settleRefundByHand(
  ctx: Ctx,
  refundId: Id<"refund">,
  { way, note }: { way: HandWay; note: string },
): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { row, about } = await lockRefund(tx, refundId);
    if (row.status === "succeeded" && row.providerRef === null) return;
    if (row.status !== "failed")
      throw new DomainError(
        "invalid_transition",
        row.status === "succeeded"
          ? "The provider has sent this refund meanwhile. Don’t pay it a second time."
          : "This refund is on its way at the provider. Wait until it has failed before you pay it another way.",
        { status: row.status },
      );
    const byHand = handWayWords[way];
    const paid = `Paid back ${byHand}: ${note}`;
    await tx.db
      .update(refund)
      .set({
        status: "succeeded",
        providerRef: null,
        nextTryAt: null,
        changedAt: tx.now,
        succeededAt: tx.now,
        note: row.note ? `${row.note}\n${paid}` : paid,
      })
      .where(eq(refund.id, refundId));
    await record(tx, fact("OrderRefunded", { ...about, reason: row.reason, byHand }));
  });
}

async function lockRefund(tx: TxCtx, refundId: Id<"refund">) {
  const missing = () => new DomainError("not_found", "There is no such refund.", { refund: refundId });
  const [known] = await tx.db
    .select({ orderId: refund.orderId, currency: payment.currency })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .where(eq(refund.id, refundId));
  if (!known) throw missing();
  const order = await lockOrder(tx, known.orderId);
  const [row] = await tx.db.select().from(refund).where(eq(refund.id, refundId)).for("update");
  if (!row) throw missing();
  const amount = money(row.amount, known.currency);
  return { row, about: { orderId: order.id, orderNumber: order.number, refundId, amount } };
}
