import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { emptyCart, findCart, lockOrOpenCart } from "./cart.store";

/**
 * Empties a cart whose order exists and gives it the next order's key. A cart that has moved on is left alone, so a
 * repeated request can't empty what the shopper has put in since.
 */
export async function closeCart(
  ctx: Ctx,
  token: string | null,
  order: { checkoutKey: string; orderId: Id<"order"> },
): Promise<void> {
  if (!(await findCart(ctx, token))) return;
  await inTransaction(ctx, async (tx) => {
    const { row } = await lockOrOpenCart(tx, token);
    if (row.checkoutKey === order.checkoutKey) await emptyCart(tx, row, { lastOrderId: order.orderId });
  });
}
