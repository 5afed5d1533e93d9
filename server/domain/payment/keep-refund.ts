import { eq } from "drizzle-orm";
import { payment, refund } from "@/db/schema";
import { lockOrder } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { RemoteRefund } from "@/server/ports/payment-gateway";
import { failureWords, nextTry } from "./refund";

/** What a provider says of a refund; one that it refused outright has no reference. */
export type RefundNews = Omit<RemoteRefund, "ref"> & { ref: string | null };

/**
 * Saves what the provider says of a refund; called with its answer and again when a webhook reports later. `attempt`: to
 * which sending it is the answer. Word of an earlier sending, or of one that was settled by hand, changes nothing.
 */
export async function keepRefund(
  ctx: Ctx,
  refundId: Id<"refund">,
  news: RefundNews,
  attempt?: number,
): Promise<void> {
  const orderId = await orderOf(ctx, refundId);
  await inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const [row] = await tx.db.select().from(refund).where(eq(refund.id, refundId)).for("update");
    if (!row || isOvertaken(row, news, attempt)) return;
    if (row.status === news.state) {
      await tx.db.update(refund).set({ changedAt: tx.now }).where(eq(refund.id, refundId));
      return;
    }
    const failed = news.state === "failed";
    const attempts = row.attempts + (failed ? 1 : 0);
    await tx.db
      .update(refund)
      .set({
        status: news.state,
        providerRef: news.ref,
        failureReason: failed ? (news.failureReason ?? "unknown") : null,
        changedAt: tx.now,
        succeededAt: news.state === "succeeded" ? tx.now : null,
        nextTryAt: failed ? nextTry(attempts, news.failureReason, tx.now) : null,
        attempts,
      })
      .where(eq(refund.id, refundId));
    const [paid] = await tx.db.select().from(payment).where(eq(payment.id, row.paymentId));
    const about = {
      orderId,
      orderNumber: order.number,
      refundId,
      amount: money(row.amount, paid?.currency ?? order.currency),
    };
    if (news.state === "succeeded") await record(tx, fact("OrderRefunded", { ...about, reason: row.reason }));
    if (failed)
      await record(tx, fact("RefundFailed", { ...about, message: failureWords(news.failureReason ?? null) }));
  });
}

/** A bank can fail a refund days after it had succeeded; nothing else changes one that has. */
function isOvertaken(
  row: typeof refund.$inferSelect,
  news: RefundNews,
  attempt: number | undefined,
): boolean {
  if (row.status === "succeeded" && news.state !== "failed") return true;
  if (row.providerRef !== null) return row.providerRef !== news.ref;
  return row.status !== "requested" || attempt !== row.attempts;
}

async function orderOf(ctx: Ctx, refundId: Id<"refund">): Promise<Id<"order">> {
  const [row] = await ctx.db.select({ orderId: refund.orderId }).from(refund).where(eq(refund.id, refundId));
  if (!row) throw new DomainError("not_found", "There is no such refund.", { refund: refundId });
  return row.orderId;
}
