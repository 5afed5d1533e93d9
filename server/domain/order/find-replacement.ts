import { reallocate } from "@/server/domain/inventory/reallocate";
import { referenceData } from "@/server/domain/settings/reference-data";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { liftHolds, openHolds } from "./hold.store";
import { lockOrder } from "./order.store";

/**
 * Looks again for units in the place of those past their date, and lifts the hold when every one is found. A parcel that
 * is being picked goes back to the queue, since a part of it changes. Refused with what is in the way otherwise.
 */
export async function findReplacement(
  ctx: Ctx,
  orderId: Id<"order">,
): Promise<{ outcome: "replaced" | "nothing_to_replace" }> {
  const reference = await referenceData(ctx.db, ctx.now);
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const holds = (await openHolds(tx, orderId)).filter((hold) => hold.reason === "stock_expired");
    const found = await reallocate(tx, order, reference, { pickAgain: true });
    switch (found.outcome) {
      case "moved":
        await liftHolds(tx, order, holds, "Replacement stock was found.");
        return { outcome: "replaced" };
      case "nothing_held":
        await liftHolds(tx, order, holds, "The order holds nothing past its date any more.");
        return { outcome: "nothing_to_replace" };
      case "stuck":
        throw new DomainError(
          "invalid_transition",
          `${found.because} Open its box at the packing bench and try again, or cancel and refund the order.`,
          { number: order.number },
        );
      case "none_left":
        throw new DomainError(
          "out_of_stock",
          "There is still no other stock for this order. Receive some and try again, or cancel and refund it.",
          { number: order.number },
        );
    }
  });
}
