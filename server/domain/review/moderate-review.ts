import { eq } from "drizzle-orm";
import { review } from "@/db/schema";
import { actorName, type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { canMove } from "./review";

/** Publishes or declines a review; doing it again is quiet. */
export function moderateReview(ctx: Ctx, id: Id<"review">, to: "published" | "declined"): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx.db.select().from(review).where(eq(review.id, id)).for("update");
    if (!row) throw new DomainError("not_found", "There is no such review.", { id });
    if (row.status === to) return;
    if (!canMove(row.status, to))
      throw new DomainError("invalid_transition", `This review is ${row.status}; it can't be ${to}.`, {
        id,
        to,
      });
    await tx.db
      .update(review)
      .set({ status: to, moderatedAt: tx.now, moderatedBy: actorName(tx.actor) })
      .where(eq(review.id, id));
  });
}
