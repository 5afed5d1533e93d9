import { and, eq, inArray, sql } from "drizzle-orm";
import { event, stockLevel } from "@/db/schema";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import { bookMove, lockShelves } from "@/server/domain/inventory/stock.store";
import { lockOrder, type OrderRow } from "@/server/domain/order/order.store";
import { lockMoney } from "@/server/domain/payment/refundable";
import { requestRefund } from "@/server/domain/payment/request-refund";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type Reader, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";
import { type Outstanding, type Returned, shareOutReturn } from "./return";

/**
 * Takes goods back from a customer: units return to the shelves they left from, good ones for sale and damaged ones set
 * aside, and the refund is written in the same transaction. `key` names this return: the same key changes nothing twice.
 * Returns the refund to send, or null when no money goes back.
 */
export function takeBack(
  ctx: Ctx,
  orderId: Id<"order">,
  request: { key: string; reason: string; units: readonly Returned[]; refundAmount: number },
): Promise<Id<"refund"> | null> {
  return inTransaction(ctx, async (tx) => {
    const order = await lockOrder(tx, orderId);
    const known = await takenBack(tx, orderId, request.key);
    if (known) return known.refundId;

    await refuseTooMany(tx, order, request.units);
    const refundId =
      request.refundAmount > 0
        ? await requestRefund(tx, await lockCaptured(tx, orderId, order.number), order.number, {
            amount: request.refundAmount,
            reason: request.reason,
            causeKey: `return:${orderId}:${request.key}`,
          })
        : null;
    await receiveBack(tx, order, { ...request, refundId });
    return refundId;
  });
}

/**
 * The goods' part of a return: books the units and says so. The order must be locked, and its payment where money goes
 * back with them. `place`: where they are put, when not where they left from.
 */
export async function receiveBack(
  tx: TxCtx,
  order: Pick<OrderRow, "id" | "number">,
  back: {
    key: string;
    reason: string;
    units: readonly Returned[];
    refundId: Id<"refund"> | null;
    place?: Id<"location">;
  },
): Promise<void> {
  const moves = await refuseTooMany(tx, order, back.units);
  const target = back.place ? await shelvesAt(tx, back.place, moves) : moves;
  await putBack(tx, order.id, target, back.reason);
  await record(
    tx,
    fact("ReturnReceived", {
      orderId: order.id,
      orderNumber: order.number,
      key: back.key,
      units: back.units.map(({ sku, quantity, condition }) => ({ sku, quantity, condition })),
      reason: back.reason,
      ...(back.refundId ? { refundId: back.refundId } : {}),
    }),
  );
  await noteLevels(
    tx,
    target.map((move) => move.levelId),
  );
}

/** The shelves that the units left from, as many of each as come back; more than is with the customer is refused. */
async function refuseTooMany(
  tx: TxCtx,
  order: Pick<OrderRow, "id" | "number">,
  units: readonly Returned[],
): Promise<Moves> {
  const shared = shareOutReturn(units, await outstandingOf(tx, order.id));
  if (shared.ok) return shared.moves;
  const { sku, returned, outstanding } = shared.short;
  throw new DomainError(
    "invalid_input",
    `${outstanding} of ${sku} of order ${order.number} ${outstanding === 1 ? "is" : "are"} with the customer; ${returned} can't come back.`,
    { field: "units", ...shared.short },
  );
}

type Moves = Extract<ReturnType<typeof shareOutReturn>, { ok: true }>["moves"];

/** The shelves of the same goods and lots in another place. */
async function shelvesAt(tx: TxCtx, place: Id<"location">, moves: Moves): Promise<Moves> {
  const left = await tx.db
    .select({ id: stockLevel.id, variantId: stockLevel.variantId, lotId: stockLevel.lotId })
    .from(stockLevel)
    .where(
      inArray(
        stockLevel.id,
        moves.map((move) => move.levelId),
      ),
    );
  const shelves = await lockShelves(
    tx,
    left.map(({ variantId, lotId }) => ({ variantId, lotId, locationId: place })),
  );
  return moves.map((move) => {
    const at = shelves[left.findIndex((level) => level.id === move.levelId)];
    if (!at) throw new Error("A shelf has no counterpart in the other place.");
    return { ...move, levelId: at.id };
  });
}

/** Books the units on their shelves, locked in id order. */
async function putBack(tx: TxCtx, orderId: Id<"order">, moves: Moves, reason: string): Promise<void> {
  if (moves.length === 0) return;
  const ids = moves.map((move) => move.levelId);
  const levels = await tx.db
    .select()
    .from(stockLevel)
    .where(inArray(stockLevel.id, ids))
    .orderBy(stockLevel.id)
    .for("no key update");
  for (const level of levels) {
    let shelf = level;
    for (const { levelId, quantity, to } of moves) {
      if (levelId !== level.id) continue;
      const booked = await bookMove(
        tx,
        shelf,
        { kind: "restock", from: "customer", to, quantity },
        { reason, orderId },
      );
      if (booked) shelf = { ...shelf, ...booked.shelf };
    }
  }
}

/**
 * What left for this order and has not come back, by the shelf it left from. Units that were put elsewhere when they came
 * back are taken off shelves of the same goods and lot.
 */
export async function outstandingOf(
  { db }: Pick<Reader, "db">,
  orderId: Id<"order">,
): Promise<Outstanding[]> {
  const { rows } = await db.execute<Outstanding & { lot: string | null }>(sql`
    select m.stock_level_id::int as "levelId", v.sku, s.lot_id as lot,
           sum(case when m.to_place = 'customer' then m.quantity else -m.quantity end)::int as quantity
      from stock_movement m
      join stock_level s on s.id = m.stock_level_id
      join variant v on v.id = s.variant_id
     where m.order_id = ${orderId} and 'customer' in (m.from_place, m.to_place)
     group by 1, 2, 3 order by 1`);
  for (const elsewhere of rows.filter((row) => row.quantity < 0))
    for (const shelf of rows) {
      if (shelf.sku !== elsewhere.sku || shelf.lot !== elsewhere.lot || shelf.quantity <= 0) continue;
      const units = Math.min(shelf.quantity, -elsewhere.quantity);
      shelf.quantity -= units;
      elsewhere.quantity += units;
    }
  return rows
    .filter((row) => row.quantity > 0)
    .map(({ levelId, sku, quantity }) => ({ levelId, sku, quantity }));
}

async function takenBack(tx: TxCtx, orderId: Id<"order">, key: string) {
  const [row] = await tx.db
    .select({ payload: event.payload })
    .from(event)
    .where(
      and(
        eq(event.orderId, orderId),
        eq(event.name, "ReturnReceived"),
        sql`${event.payload} ->> 'key' = ${key}`,
      ),
    );
  if (!row) return null;
  const { refundId } = row.payload;
  return { refundId: typeof refundId === "string" ? asId<"refund">(refundId) : null };
}

async function lockCaptured(tx: TxCtx, orderId: Id<"order">, number: string) {
  const row = await lockMoney(tx, orderId);
  if (row) return row;
  throw new DomainError("invalid_transition", `Order ${number} was never paid; there is nothing to refund.`);
}
