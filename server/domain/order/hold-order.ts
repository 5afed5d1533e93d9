import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { assertCanHold, type Hold } from "./hold";
import { placeHold } from "./hold.store";
import { lockOrder } from "./order.store";

/**
 * Keeps an order from leaving until somebody lifts the hold. Its state, its stock and its money stay as they are.
 * Holding it again for the same reason is quiet.
 */
export function holdOrder(ctx: Ctx, orderId: Id<"order">, { reason, note }: Hold): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    assertCanHold(order);
    await placeHold(tx, order, reason, note);
  });
}
