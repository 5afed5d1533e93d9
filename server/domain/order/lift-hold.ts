import { expiredUnitsOf } from "@/server/domain/inventory/reallocation.store";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { liftHolds, openHolds } from "./hold.store";
import type { HoldReason } from "./order";
import { lockOrder } from "./order.store";

/**
 * Lets an order go on. Lifting what is not held any more is quiet. Goods past their date are never sent, so that hold
 * goes only with the goods: by finding other stock, or by cancelling.
 */
export function liftHold(
  ctx: Ctx,
  orderId: Id<"order">,
  { reason, note }: { reason?: HoldReason | undefined; note: string },
): Promise<{ lifted: HoldReason[] }> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const holds = (await openHolds(tx, orderId)).filter((hold) => !reason || hold.reason === reason);
    const expired = holds.some((hold) => hold.reason === "stock_expired")
      ? await expiredUnitsOf(tx, orderId)
      : [];
    if (expired.length > 0)
      throw new DomainError(
        "invalid_transition",
        `Order ${order.number} still holds units past their date. Find replacement stock for it, or cancel and refund it.`,
        { number: order.number, hold: "stock_expired" },
      );
    await liftHolds(tx, order, holds, note);
    return { lifted: holds.map((hold) => hold.reason) };
  });
}
