import { asc, count, eq, sql } from "drizzle-orm";
import { category, product } from "@/db/schema";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";
import type { ChangeCategoryInput } from "./category.schema";

/** Moves a category one place in the shop's order, or deletes it; its products can be moved to another first. */
export function changeCategory(ctx: Ctx, input: ChangeCategoryInput): Promise<{ moved: number }> {
  return inTransaction(ctx, async (tx) => {
    // All of them: an order is of all. There are few, and they change rarely.
    const all = await tx.db
      .select()
      .from(category)
      .orderBy(asc(category.position), asc(category.name))
      .for("update");
    const place = all.findIndex(({ id }) => id === input.id);
    const chosen = all[place];
    if (!chosen) {
      if (input.intent === "delete") return { moved: 0 };
      throw new DomainError("not_found", "This category was deleted meanwhile.");
    }
    if (input.intent === "delete") return remove(tx, chosen, input.moveTo);
    const others = all.filter((one) => one !== chosen);
    others.splice(Math.max(place + (input.intent === "up" ? -1 : 1), 0), 0, chosen);
    for (const [position, { id, position: before }] of others.entries())
      if (before !== position) await tx.db.update(category).set({ position }).where(eq(category.id, id));
    return { moved: 0 };
  });
}

async function remove(
  tx: TxCtx,
  { id, name }: { id: Id<"category">; name: string },
  moveTo: string | undefined,
): Promise<{ moved: number }> {
  const [held] = await tx.db.select({ products: count() }).from(product).where(eq(product.categoryId, id));
  const products = held?.products ?? 0;
  if (products > 0 && !moveTo)
    throw new DomainError(
      "invalid_input",
      `${products === 1 ? "1 product stands" : `${products} products stand`} in ${name}. Choose where ${products === 1 ? "it goes" : "they go"} first.`,
      { field: "moveTo" },
    );
  if (moveTo && products > 0) {
    if (moveTo === id)
      throw new DomainError("invalid_input", "Choose another category.", { field: "moveTo" });
    const [target] = await tx.db
      .select({ id: category.id })
      .from(category)
      .where(eq(category.id, asId<"category">(moveTo)));
    if (!target) throw new DomainError("not_found", "That category is gone.", { field: "moveTo" });
    // A form that is open for one of these products must notice.
    await tx.db
      .update(product)
      .set({
        categoryId: target.id,
        updatedAt: sql`greatest(${tx.now.toISOString()}::timestamptz, ${product.updatedAt} + interval '1 millisecond')`,
      })
      .where(eq(product.categoryId, id));
  }
  await tx.db.delete(category).where(eq(category.id, id));
  return { moved: products };
}
