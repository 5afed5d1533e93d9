import { and, eq, gt, inArray, lte } from "drizzle-orm";
import { lot, stockLevel } from "@/db/schema";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { bookMove } from "./stock.store";

/** Said in the ledger and on orders: "Lot OAT-7 went past its date, Nov 22, 2026." */
export const pastItsDate = (code: string, expiresAt: Date): string =>
  `Lot ${code} went past its date, ${expiresAt.toLocaleDateString("en-US", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  })}.`;

/**
 * Makes unavailable what stands free on shelves of lots past their date: those of one lot, or those among some levels.
 * Repeating it finds nothing. Gives the levels it changed, for the caller to compare with their reorder points.
 */
export async function takeOffSale(
  tx: TxCtx,
  of: { lotId: Id<"lot"> } | { levelIds: readonly number[] },
): Promise<{ levelId: number; quantity: number }[]> {
  if ("levelIds" in of && of.levelIds.length === 0) return [];
  const rows = await tx.db
    .select({ level: stockLevel, code: lot.code, expiresAt: lot.expiresAt })
    .from(stockLevel)
    .innerJoin(lot, and(eq(lot.id, stockLevel.lotId), eq(lot.variantId, stockLevel.variantId)))
    .where(
      and(
        "lotId" in of ? eq(lot.id, of.lotId) : inArray(stockLevel.id, [...of.levelIds]),
        lte(lot.expiresAt, tx.now),
        gt(stockLevel.available, 0),
      ),
    )
    .orderBy(stockLevel.id)
    .for("no key update", { of: stockLevel });
  const changed: { levelId: number; quantity: number }[] = [];
  for (const { level, code, expiresAt } of rows) {
    const move = { kind: "expire", from: "available", to: "unavailable", quantity: level.available } as const;
    await bookMove(tx, level, move, expiresAt ? { reason: pastItsDate(code, expiresAt) } : {});
    changed.push({ levelId: level.id, quantity: level.available });
  }
  return changed;
}
