import { sql } from "drizzle-orm";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { openHolds, placeHold } from "@/server/domain/order/hold.store";
import { lockOrder } from "@/server/domain/order/order.store";
import { type ReferenceData, referenceData } from "@/server/domain/settings/reference-data";
import { type Ctx, inTransaction, type Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { takeOffSale } from "./expired-units";
import { noteLevels } from "./note-levels";
import { reallocate } from "./reallocate";

type Fate = "moved" | "cancelled" | "held" | "payment_in_flight" | "nothing";

/** What became of a lot's units and of the orders that held them. */
export type ExpiredLot = { unavailable: number; orders: Record<Exclude<Fate, "nothing">, number> };

/**
 * Ends the selling of a lot past its date. What stands free becomes unavailable first, so that no new order can hold it;
 * then each order that does is given other units, or is cancelled when it is not paid, or held for a manager when it is.
 * One transaction an order. Repeating it, also after a crash anywhere, goes on with what is left.
 */
export async function expireLot(ctx: Ctx, { lotId }: { lotId: Id<"lot"> }): Promise<ExpiredLot> {
  const unavailable = await inTransaction(ctx, async (tx) => {
    const changed = await takeOffSale(tx, { lotId });
    await noteLevels(
      tx,
      changed.map((level) => level.levelId),
    );
    return changed.reduce((units, level) => units + level.quantity, 0);
  });

  const reference = await referenceData(ctx.db, ctx.now);
  const orders = { moved: 0, cancelled: 0, held: 0, payment_in_flight: 0 };
  let fault: unknown;
  for (const orderId of await ordersHolding(ctx, lotId)) {
    try {
      const fate = await settleOrder(ctx, orderId, reference);
      if (fate !== "nothing") orders[fate] += 1;
    } catch (error) {
      // One that fails must not keep the others from being dealt with; whoever called tries it again.
      fault ??= error;
    }
  }
  if (fault !== undefined) throw fault;
  return { unavailable, orders };
}

/** Paid orders choose first among what is left, then whoever ordered earlier. */
async function ordersHolding({ db, now }: Reader, lotId: Id<"lot">): Promise<Id<"order">[]> {
  const { rows } = await db.execute<{ id: Id<"order"> }>(sql`
    select o.id from orders o
     where o.id in (select r.order_id from lot t
                      join stock_level s on s.variant_id = t.variant_id and s.lot_id = t.id
                      join reservation r on r.stock_level_id = s.id
                     where t.id = ${lotId} and t.expires_at <= ${now.toISOString()}::timestamptz
                       and r.status in ('reserved', 'committed'))
     order by o.paid_at nulls last, o.created_at, o.id`);
  return rows.map((row) => row.id);
}

async function settleOrder(ctx: Ctx, orderId: Id<"order">, reference: ReferenceData): Promise<Fate> {
  // It may be paid between the look and the cancellation; then it is looked at once more, as a paid one.
  for (;;) {
    const fate = await exchangeOrHold(ctx, orderId, reference);
    if (fate.do !== "cancel") return fate.do;
    const outcome = await cancelOrder(ctx, orderId, {
      reason: "stock_expired",
      note: fate.because,
      onlyPending: true,
    });
    if (outcome === "cancel") return "cancelled";
    if (outcome === "payment_in_flight") return "payment_in_flight";
    if (outcome === "already_cancelled") return "nothing";
  }
}

type Step = { do: Exclude<Fate, "cancelled" | "payment_in_flight"> } | { do: "cancel"; because: string };

function exchangeOrHold(ctx: Ctx, orderId: Id<"order">, reference: ReferenceData): Promise<Step> {
  return inTransaction(ctx, async (tx): Promise<Step> => {
    const order = await lockOrder(tx, orderId);
    // A manager has it in hand already.
    const holds = await openHolds(tx, orderId);
    if (holds.some((hold) => hold.reason === "stock_expired")) return { do: "nothing" };

    const exchange = await reallocate(tx, order, reference);
    if (exchange.outcome === "nothing_held") return { do: "nothing" };
    if (exchange.outcome === "moved") return { do: "moved" };
    const note =
      exchange.outcome === "stuck"
        ? exchange.because
        : `${exchange.because} There are no other units to send instead.`;
    if (order.status === "pending") return { do: "cancel", because: note };
    await placeHold(tx, order, "stock_expired", note);
    return { do: "held" };
  });
}
