import { noteLevels } from "@/server/domain/inventory/note-levels";
import { lockShelves } from "@/server/domain/inventory/stock.store";
import { type Fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction } from "@/server/kernel/ctx";
import { isOnItsWay, onTheWay } from "./transfer";
import { bookTransferMove, lockTransfer, saveProgress } from "./transfer.store";

const reason = "Lost in transit";

/**
 * Gives up what is still on its way: booked in at the other place and written off there, so that both ledgers add up and
 * the loss has a row of its own. Closing again changes nothing.
 */
export function closeTransfer(ctx: Ctx, number: string): Promise<{ number: string; lost: number }> {
  return inTransaction(ctx, async (tx) => {
    const transfer = await lockTransfer(tx, number);
    if (!isOnItsWay(transfer.status)) return { number, lost: 0 };
    const missing = transfer.lines.filter((line) => onTheWay(line) > 0);
    const shelves = await lockShelves(
      tx,
      missing.map(({ variantId, lotId }) => ({ variantId, locationId: transfer.toLocationId, lotId })),
    );
    const facts: Fact[] = [];
    for (const [at, line] of missing.entries()) {
      const shelf = shelves[at];
      if (!shelf) throw new Error("A shelf was not locked.");
      const quantity = onTheWay(line);
      const about = { sku: line.sku, location: transfer.to, cause: { transferId: transfer.id, reason } };
      const arrived = await bookTransferMove(
        tx,
        shelf,
        { kind: "transfer", from: "location", to: "available", quantity },
        { ...about, kind: "transfer" },
      );
      const lost = await bookTransferMove(
        tx,
        arrived.shelf,
        { kind: "adjust", from: "available", to: "adjustment", quantity },
        { ...about, kind: "adjust" },
      );
      facts.push(arrived.told, lost.told);
    }
    await saveProgress(
      tx,
      transfer,
      missing.map((line) => ({ ...line, lost: line.lost + onTheWay(line) })),
    );
    await record(tx, ...facts);
    await noteLevels(
      tx,
      shelves.map(({ id }) => id),
    );
    return { number, lost: missing.reduce((units, line) => units + onTheWay(line), 0) };
  });
}
