import { eq } from "drizzle-orm";
import { variant } from "@/db/schema";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import type { ChangeCartLineInput } from "./cart.schema";
import { findCart, linesOf, lockOrOpenCart, saveLine } from "./cart.store";

/** Sets the quantity of a line that is in the cart; another tab may have taken it out, and then it stays out. */
export async function changeCartLine(
  ctx: Ctx,
  token: string | null,
  ...inputs: readonly ChangeCartLineInput[]
): Promise<void> {
  if (!(await findCart(ctx, token))) return;
  await inTransaction(ctx, async (tx) => {
    const { row } = await lockOrOpenCart(tx, token);
    const known = new Set((await linesOf(tx, row.id)).map((line) => line.variantId));
    for (const { sku, quantity } of inputs) {
      const [found] = await tx.db.select({ id: variant.id }).from(variant).where(eq(variant.sku, sku));
      if (found && known.has(found.id)) await saveLine(tx, row.id, found.id, quantity);
    }
  });
}
