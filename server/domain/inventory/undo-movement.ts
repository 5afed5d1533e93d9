import { eq, sql } from "drizzle-orm";
import { purchaseOrder, purchaseOrderLine, stockLevel } from "@/db/schema";
import { statusByProgress } from "@/server/domain/purchasing/purchase-order";
import { type LockedPurchaseOrder, lockPurchaseOrder } from "@/server/domain/purchasing/purchase-order.store";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { refuseExpired } from "./lot.store";
import { noteLevels } from "./note-levels";
import { type Levels, levelsOf } from "./stock";
import { bookMove, type LockedShelf } from "./stock.store";
import { offersUnits } from "./stock-change";
import { type BookedMove, bars, changesOnHand, gone, reverse } from "./undo";

export type UndoneMovement = {
  sku: string;
  location: string;
  lot: string | null;
  /** The row of the ledger that takes the move back. */
  movement: number;
  levels: Levels;
  changed: number;
};

type Booked = BookedMove & {
  id: number;
  levelId: number;
  sku: string;
  location: string;
  lot: string | null;
  reason: string | null;
  purchaseOrderId: Id<"purchaseOrder"> | null;
  countId: Id<"stockCount"> | null;
  /** A later count of the same shelf, which has taken this move into account. */
  countedSince: boolean;
};

/**
 * Takes back a move that a person made, as a row of its own in the ledger, while nothing depends on it. Undoing it again
 * changes nothing.
 */
export function undoMovement(ctx: Ctx, { movement }: { movement: number }): Promise<UndoneMovement> {
  return inTransaction(ctx, async (tx) => {
    const { purchaseOrderId, levelId } = await readMove(tx, movement);
    const order = purchaseOrderId && (await lockPurchaseOrder(tx, purchaseOrderId));
    const shelf = await lockLevel(tx, levelId);
    // Read again: whoever was faster may have undone it, and has let go of the shelf by now.
    const move = await readMove(tx, movement);
    const { sku, location, lot } = move;
    const answer = { sku, location, lot };
    if (move.undoneBy !== null)
      return { ...answer, movement: move.undoneBy, levels: levelsOf(shelf), changed: 0 };

    assertFree(move);
    const back = reverse(move);
    if (shelf.lotId && offersUnits([back])) await refuseExpired(tx, shelf.lotId, "set aside");
    const booked = await bookMove(tx, shelf, back, {
      reason: move.reason ? `Undo: ${move.reason}` : "Undo",
      undoes: move.id,
      ...(order && { purchaseOrderId: order.id }),
      ...(move.countId && { countId: move.countId }),
    });
    if (!booked) throw refused(move, gone(answer, move, shelf));
    if (order) await takeBackReceipt(tx, order, shelf, move);

    const changed = booked.shelf.available - shelf.available;
    const reason = move.reason ?? "";
    await record(
      tx,
      fact("InventoryAdjusted", {
        sku,
        location,
        kind: "undo",
        change: changed,
        quantity: move.quantity,
        reason,
      }),
    );
    await noteLevels(tx, [shelf.id]);
    return { ...answer, movement: booked.movementId, levels: levelsOf(booked.shelf), changed };
  });
}

const refused = (move: Pick<Booked, "id">, why: string) =>
  new DomainError("invalid_transition", `This can't be undone. ${why}`, { movement: move.id });

function assertFree(move: Booked): void {
  const bar = bars(move);
  if (bar) throw refused(move, bar);
  if (move.countedSince && changesOnHand(move))
    throw refused(
      move,
      `${move.sku} in ${move.location} was counted since, and that count has set the shelf right. If it is wrong, count again.`,
    );
}

async function readMove(tx: TxCtx, id: number): Promise<Booked> {
  const { rows } = await tx.db.execute<Booked>(sql`
    select m.id::int as id, m.kind, m.from_place as from, m.to_place as to, m.quantity, m.reason,
           m.undoes::int as undoes, u.id::int as "undoneBy", coalesce(m.order_id, m.shipment_id)::text as "order",
           m.transfer_id::text as transfer, m.purchase_order_id as "purchaseOrderId", m.count_id as "countId",
           s.id::int as "levelId", v.sku, l.code as location, t.code as lot,
           exists (select 1 from stock_movement c
                    where c.stock_level_id = m.stock_level_id and c.id > m.id and c.kind = 'count' and c.undoes is null
                      and not exists (select 1 from stock_movement cu where cu.undoes = c.id)) as "countedSince"
      from stock_movement m
      join stock_level s on s.id = m.stock_level_id
      join variant v on v.id = s.variant_id
      join location l on l.id = s.location_id
      left join lot t on t.id = s.lot_id
      left join stock_movement u on u.undoes = m.id
     where m.id = ${id}`);
  const [row] = rows;
  if (!row) throw new DomainError("not_found", `There is no movement ${id}.`, { field: "movement" });
  return row;
}

async function lockLevel(tx: TxCtx, id: number): Promise<LockedShelf> {
  const [level] = await tx.db.select().from(stockLevel).where(eq(stockLevel.id, id)).for("no key update");
  if (!level) throw new Error(`Stock level ${id} is gone.`);
  return level;
}

/** The units of a receipt are awaited again. */
async function takeBackReceipt(
  tx: TxCtx,
  order: LockedPurchaseOrder,
  shelf: LockedShelf,
  move: BookedMove,
): Promise<void> {
  const line = order.lines.find(({ variantId }) => variantId === shelf.variantId);
  if (!line) throw new Error(`${order.number} has no line for what it received.`);
  const received = line.received - move.quantity;
  const damaged = line.damaged - (move.to === "unavailable" ? move.quantity : 0);
  await tx.db.update(purchaseOrderLine).set({ received, damaged }).where(eq(purchaseOrderLine.id, line.id));
  const status = statusByProgress(order.lines.map((one) => (one === line ? { ...one, received } : one)));
  await tx.db
    .update(purchaseOrder)
    .set({ status, ...(status === "received" ? {} : { receivedAt: null }) })
    .where(eq(purchaseOrder.id, order.id));
}
