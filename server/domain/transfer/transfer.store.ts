import { and, asc, eq, sql } from "drizzle-orm";
import { location, lot, stockLevel, transfer, transferLine, variant } from "@/db/schema";
import type { Move } from "@/server/domain/inventory/stock";
import { bookMove, type LockedShelf, type MoveCause } from "@/server/domain/inventory/stock.store";
import type { Fact } from "@/server/events/outbox";
import { fact } from "@/server/events/outbox";
import type { TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { statusByProgress } from "./transfer";

export type LockedTransferLine = typeof transferLine.$inferSelect & {
  sku: string;
  lot: string | null;
  expiresAt: Date | null;
};
export type LockedTransfer = typeof transfer.$inferSelect & {
  from: string;
  to: string;
  lines: LockedTransferLine[];
};

/** TR-101, TR-102 … */
export async function nextTransferNumber(tx: TxCtx): Promise<string> {
  const { rows } = await tx.db.execute<{ number: string }>(
    sql`select 'TR-' || nextval('transfer_number') as number`,
  );
  const [row] = rows;
  if (!row) throw new Error("There is no next number.");
  return row.number;
}

/** Locks a transfer with its lines; whoever wants to change it waits here. */
export async function lockTransfer(tx: TxCtx, number: string): Promise<LockedTransfer> {
  const [row] = await tx.db.select().from(transfer).where(eq(transfer.number, number)).for("no key update");
  if (!row) throw new DomainError("not_found", `There is no transfer ${number}.`, { field: "transfer" });
  const places = await tx.db.select({ id: location.id, code: location.code }).from(location);
  const code = (id: Id<"location">) => places.find((place) => place.id === id)?.code ?? "";
  const lines = await tx.db
    .select({ line: transferLine, sku: variant.sku, lot: lot.code, expiresAt: lot.expiresAt })
    .from(transferLine)
    .innerJoin(variant, eq(variant.id, transferLine.variantId))
    .leftJoin(lot, eq(lot.id, transferLine.lotId))
    .where(eq(transferLine.transferId, row.id))
    .orderBy(asc(transferLine.position));
  return {
    ...row,
    from: code(row.fromLocationId),
    to: code(row.toLocationId),
    lines: lines.map(({ line, ...words }) => ({ ...line, ...words })),
  };
}

/** Writes how far a transfer's lines have come, and the status that follows. */
export async function saveProgress(
  tx: TxCtx,
  { id, lines }: LockedTransfer,
  changed: readonly LockedTransferLine[],
): Promise<{ complete: boolean }> {
  for (const { id: line, received, lost } of changed)
    await tx.db.update(transferLine).set({ received, lost }).where(eq(transferLine.id, line));
  const status = statusByProgress(lines.map((line) => changed.find((one) => one.id === line.id) ?? line));
  const complete = status === "received";
  await tx.db
    .update(transfer)
    .set({ status, ...(complete ? { receivedAt: tx.now } : {}) })
    .where(eq(transfer.id, id));
  return { complete };
}

/** All shelves of some goods at a place, locked in id order, with what names them. */
export async function lockGoodsAt(
  tx: TxCtx,
  locationId: Id<"location">,
  variantIds: readonly Id<"variant">[],
) {
  const rows = await tx.db
    .select({ level: stockLevel, sku: variant.sku, lot: lot.code, expiresAt: lot.expiresAt })
    .from(stockLevel)
    .innerJoin(variant, eq(variant.id, stockLevel.variantId))
    .leftJoin(lot, eq(lot.id, stockLevel.lotId))
    .where(and(eq(stockLevel.locationId, locationId), sql`${stockLevel.variantId} in ${[...variantIds]}`))
    .orderBy(stockLevel.id)
    .for("no key update", { of: stockLevel });
  return rows.map(({ level, ...words }) => ({ ...level, ...words }));
}

/** One move of a transfer on a locked shelf, with the event that tells of it. */
export async function bookTransferMove(
  tx: TxCtx,
  shelf: LockedShelf,
  move: Move,
  about: { sku: string; location: string; cause: MoveCause; kind: "transfer" | "quarantine" | "adjust" },
): Promise<{ shelf: LockedShelf; told: Fact }> {
  const booked = await bookMove(tx, shelf, move, about.cause);
  if (!booked) throw new Error(`${about.sku} in ${about.location} has not what was just looked at.`);
  return {
    shelf: booked.shelf,
    told: fact("InventoryAdjusted", {
      sku: about.sku,
      location: about.location,
      kind: about.kind,
      change: booked.shelf.available - shelf.available,
      quantity: move.quantity,
      reason: about.cause.reason ?? "",
    }),
  };
}
