import { and, eq, inArray, sql } from "drizzle-orm";
import { category, event, lot, product, variant } from "@/db/schema";
import type { Payload } from "@/server/events/events";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";

/** What one press of *Book receipt* came to. */
export type Receipt = Pick<
  Payload<"PurchaseOrderReceived">,
  "receipt" | "asked" | "units" | "damaged" | "movements"
>;

/**
 * The receipt that was booked with a key; null when there is none. The order's lock makes this safe: whoever books on the
 * same order waits, and then sees it.
 */
export async function receiptOf(tx: TxCtx, id: Id<"purchaseOrder">, key: string): Promise<Receipt | null> {
  const [row] = await tx.db
    .select({ payload: event.payload })
    .from(event)
    .where(
      and(
        eq(event.aggregate, "purchase_order"),
        eq(event.aggregateId, id),
        eq(event.name, "PurchaseOrderReceived"),
        sql`${event.payload} ->> 'receipt' = ${key}`,
      ),
    );
  return row ? (row.payload as Payload<"PurchaseOrderReceived">) : null;
}

type Variants = readonly Id<"variant">[];

/** Days of shelf life below which shoppers are not offered a variant; 0: it keeps. */
export async function shelfLives(tx: TxCtx, ids: Variants): Promise<Map<string, number>> {
  const rows = await tx.db
    .select({ id: variant.id, days: category.shelfLifeMarginDays })
    .from(variant)
    .innerJoin(product, eq(product.id, variant.productId))
    .innerJoin(category, eq(category.id, product.categoryId))
    .where(inArray(variant.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row.days]));
}

/** The dates of lots that have been here before, by "<variant> <code>". */
export async function knownLots(tx: TxCtx, ids: Variants): Promise<Map<string, Date | null>> {
  const rows = await tx.db
    .select({ variantId: lot.variantId, code: lot.code, expiresAt: lot.expiresAt })
    .from(lot)
    .where(inArray(lot.variantId, [...ids]));
  return new Map(rows.map((row) => [`${row.variantId} ${row.code}`, row.expiresAt]));
}
