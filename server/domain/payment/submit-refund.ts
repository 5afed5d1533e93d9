import { eq, sql } from "drizzle-orm";
import { payment, refund } from "@/db/schema";
import { lockOrder, readOrder } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import { inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import type { RemoteRefund } from "@/server/ports/payment-gateway";
import { gatewayOf } from "./gateway";

/**
 * Sends a requested refund to the provider, keyed by its row, and keeps what came of it. Repeating is quiet: the key
 * makes the provider give the money back once, and a finished refund is left alone.
 */
export async function submitRefund(ctx: WithPorts, refundId: Id<"refund">): Promise<RemoteRefund["state"]> {
  const [row] = await ctx.db
    .select({ refund, payment })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .where(eq(refund.id, refundId));
  if (!row?.payment.providerRef)
    throw new DomainError("not_found", "There is no such refund.", { refund: refundId });
  if (row.refund.status === "succeeded") return "succeeded";

  const gateway = gatewayOf(ctx, row.payment.provider);
  const { status, providerRef } = row.refund;
  // Asking again under the same key would only repeat the first answer, so what is under way is looked at. A refund that
  // failed for good is a new request at the provider, so the key counts the failures.
  const remote =
    status === "submitted" && providerRef
      ? await gateway.lookRefund(providerRef)
      : await gateway.refund(row.payment.providerRef, {
          amount: money(row.refund.amount, row.payment.currency),
          idempotencyKey: `refund:${refundId}:${row.refund.attempts}`,
          reason: row.refund.reason,
        });
  await keepRefund(ctx, refundId, remote);
  return remote.state;
}

/** Saves what the provider says of a refund; called with its answer and again when a webhook reports later. */
export async function keepRefund(
  ctx: WithPorts,
  refundId: Id<"refund">,
  remote: RemoteRefund,
): Promise<void> {
  const orderId = await orderOf(ctx, refundId);
  const { number } = await readOrder(ctx, orderId);
  await inTransaction(ctx, async (tx) => {
    await lockOrder(tx, orderId);
    const [row] = await tx.db.select().from(refund).where(eq(refund.id, refundId)).for("update");
    // A bank can fail a refund days after it had succeeded; nothing else changes one that has.
    if (!row || (row.status === "succeeded" && remote.state !== "failed")) return;
    // Told twice about the same failure is one failure: the count is part of the next request's key.
    if (row.status === remote.state && row.providerRef === remote.ref) {
      await tx.db.update(refund).set({ changedAt: tx.now }).where(eq(refund.id, refundId));
      return;
    }
    await tx.db
      .update(refund)
      .set({
        status: remote.state,
        providerRef: remote.ref,
        failureReason: remote.failureReason ?? null,
        changedAt: tx.now,
        ...(remote.state === "failed" ? { attempts: sql`${refund.attempts} + 1` } : {}),
      })
      .where(eq(refund.id, refundId));
    const [paid] = await tx.db.select().from(payment).where(eq(payment.id, row.paymentId));
    const about = {
      orderId,
      orderNumber: number,
      refundId,
      amount: money(row.amount, paid?.currency ?? "USD"),
    };
    if (remote.state === "succeeded")
      await record(tx, fact("OrderRefunded", { ...about, reason: row.reason }));
    if (remote.state === "failed")
      await record(
        tx,
        fact("RefundFailed", { ...about, message: remote.failureReason ?? "The provider gave no reason." }),
      );
  });
}

async function orderOf(ctx: WithPorts, refundId: Id<"refund">): Promise<Id<"order">> {
  const [row] = await ctx.db.select({ orderId: refund.orderId }).from(refund).where(eq(refund.id, refundId));
  if (!row) throw new DomainError("not_found", "There is no such refund.", { refund: refundId });
  return row.orderId;
}
