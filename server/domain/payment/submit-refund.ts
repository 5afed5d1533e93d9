import { eq } from "drizzle-orm";
import { payment, refund } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { WithPorts } from "@/server/ports";
import type { RemoteRefund } from "@/server/ports/payment-gateway";
import { gatewayOf } from "./gateway";
import { keepRefund, type RefundNews } from "./keep-refund";

/**
 * Sends a requested refund to the provider, keyed by its row, and keeps what came of it. Repeating is quiet: the key
 * makes the provider give the money back once, and a refund that is finished or has failed is left alone.
 */
export async function submitRefund(ctx: WithPorts, refundId: Id<"refund">): Promise<RemoteRefund["state"]> {
  const [row] = await ctx.db
    .select({ refund, payment })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .where(eq(refund.id, refundId));
  if (!row?.payment.providerRef)
    throw new DomainError("not_found", "There is no such refund.", { refund: refundId });
  const { status, attempts } = row.refund;
  if (status === "succeeded" || status === "failed") return status;
  const news = await ask(ctx, row.refund, { ...row.payment, providerRef: row.payment.providerRef });
  await keepRefund(ctx, refundId, news, attempts);
  return news.state;
}

type Row = typeof refund.$inferSelect;
type Paid = typeof payment.$inferSelect & { providerRef: string };

async function ask(ctx: WithPorts, row: Row, paid: Paid): Promise<RefundNews> {
  const gateway = gatewayOf(ctx, paid.provider);
  // Asking again under the same key would only repeat the first answer, so what is under way is looked at.
  if (row.status === "submitted" && row.providerRef) return gateway.lookRefund(row.providerRef);
  try {
    // One that failed for good is a new request at the provider, so the key counts the failures.
    return await gateway.refund(paid.providerRef, {
      amount: money(row.amount, paid.currency),
      idempotencyKey: `refund:${row.id}:${row.attempts}`,
      reason: row.reason,
      ...(paid.captureRef ? { captureRef: paid.captureRef } : {}),
    });
  } catch (error) {
    // Said in so many words: nothing was sent. Anything else may have been, and is asked again under the same key.
    if (
      error instanceof DomainError &&
      (error.kind === "invalid_transition" || error.kind === "invalid_input")
    )
      return { state: "failed", ref: null, failureReason: error.message };
    throw error;
  }
}
