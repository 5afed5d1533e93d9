import { eq } from "drizzle-orm";
import { orderLine, review, variant } from "@/db/schema";
import { lockOrder } from "@/server/domain/order/order.store";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import { signature } from "./review";
import type { SubmitReviewInput } from "./review.schema";

/** Takes what a buyer says about one line of a delivered order. Sent twice, the first one stays. */
export function submitReview(ctx: Ctx, orderId: Id<"order">, input: SubmitReviewInput): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    if (order.status !== "delivered")
      throw new DomainError("invalid_transition", "You can write about it once it has arrived.", {
        status: order.status,
      });
    const lines = await tx.db
      .select({ id: orderLine.id, title: orderLine.title, productId: variant.productId })
      .from(orderLine)
      .innerJoin(variant, eq(variant.id, orderLine.variantId))
      .where(eq(orderLine.orderId, orderId));
    const line = lines.find(({ id }) => id === input.lineId);
    if (!line) throw new DomainError("not_found", "This is not in the order.", { lineId: input.lineId });

    const [written] = await tx.db
      .insert(review)
      .values({
        id: newId<"review">(),
        orderId,
        orderLineId: line.id,
        productId: line.productId,
        status: "submitted",
        rating: input.rating,
        body: input.body,
        author: signature(order.customerName),
        createdAt: tx.now,
      })
      .onConflictDoNothing()
      .returning({ id: review.id });
    if (!written) return;
    await record(
      tx,
      fact("ReviewSubmitted", {
        orderId,
        orderNumber: order.number,
        reviewId: written.id,
        productTitle: line.title,
        rating: input.rating,
      }),
    );
  });
}
