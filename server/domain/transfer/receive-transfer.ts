import { noteLevels } from "@/server/domain/inventory/note-levels";
import { type LockedShelf, lockShelves } from "@/server/domain/inventory/stock.store";
import { type Fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { isOnItsWay, onTheWay } from "./transfer";
import type { ReceiveTransferInput } from "./transfer.schema";
import {
  bookTransferMove,
  type LockedTransfer,
  type LockedTransferLine,
  lockTransfer,
  saveProgress,
} from "./transfer.store";

export type ReceivedTransfer = {
  number: string;
  /** Units that can be sold now, and units that were set aside: damaged, or past their date when they came. */
  available: number;
  setAside: number;
  onTheWay: number;
};

type Arrival = { line: LockedTransferLine; quantity: number; damaged: number };

/** Takes in what arrived of a transfer, all or a part of it. What came damaged or expired is set aside. */
export function receiveTransfer(ctx: Ctx, input: ReceiveTransferInput): Promise<ReceivedTransfer> {
  return inTransaction(ctx, async (tx) => {
    const transfer = await lockTransfer(tx, input.transfer);
    assertOnItsWay(transfer);
    const arrivals = arrivalsOf(transfer, input);
    const shelves = await lockShelves(
      tx,
      arrivals.map(({ line: { variantId, lotId } }) => ({
        variantId,
        locationId: transfer.toLocationId,
        lotId,
      })),
    );
    const facts: Fact[] = [];
    let setAside = 0;
    for (const [at, arrival] of arrivals.entries()) {
      const shelf = shelves[at];
      if (!shelf) throw new Error("A shelf was not locked.");
      const taken = await takeIn(tx, transfer, shelf, arrival);
      facts.push(...taken.facts);
      setAside += taken.setAside;
    }
    const changed = arrivals.map(({ line, quantity }) => ({ ...line, received: line.received + quantity }));
    await saveProgress(tx, transfer, changed);
    await record(tx, ...facts);
    await noteLevels(
      tx,
      shelves.map(({ id }) => id),
    );
    const came = arrivals.reduce((units, { quantity }) => units + quantity, 0);
    const left = transfer.lines.reduce((units, line) => units + onTheWay(line), 0) - came;
    return { number: transfer.number, available: came - setAside, setAside, onTheWay: left };
  });
}

function assertOnItsWay({ number, status, from }: LockedTransfer): void {
  if (isOnItsWay(status)) return;
  throw new DomainError(
    "invalid_transition",
    status === "cancelled"
      ? `${number} was called back: its goods are in ${from}. If they came all the same, send them with a new transfer.`
      : `${number} is complete; nothing more of it is on its way. Book what is too many as found.`,
    { number, status },
  );
}

/** What the form says, against what is on its way by now. */
function arrivalsOf(transfer: LockedTransfer, { lines }: ReceiveTransferInput): Arrival[] {
  return lines.flatMap(({ line: id, quantity, damaged, before }, at) => {
    const line = transfer.lines.find((one) => one.id === id);
    if (!line)
      throw new DomainError("not_found", `That is no line of ${transfer.number}.`, { field: `lines.${at}` });
    if (quantity === 0) return [];
    const refuse = (message: string) =>
      new DomainError("invalid_transition", message, { field: `lines.${at}.quantity`, line: id });
    const left = onTheWay(line);
    if (before !== undefined && before !== line.received)
      throw refuse(
        `${line.received} of ${line.quantity} ${line.sku} are received by now, not ${before}. Check what is still to come and enter only that.`,
      );
    if (quantity > left)
      throw refuse(
        left === 0
          ? `Nothing more of ${line.sku} is on its way with ${transfer.number}. Book what is too many as found.`
          : `Only ${left} of ${line.sku} ${left === 1 ? "is" : "are"} on the way; ${quantity} can't come. Book what is too many as found.`,
      );
    return [{ line, quantity, damaged }];
  });
}

async function takeIn(
  tx: TxCtx,
  { id: transferId, from, to }: LockedTransfer,
  shelf: LockedShelf,
  { line, quantity, damaged }: Arrival,
): Promise<{ facts: Fact[]; setAside: number }> {
  const expired = line.expiresAt !== null && line.expiresAt <= tx.now;
  const setAside = expired ? quantity : damaged;
  const about = { sku: line.sku, location: to };
  const arrived = await bookTransferMove(
    tx,
    shelf,
    { kind: "transfer", from: "location", to: "available", quantity },
    { ...about, kind: "transfer", cause: { transferId, reason: `From ${from}` } },
  );
  if (setAside === 0) return { facts: [arrived.told], setAside };
  const aside = await bookTransferMove(
    tx,
    arrived.shelf,
    { kind: "quarantine", from: "available", to: "unavailable", quantity: setAside },
    {
      ...about,
      kind: "quarantine",
      cause: { transferId, reason: expired ? "Expired on the way" : "Damaged on the way" },
    },
  );
  return { facts: [arrived.told, aside.told], setAside };
}
