import { and, eq, gt } from "drizzle-orm";
import { location, lot, stockLevel, variant } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { noteLevels } from "./note-levels";
import { bookMove } from "./stock.store";

export type RecalledLot = { lot: string; sku: string; quarantined: number; ordersHolding: boolean };

/**
 * Ends a lot before its date, because it is called back or was found bad: its date becomes now, what stands free is
 * quarantined at once, and its expiry is recorded, so that orders which hold units of it are dealt with like any others.
 */
export function recallLot(
  ctx: Ctx,
  { lotId, reason }: { lotId: Id<"lot">; reason: string },
): Promise<RecalledLot> {
  return inTransaction(ctx, async (tx) => {
    const [found] = await tx.db
      .select({ lot, sku: variant.sku })
      .from(lot)
      .innerJoin(variant, eq(variant.id, lot.variantId))
      .where(eq(lot.id, lotId))
      .for("no key update", { of: lot });
    if (!found) throw new DomainError("not_found", "There is no such lot.", { field: "lotId" });
    const { code, variantId, expiresAt } = found.lot;
    if (expiresAt && expiresAt <= tx.now)
      throw new DomainError("invalid_transition", `Lot ${code} is past its date already.`, { lot: code });

    await tx.db.update(lot).set({ expiresAt: tx.now, expiredAt: tx.now }).where(eq(lot.id, lotId));
    const rows = await tx.db
      .select({ level: stockLevel, place: location.code })
      .from(stockLevel)
      .innerJoin(location, eq(location.id, stockLevel.locationId))
      .where(and(eq(stockLevel.variantId, variantId), eq(stockLevel.lotId, lotId), gt(stockLevel.onHand, 0)))
      .orderBy(stockLevel.id)
      .for("no key update", { of: stockLevel });
    const free = rows.filter(({ level }) => level.available > 0);
    const printed = expiresAt ? ` Printed date ${expiresAt.toISOString().slice(0, 10)}.` : "";
    for (const { level, place } of free) {
      const quantity = level.available;
      await bookMove(
        tx,
        level,
        { kind: "quarantine", from: "available", to: "unavailable", quantity },
        { reason: `Lot ${code} recalled: ${reason}.${printed}` },
      );
      await record(
        tx,
        fact("InventoryAdjusted", {
          sku: found.sku,
          location: place,
          kind: "quarantine",
          change: -quantity,
          quantity,
          reason: `Lot ${code} recalled: ${reason}`,
        }),
      );
    }
    await record(
      tx,
      fact("InventoryExpired", {
        variantId,
        sku: found.sku,
        lotId,
        lot: code,
        expiresAt: tx.now.toISOString(),
      }),
    );
    await noteLevels(
      tx,
      free.map(({ level }) => level.id),
    );
    return {
      lot: code,
      sku: found.sku,
      quarantined: free.reduce((units, { level }) => units + level.available, 0),
      ordersHolding: rows.some(({ level }) => level.reserved + level.committed > 0),
    };
  });
}
