import { eq, max } from "drizzle-orm";
import { category } from "@/db/schema";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, newId } from "@/server/kernel/id";
import type { SaveCategoryInput } from "./category.schema";
import { hasCode } from "./product.store";

/** Adds a category at the end of the shop's order, or changes one. */
export function saveCategory(ctx: Ctx, { id, ...row }: SaveCategoryInput): Promise<{ slug: string }> {
  return inTransaction(ctx, async (tx) => {
    try {
      if (id) {
        const saved = await tx.db
          .update(category)
          .set(row)
          .where(eq(category.id, asId<"category">(id)))
          .returning({ id: category.id });
        if (saved.length === 0) throw new DomainError("not_found", "This category was deleted meanwhile.");
      } else {
        const [last] = await tx.db.select({ position: max(category.position) }).from(category);
        const position = (last?.position ?? -1) + 1;
        await tx.db.insert(category).values({ ...row, id: newId<"category">(), position });
      }
    } catch (error) {
      if (!hasCode(error, "23505")) throw error;
      throw new DomainError("invalid_input", `Another category has the address ${row.slug}.`, {
        field: "slug",
      });
    }
    return { slug: row.slug };
  });
}
