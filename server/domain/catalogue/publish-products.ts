import { eq } from "drizzle-orm";
import { product } from "@/db/schema";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId } from "@/server/kernel/id";
import { nextVersion, refuseEmptyShelf, visibilityOf } from "./product";
import { lockProduct } from "./product.store";

/**
 * Puts products into the shop now, or takes them out; those that are there already stay as they are. All or none: one
 * that has nothing to sell is named. Returns how many changed.
 */
export function publishProducts(
  ctx: Ctx,
  ids: readonly string[],
  publish: boolean,
): Promise<{ changed: number; slugs: string[] }> {
  return inTransaction(ctx, async (tx) => {
    const slugs: string[] = [];
    // In one order for everybody, so that two managers can't block each other.
    for (const id of [...new Set(ids)].sort()) {
      const { product: row, variants } = await lockProduct(tx, id);
      const now = visibilityOf(row.publishedAt, tx.now);
      if (publish ? now === "published" : now === "draft") continue;
      try {
        refuseEmptyShelf(
          publish ? tx.now : null,
          variants.map(({ archivedAt }) => ({ archived: archivedAt !== null })),
        );
      } catch {
        throw new DomainError(
          "invalid_input",
          `${row.title} has no variant to buy, so it can't be published. Nothing was changed.`,
          { id },
        );
      }
      await tx.db
        .update(product)
        .set({ publishedAt: publish ? tx.now : null, updatedAt: nextVersion(row.updatedAt, tx.now) })
        .where(eq(product.id, asId<"product">(id)));
      slugs.push(row.slug);
    }
    return { changed: slugs.length, slugs };
  });
}
