import { and, eq, isNull, lte } from "drizzle-orm";
import { product, stockRequest, variant } from "@/db/schema";
import { availabilityOf } from "@/server/domain/catalogue/catalogue.queries";
import type { Ctx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/id";
import type { AskForStockInput } from "./stock-request.schema";

/** `in_stock`: it can be bought now, nothing was noted. */
export type Asked = "noted" | "in_stock";

/**
 * Notes who wants to hear when a variant can be bought again. Asked twice it is noted once, and the answer is the same:
 * nobody learns who else has asked. One statement; stock that comes in meanwhile is found by the sweep.
 */
export async function askForStock(ctx: Ctx, { sku, email }: AskForStockInput): Promise<Asked> {
  const [goods] = await ctx.db
    .select({ id: variant.id })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .where(and(eq(variant.sku, sku), isNull(variant.archivedAt), lte(product.publishedAt, ctx.now)));
  if (!goods) throw new DomainError("not_found", "We don't sell this, or no longer do.", { field: "sku" });
  const available = await availabilityOf(ctx, [sku]);
  if ((available[sku] ?? 0) > 0) return "in_stock";
  await ctx.db
    .insert(stockRequest)
    .values({ id: newId<"stockRequest">(), variantId: goods.id, email, createdAt: ctx.now })
    .onConflictDoNothing();
  return "noted";
}
