import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import type { Id } from "../../server/kernel/id";
import type * as schema from "../schema";
import { stockLevel, stockMovement } from "../schema";

/** A pool's database or an open transaction: what a seed writes through. */
export type SeedDb = Pick<NodePgDatabase<typeof schema>, "insert" | "select" | "execute">;

export type Receipt = {
  variantId: Id<"variant">;
  locationId: Id<"location">;
  lotId: Id<"lot"> | null;
  /** 0 makes an empty level without a movement. */
  quantity: number;
};

const key = (place: Omit<Receipt, "quantity">) =>
  `${place.variantId}/${place.locationId}/${place.lotId ?? ""}`;

/**
 * Opens stock levels the way goods really arrive: each level together with the `receive` movement that explains it,
 * so that the ledger adds up from the first unit on. Returns the new levels' ids in the order of the receipts.
 */
export async function receiveStock(db: SeedDb, receipts: readonly Receipt[], at: Date): Promise<number[]> {
  if (receipts.length === 0) return [];
  const levels = await db
    .insert(stockLevel)
    .values(receipts.map(({ quantity, ...place }) => ({ ...place, available: quantity })))
    .returning();
  const ids = new Map(levels.map((level) => [key(level), level.id]));
  const opened = receipts.map((receipt) => {
    const id = ids.get(key(receipt));
    if (id === undefined) throw new Error(`No stock level came back for ${key(receipt)}`);
    return { id, quantity: receipt.quantity };
  });
  const arrivals = opened.filter((level) => level.quantity > 0);
  if (arrivals.length > 0)
    await db.insert(stockMovement).values(
      arrivals.map((level) => ({
        stockLevelId: level.id,
        kind: "receive" as const,
        fromPlace: "supplier" as const,
        toPlace: "available" as const,
        quantity: level.quantity,
        reason: "Opening stock",
        actor: "seed",
        occurredAt: at,
      })),
    );
  return opened.map((level) => level.id);
}
