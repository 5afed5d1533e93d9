import { eq, sql } from "drizzle-orm";
import { transfer as transferTable } from "@/db/schema";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import { type LockedShelf, lockShelves } from "@/server/domain/inventory/stock.store";
import { type Fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { canCancel } from "./transfer";
import { bookTransferMove, type LockedTransfer, lockTransfer } from "./transfer.store";

/** Calls goods back while nothing of them has arrived: every unit returns to the shelf it left. Quiet the second time. */
export function cancelTransfer(ctx: Ctx, number: string): Promise<{ number: string; units: number }> {
  return inTransaction(ctx, async (tx) => {
    const transfer = await lockTransfer(tx, number);
    if (transfer.status === "cancelled") return { number, units: 0 };
    if (!canCancel(transfer.status))
      throw new DomainError(
        "invalid_transition",
        `Goods of ${number} have arrived in ${transfer.to}; it can't be called back. Send them back with a transfer of its own.`,
        { number, status: transfer.status },
      );
    const shelves = await lockShelves(
      tx,
      transfer.lines.map(({ variantId, lotId }) => ({
        variantId,
        locationId: transfer.fromLocationId,
        lotId,
      })),
    );
    const facts: Fact[] = [];
    for (const [at, line] of transfer.lines.entries()) {
      const shelf = shelves[at];
      if (!shelf) throw new Error("A shelf was not locked.");
      const { told } = await bookTransferMove(
        tx,
        shelf,
        { kind: "transfer", from: "location", to: "available", quantity: line.quantity },
        {
          kind: "transfer",
          sku: line.sku,
          location: transfer.from,
          cause: {
            transferId: transfer.id,
            reason: `Called back, not sent to ${transfer.to}`,
            undoes: await sendingOf(tx, transfer, shelf),
          },
        },
      );
      facts.push(told);
    }
    await tx.db.update(transferTable).set({ status: "cancelled" }).where(eq(transferTable.id, transfer.id));
    await record(tx, ...facts);
    await noteLevels(
      tx,
      shelves.map(({ id }) => id),
    );
    return { number, units: transfer.lines.reduce((units, line) => units + line.quantity, 0) };
  });
}

/** The move with which a line left its shelf. */
async function sendingOf(tx: TxCtx, { id }: LockedTransfer, shelf: LockedShelf): Promise<number> {
  const { rows } = await tx.db.execute<{ id: number }>(sql`
    select id::int as id from stock_movement
     where transfer_id = ${id} and stock_level_id = ${shelf.id} and kind = 'transfer' and to_place = 'location'`);
  const [row] = rows;
  if (!row) throw new Error("The move that sent a line is not in the ledger.");
  return row.id;
}
