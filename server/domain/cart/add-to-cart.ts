import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { quantityAfterAdding } from "./cart";
import type { AddToCartInput } from "./cart.schema";
import { findVariant, linesOf, lockOrOpenCart, saveLine } from "./cart.store";

/**
 * Puts units of a variant into a visitor's cart, opening one if need be; answers with the cart's secret. More than is
 * in stock may be put in: the cart says what is left, and only CreateOrder holds anything.
 */
export function addToCart(
  ctx: Ctx,
  token: string | null,
  ...inputs: readonly AddToCartInput[]
): Promise<{ token: string }> {
  return inTransaction(ctx, async (tx) => {
    const cart = await lockOrOpenCart(tx, token);
    for (const { sku, quantity } of inputs) {
      const variantId = await findVariant(tx, sku);
      const wanted = quantityAfterAdding(await linesOf(tx, cart.row.id), variantId, quantity);
      await saveLine(tx, cart.row.id, variantId, wanted);
    }
    return { token: cart.token };
  });
}
