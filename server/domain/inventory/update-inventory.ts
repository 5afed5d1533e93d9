import { type Fact, fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { UpdateInventoryInput } from "./inventory.schema";
import { keptByLot, refuseExpired } from "./lot.store";
import { noteLevels } from "./note-levels";
import { type Levels, levelsOf, type Move } from "./stock";
import { bookMove, findLot, findPlace, findVariant, lockShelf, type Shelf } from "./stock.store";
import { movesOf, offersUnits, shortage } from "./stock-change";

export type UpdatedInventory = {
  sku: string;
  location: string;
  lot: string | null;
  levels: Levels;
  /** How many more, or fewer, are available now. */
  changed: number;
  /** What was written in the ledger; each can be undone while nothing depends on it. */
  movements: number[];
};

/**
 * Changes a SKU in a place by hand: receives, adjusts, counts, sets aside, puts back, disposes of or returns. A count says
 * how many units stand on the shelf, whoever holds them; the difference is booked on what is available. Units that orders
 * hold are never touched.
 */
export function updateInventory(ctx: Ctx, input: UpdateInventoryInput): Promise<UpdatedInventory> {
  return inTransaction(ctx, async (tx) => {
    const variantId = await findVariant(tx, input.sku);
    const locationId = await findPlace(tx, input.location);
    const lotId = input.lot ? await findLot(tx, variantId, input.lot, { expiresAt: input.expiresAt }) : null;
    const level = await lockShelf(tx, { variantId, locationId, lotId });

    const moves = movesOf(input, level);
    if (lotId && offersUnits(moves))
      await refuseExpired(tx, lotId, input.kind === "receive" ? "coming in" : "set aside");
    let shelf = level;
    const movements: number[] = [];
    for (const move of moves) {
      const booked = await bookMove(tx, shelf, move, { reason: input.reason });
      if (!booked) throw await tooFew(tx, input, level, move);
      shelf = booked.shelf;
      movements.push(booked.movementId);
    }
    const changed = shelf.available - level.available;
    if (moves.length > 0) {
      await record(tx, told(input, level, moves, changed));
      await noteLevels(tx, [level.id]);
    }
    const { sku, location, lot = null } = input;
    return { sku, location, lot, levels: levelsOf(shelf), changed, movements };
  });
}

function told(
  input: UpdateInventoryInput,
  { variantId, locationId }: Shelf,
  moves: readonly Move[],
  change: number,
): Fact {
  const { sku, location, reason, lot } = input;
  if (input.kind === "receive")
    return fact("InventoryReceived", {
      ...{ sku, location, reason, variantId, locationId },
      quantity: change,
      damaged: input.damaged ?? 0,
      ...(lot ? { lot } : {}),
    });
  const quantity = moves.reduce((units, move) => units + move.quantity, 0);
  // A unit that is put back was set aside: the same matter, the other way.
  const kind = input.kind === "reinstate" ? "quarantine" : input.kind;
  return fact("InventoryAdjusted", { sku, location, reason, kind, change, quantity });
}

async function tooFew(tx: TxCtx, input: UpdateInventoryInput, level: Shelf & Levels, move: Move) {
  if (!input.lot && (await keptByLot(tx, level)))
    return new DomainError(
      "invalid_input",
      `${input.sku} is kept by lot in ${input.location}. Name the lot; it is printed on the box.`,
      { field: "lot" },
    );
  return new DomainError("invalid_input", shortage(input, level, move), {
    field: "quantity",
    available: level.available,
    unavailable: level.unavailable,
  });
}
