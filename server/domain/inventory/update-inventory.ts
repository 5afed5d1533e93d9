import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { UpdateInventoryInput } from "./inventory.schema";
import { noteLevels } from "./note-levels";
import { type Levels, type Move, onHand } from "./stock";
import { bookMove, findLot, findPlace, findVariant, lockShelf } from "./stock.store";

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
    const variantId = await findVariant(tx, input.sku);
    const locationId = await findPlace(tx, input.location);
    const lotId = input.lot ? await findLot(tx, variantId, input.lot, { expiresAt: input.expiresAt }) : null;
    const level = await lockShelf(tx, { variantId, locationId, lotId });

    const move = decide(input, level);
    if (!move) return answer(input, level, 0);
    const booked = await bookMove(tx, level, move, { reason: input.reason });
    if (!booked)
      throw new DomainError(
        "invalid_input",
        `Only ${level.available} of ${input.sku} ${level.available === 1 ? "is" : "are"} available in ${input.location}; ${move.quantity} can't be taken away. ${onHand(level) - level.available} more are held for orders or set aside.`,
        { field: "quantity", available: level.available },
      );

    const about = { sku: input.sku, location: input.location, reason: input.reason, quantity: move.quantity };
    const change = booked.shelf.available - level.available;
    await record(
      tx,
      input.kind === "receive"
        ? fact("InventoryReceived", {
            ...about,
            variantId,
            locationId,
            damaged: 0,
            ...(input.lot ? { lot: input.lot } : {}),
          })
        : fact("InventoryAdjusted", { ...about, kind: input.kind, change }),
    );
    await noteLevels(tx, [level.id]);
    return answer(input, booked.shelf, change);
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
