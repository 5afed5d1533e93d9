import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { purchaseOrder, purchaseOrderLine } from "@/db/schema";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import type { Move } from "@/server/domain/inventory/stock";
import { bookMove, findLot, lockShelves } from "@/server/domain/inventory/stock.store";
import { readSettings } from "@/server/domain/settings/settings";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/id";
import { awaited, isAwaited, type PurchaseOrderStatus, refuse, statusByProgress } from "./purchase-order";
import type { ReceivePurchaseInput } from "./purchase-order.schema";
import {
  findPurchaseOrder,
  type LockedPurchaseOrder,
  lockPurchaseOrder,
  named,
} from "./purchase-order.store";
import { assertReceivable, assertShelfLife } from "./receipt";
import { knownLots, type Receipt, receiptOf, shelfLives } from "./receipt.store";

export type Received = Receipt & { number: string; status: PurchaseOrderStatus; awaited: number };

/**
 * Books what a delivery brought: good units can be sold, damaged ones are set aside. The order stays locked throughout,
 * so two people at two doors never take in more than was ordered, and the same press arriving twice finds its receipt.
 */
export function receivePurchase(ctx: Ctx, input: ReceivePurchaseInput): Promise<Received> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockPurchaseOrder(tx, await findPurchaseOrder(tx, input.purchaseOrder));
    const key = input.idempotencyKey ?? newId();
    const asked = fingerprint(input);
    const before = await receiptOf(tx, order.id, key);
    if (before) {
      refuseOtherContent(before.asked, asked);
      return answer(order, before);
    }
    if (!isAwaited(order.status)) refuse(order, "nothing can be received on it");

    const arrivals = await examined(tx, order, input);
    const booked = await book(tx, order, arrivals);
    const lines = order.lines.map((line) => {
      const mine = arrivals.filter((arrival) => arrival.line.id === line.id);
      const received = line.received + sum(mine, (arrival) => arrival.quantity);
      return { ...line, received, damaged: line.damaged + sum(mine, (arrival) => arrival.damaged) };
    });
    const status = await save(tx, order, lines);

    const units = sum(arrivals, (arrival) => arrival.quantity);
    const damaged = sum(arrivals, (arrival) => arrival.damaged);
    const receipt = { receipt: key, asked, units, damaged, movements: booked.movements };
    await record(
      tx,
      ...arrivals.map((arrival) =>
        fact("InventoryReceived", {
          variantId: arrival.line.variantId,
          sku: arrival.line.sku,
          locationId: order.locationId,
          location: order.location,
          quantity: arrival.quantity - arrival.damaged,
          damaged: arrival.damaged,
          ...(arrival.lot ? { lot: arrival.lot } : {}),
          reason: reasons.good,
          ...named(order),
        }),
      ),
      fact("PurchaseOrderReceived", {
        ...named(order),
        location: order.location,
        complete: status === "received",
        ...receipt,
      }),
    );
    await noteLevels(tx, booked.levels);
    return answer({ ...order, lines, status }, receipt);
  });
}

const reasons = { good: "Delivery from supplier", damaged: "Damaged on arrival" };

type Arrival = {
  line: LockedPurchaseOrder["lines"][number];
  quantity: number;
  damaged: number;
  lot: string | undefined;
  expiresAt: Date | undefined;
};

/** The delivery by line and lot, in a fixed order, after everything about it was found right. */
async function examined(
  tx: TxCtx,
  order: LockedPurchaseOrder,
  input: ReceivePurchaseInput,
): Promise<Arrival[]> {
  const { overReceiptPercent } = await readSettings(tx);
  const ids = order.lines.map((line) => line.variantId);
  const [margins, lots] = [await shelfLives(tx, ids), await knownLots(tx, ids)];
  const arrivals = new Map<string, Arrival>();
  for (const { line: id, quantity, damaged = 0, lot, expiresAt, shortLifeAccepted = false } of input.lines) {
    const line = order.lines.find((candidate) => candidate.id === id);
    if (!line)
      throw new DomainError("not_found", `${order.number} has no such line. Load the page again.`, {
        line: id,
      });
    const known = lot === undefined ? undefined : lots.get(`${line.variantId} ${lot}`);
    const dated = { code: lot, expiresAt: expiresAt ?? known ?? null };
    const arrival = { line: id, sku: line.sku, good: quantity - damaged, lot: dated, shortLifeAccepted };
    assertShelfLife(arrival, margins.get(line.variantId) ?? 0, tx.now);
    const key = `${line.variantId} ${lot ?? ""}`;
    const same = arrivals.get(key);
    arrivals.set(key, {
      line,
      quantity: (same?.quantity ?? 0) + quantity,
      damaged: (same?.damaged ?? 0) + damaged,
      lot,
      expiresAt: expiresAt ?? same?.expiresAt,
    });
  }
  const all = [...arrivals.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, arrival]) => arrival);
  for (const line of order.lines) {
    const units = sum(all, (arrival) => (arrival.line.id === line.id ? arrival.quantity : 0));
    if (units > 0) assertReceivable(line, units, overReceiptPercent);
  }
  return all;
}

/** Shelves are locked all at once, then each arrival is one or two moves. */
async function book(tx: TxCtx, order: LockedPurchaseOrder, arrivals: readonly Arrival[]) {
  const shelves = [];
  for (const { line, lot, expiresAt } of arrivals) {
    const about = { expiresAt, supplierId: order.supplierId };
    const lotId = lot === undefined ? null : await findLot(tx, line.variantId, lot, about);
    shelves.push({ variantId: line.variantId, locationId: order.locationId, lotId });
  }
  const locked = await lockShelves(tx, shelves);
  const movements: number[] = [];
  for (const [place, { quantity, damaged }] of arrivals.entries()) {
    let shelf = locked[place];
    for (const [to, units] of [
      ["available", quantity - damaged],
      ["unavailable", damaged],
    ] as const) {
      if (!shelf || units === 0) continue;
      const move: Move = { kind: "receive", from: "supplier", to, quantity: units };
      const reason = to === "available" ? reasons.good : reasons.damaged;
      const booked = await bookMove(tx, shelf, move, { reason, purchaseOrderId: order.id });
      if (!booked) throw new Error("A receipt takes from no bucket, so it can't fail for want of units.");
      shelf = booked.shelf;
      movements.push(booked.movementId);
    }
  }
  return { movements, levels: locked.map((shelf) => shelf.id) };
}

/** The lines' progress, and where the order stands by it. */
async function save(
  tx: TxCtx,
  order: LockedPurchaseOrder,
  lines: LockedPurchaseOrder["lines"],
): Promise<PurchaseOrderStatus> {
  for (const line of lines) {
    const { received, damaged } = line;
    if (order.lines.some((was) => was.id === line.id && was.received === received)) continue;
    await tx.db.update(purchaseOrderLine).set({ received, damaged }).where(eq(purchaseOrderLine.id, line.id));
  }
  const status = statusByProgress(lines);
  const receivedAt = status === "received" ? tx.now : null;
  await tx.db.update(purchaseOrder).set({ status, receivedAt }).where(eq(purchaseOrder.id, order.id));
  return status;
}

const answer = (
  order: Pick<LockedPurchaseOrder, "number" | "status" | "lines">,
  { receipt, asked, units, damaged, movements }: Receipt,
): Received => ({
  number: order.number,
  status: order.status,
  awaited: isAwaited(order.status) ? sum(order.lines, awaited) : 0,
  ...{ receipt, asked, units, damaged, movements },
});

/** What was pressed with, as far as it matters. */
const fingerprint = ({ lines }: ReceivePurchaseInput): string =>
  createHash("sha256").update(JSON.stringify(lines)).digest("hex").slice(0, 32);

function refuseOtherContent(known: string, given: string): void {
  if (known === given) return;
  throw new DomainError(
    "idempotency_conflict",
    "This receipt is booked already, with other figures. Load the page again and book what is missing.",
    { field: "idempotencyKey" },
  );
}

const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);
