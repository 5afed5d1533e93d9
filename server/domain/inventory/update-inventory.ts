import { and, eq, isNull } from "drizzle-orm";
import { location, lot, stockLevel, stockMovement, variant } from "@/db/schema";
import { fact, record } from "@/server/events/outbox";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import type { UpdateInventoryInput } from "./inventory.schema";
import { noteLevels } from "./note-levels";
import { applyMove, type Levels, type Move, onHand } from "./stock";

export type UpdatedInventory = {
  sku: string;
  location: string;
  lot: string | null;
  levels: Levels;
  changed: number;
};

/**
 * Receives, adjusts or counts a SKU in a place. A count says how many units stand on the shelf, whoever holds them; the
 * difference is booked on what is available. Units that orders hold are never touched.
 */
export function updateInventory(ctx: Ctx, input: UpdateInventoryInput): Promise<UpdatedInventory> {
  return inTransaction(ctx, async (tx) => {
    const target = await find(tx, input);
    const level = await lockLevel(tx, target);

    const move = decide(input, level);
    if (!move) return answer(input, level, 0);
    const next = applyMove(level, move);
    if (!next)
      throw new DomainError(
        "invalid_input",
        `Only ${level.available} of ${input.sku} ${level.available === 1 ? "is" : "are"} available in ${input.location}; ${move.quantity} can't be taken away. ${onHand(level) - level.available} more are held for orders or set aside.`,
        { field: "quantity", available: level.available },
      );

    await tx.db.update(stockLevel).set({ available: next.available }).where(eq(stockLevel.id, level.id));
    await tx.db.insert(stockMovement).values({
      stockLevelId: level.id,
      kind: move.kind,
      fromPlace: move.from,
      toPlace: move.to,
      quantity: move.quantity,
      reason: input.reason,
      actor: actorName(tx.actor),
      occurredAt: tx.now,
    });
    const about = { sku: input.sku, location: input.location, reason: input.reason };
    const change = next.available - level.available;
    await record(
      tx,
      input.kind === "receive"
        ? fact("InventoryReceived", { ...about, quantity: move.quantity })
        : fact("InventoryAdjusted", { ...about, kind: input.kind, change }),
    );
    await noteLevels(tx, [level.id]);
    return answer(input, next, change);
  });
}

function decide(input: UpdateInventoryInput, level: Levels): Move | null {
  if (input.kind === "receive")
    return { kind: "receive", from: "supplier", to: "available", quantity: input.quantity };
  const change = input.kind === "count" ? input.quantity - onHand(level) : input.quantity;
  if (change === 0) return null;
  return change > 0
    ? { kind: input.kind, from: "adjustment", to: "available", quantity: change }
    : { kind: input.kind, from: "available", to: "adjustment", quantity: -change };
}

const answer = (input: UpdateInventoryInput, levels: Levels, changed: number): UpdatedInventory => ({
  sku: input.sku,
  location: input.location,
  lot: input.lot ?? null,
  levels: {
    available: levels.available,
    reserved: levels.reserved,
    committed: levels.committed,
    unavailable: levels.unavailable,
  },
  changed,
});

type Target = { variantId: Id<"variant">; locationId: Id<"location">; lotId: Id<"lot"> | null };

async function find(tx: TxCtx, input: UpdateInventoryInput): Promise<Target> {
  const [goods] = await tx.db.select({ id: variant.id }).from(variant).where(eq(variant.sku, input.sku));
  if (!goods) throw new DomainError("not_found", `There is no SKU ${input.sku}.`, { field: "sku" });
  const [place] = await tx.db
    .select({ id: location.id })
    .from(location)
    .where(eq(location.code, input.location));
  if (!place)
    throw new DomainError("not_found", `There is no place ${input.location}.`, { field: "location" });
  return {
    variantId: goods.id,
    locationId: place.id,
    lotId: input.lot ? await findLot(tx, goods.id, input.lot, input.expiresAt) : null,
  };
}

async function findLot(tx: TxCtx, variantId: Id<"variant">, code: string, expiresAt: Date | undefined) {
  await tx.db
    .insert(lot)
    .values({ id: newId<"lot">(), variantId, code, expiresAt: expiresAt ?? null })
    .onConflictDoNothing();
  const [row] = await tx.db
    .select()
    .from(lot)
    .where(and(eq(lot.variantId, variantId), eq(lot.code, code)));
  if (!row) throw new Error(`Lot ${code} was not written.`);
  if (expiresAt && row.expiresAt && row.expiresAt.getTime() !== expiresAt.getTime())
    throw new DomainError(
      "invalid_input",
      `Lot ${code} is known to expire on ${row.expiresAt.toISOString().slice(0, 10)}. Check the date or use another lot code.`,
      {
        field: "expiresAt",
      },
    );
  // Until now nobody had read its date.
  if (expiresAt && !row.expiresAt) await tx.db.update(lot).set({ expiresAt }).where(eq(lot.id, row.id));
  return row.id;
}

/** The row for variant × place × lot, made when it is new, locked. */
async function lockLevel(tx: TxCtx, { variantId, locationId, lotId }: Target) {
  await tx.db.insert(stockLevel).values({ variantId, locationId, lotId }).onConflictDoNothing();
  const [row] = await tx.db
    .select()
    .from(stockLevel)
    .where(
      and(
        eq(stockLevel.variantId, variantId),
        eq(stockLevel.locationId, locationId),
        lotId ? eq(stockLevel.lotId, lotId) : isNull(stockLevel.lotId),
      ),
    )
    .for("update");
  if (!row) throw new Error("The stock level was not written.");
  return row;
}
