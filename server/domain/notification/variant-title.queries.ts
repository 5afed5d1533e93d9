import { and, eq } from "drizzle-orm";
import { orderLine } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";

/** What an article was called when it was ordered. */
export async function variantTitle(
  { db }: Pick<Reader, "db">,
  orderId: Id<"order">,
  sku: string,
): Promise<{ title: string; variant?: string }> {
  const [line] = await db
    .select({ title: orderLine.title, variant: orderLine.variantTitle })
    .from(orderLine)
    .where(and(eq(orderLine.orderId, orderId), eq(orderLine.sku, sku)));
  return { title: line?.title ?? sku, ...(line?.variant ? { variant: line.variant } : {}) };
}
