import { maxLines, maxQuantity } from "@/server/domain/order/order.schema";
import { DomainError } from "@/server/kernel/errors";

export type CartLine = { variantId: string; quantity: number };

/** How many there will be of a variant after adding some; refuses what an order could not hold either. */
export function quantityAfterAdding(lines: readonly CartLine[], variantId: string, adding: number): number {
  const here = lines.find((line) => line.variantId === variantId);
  if (!here && lines.length >= maxLines)
    throw new DomainError(
      "invalid_input",
      `A cart holds at most ${maxLines} different things. Order these first.`,
      { maxLines },
    );
  const quantity = (here?.quantity ?? 0) + adding;
  if (quantity > maxQuantity)
    throw new DomainError(
      "invalid_input",
      `We sell at most ${maxQuantity} of one thing at once; ${here?.quantity ?? 0} are in your cart already.`,
      { maxQuantity },
    );
  return quantity;
}
