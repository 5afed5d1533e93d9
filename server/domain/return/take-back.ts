import { and, eq, inArray, sql } from "drizzle-orm";
import { event, payment, stockLevel } from "@/db/schema";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import { bookMove } from "@/server/domain/inventory/stock.store";
import { lockOrder } from "@/server/domain/order/order.store";
import { requestRefund } from "@/server/domain/payment/request-refund";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
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

    const shared = shareOutReturn(request.units, await outstandingOf(tx, orderId));
    if (!shared.ok) {
      const { sku, returned, outstanding } = shared.short;
      throw new DomainError(
        "invalid_input",
        `${outstanding} of ${sku} of order ${order.number} ${outstanding === 1 ? "is" : "are"} with the customer; ${returned} can't come back.`,
        { field: "units", ...shared.short },
      );
    }
    const refundId =
      request.refundAmount > 0
        ? await requestRefund(tx, await lockCaptured(tx, orderId, order.number), order.number, {
            amount: request.refundAmount,
            reason: request.reason,
            causeKey: `return:${orderId}:${request.key}`,
          })
        : null;
    await putBack(tx, orderId, shared.moves, request.reason);
    await record(
      tx,
      fact("ReturnReceived", {
        orderId,
        orderNumber: order.number,
        key: request.key,
        units: request.units.map(({ sku, quantity, condition }) => ({ sku, quantity, condition })),
        reason: request.reason,
        ...(refundId ? { refundId } : {}),
      }),
    );
    await noteLevels(
      tx,
      shared.moves.map((move) => move.levelId),
    );
    return refundId;
  });
}

/** Books the units on their shelves, locked in id order. */
async function putBack(
  tx: TxCtx,
  orderId: Id<"order">,
  moves: readonly { levelId: number; quantity: number; to: "available" | "unavailable" }[],
  reason: string,
): Promise<void> {
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

/** What left for this order and has not come back, by the shelf it left from. */
async function outstandingOf(tx: TxCtx, orderId: Id<"order">): Promise<Outstanding[]> {
  const { rows } = await tx.db.execute<Outstanding>(sql`
    select m.stock_level_id::int as "levelId", v.sku,
           sum(case when m.to_place = 'customer' then m.quantity else -m.quantity end)::int as quantity
      from stock_movement m
      join stock_level s on s.id = m.stock_level_id
      join variant v on v.id = s.variant_id
     where m.order_id = ${orderId} and 'customer' in (m.from_place, m.to_place)
     group by 1, 2 order by 1`);
  return rows;
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
  const [row] = await tx.db
    .select()
    .from(payment)
    .where(and(eq(payment.orderId, orderId), eq(payment.status, "captured")))
    .for("update");
  if (row) return row;
  throw new DomainError("invalid_transition", `Order ${number} was never paid; there is nothing to refund.`);
}
