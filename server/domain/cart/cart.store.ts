import { createHash, randomBytes, randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { cart, cartLine, product, variant } from "@/db/schema";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";

export type CartRow = typeof cart.$inferSelect;

/** What the cookie holds; only its hash is stored. */
export const hashOf = (token: string): string => createHash("sha256").update(token).digest("hex");

export async function findCart({ db }: Pick<Reader, "db">, token: string | null): Promise<CartRow | null> {
  if (!token) return null;
  const [row] = await db
    .select()
    .from(cart)
    .where(eq(cart.tokenHash, hashOf(token)));
  return row ?? null;
}

/** The cart behind a cookie, locked; a new one for a visitor who has none, or whose cart we no longer know. */
export async function lockOrOpenCart(
  tx: TxCtx,
  token: string | null,
): Promise<{ row: CartRow; token: string }> {
  if (token) {
    const [row] = await tx.db
      .select()
      .from(cart)
      .where(eq(cart.tokenHash, hashOf(token)))
      .for("update");
    if (row) return { row, token };
  }
  const fresh = randomBytes(24).toString("base64url");
  const [row] = await tx.db
    .insert(cart)
    .values({
      id: newId<"cart">(),
      tokenHash: hashOf(fresh),
      checkoutKey: randomUUID(),
      createdAt: tx.now,
      updatedAt: tx.now,
    })
    .returning();
  if (!row) throw new Error("The cart was not written.");
  return { row, token: fresh };
}

export const linesOf = ({ db }: Pick<Reader, "db">, cartId: Id<"cart">) =>
  db
    .select({ variantId: cartLine.variantId, quantity: cartLine.quantity })
    .from(cartLine)
    .where(eq(cartLine.cartId, cartId));

/** Writes a line's quantity; zero takes it out. */
export async function saveLine(
  tx: TxCtx,
  cartId: Id<"cart">,
  variantId: Id<"variant">,
  quantity: number,
): Promise<void> {
  await tx.db.update(cart).set({ updatedAt: tx.now }).where(eq(cart.id, cartId));
  if (quantity === 0) {
    await tx.db.delete(cartLine).where(and(eq(cartLine.cartId, cartId), eq(cartLine.variantId, variantId)));
    return;
  }
  await tx.db
    .insert(cartLine)
    .values({ cartId, variantId, quantity, addedAt: tx.now })
    .onConflictDoUpdate({ target: [cartLine.cartId, cartLine.variantId], set: { quantity } });
}

export async function emptyCart(tx: TxCtx, row: CartRow, after: { lastOrderId: Id<"order"> }): Promise<void> {
  await tx.db.delete(cartLine).where(eq(cartLine.cartId, row.id));
  await tx.db
    .update(cart)
    .set({ checkoutKey: randomUUID(), lastOrderId: after.lastOrderId, updatedAt: tx.now })
    .where(eq(cart.id, row.id));
}

/** The variant behind a SKU that shoppers may buy. */
export async function findVariant({ db, now }: Reader, sku: string): Promise<Id<"variant">> {
  const [row] = await db
    .select({ id: variant.id, publishedAt: product.publishedAt, archivedAt: variant.archivedAt })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .where(eq(variant.sku, sku));
  if (!row?.publishedAt || row.publishedAt > now || row.archivedAt)
    throw new DomainError("not_found", "We don't sell this, or no longer do.", { sku });
  return row.id;
}
