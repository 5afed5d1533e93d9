import { and, eq, sql } from "drizzle-orm";
import { orderLine } from "@/db/schema";
import { doubtedShelves } from "@/server/domain/inventory/doubted-shelves";
import { locate } from "@/server/domain/inventory/geography";
import { noteLevels } from "@/server/domain/inventory/note-levels";
import { type LockedLevel, lockExchange } from "@/server/domain/inventory/reallocation.store";
import { holdCommitted } from "@/server/domain/inventory/reservation.store";
import { routingRules } from "@/server/domain/inventory/routing";
import { bookMove } from "@/server/domain/inventory/stock.store";
import { lockOrder, type OrderRow } from "@/server/domain/order/order.store";
import { type ReferenceData, referenceData } from "@/server/domain/settings/reference-data";
import { tellFloor } from "@/server/events/floor-feed";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type Reader, type TxCtx } from "@/server/kernel/ctx";
import { asId, type Id } from "@/server/kernel/id";
import { type BackorderRow, closeBackorder, openBackorders } from "./backorder.store";
import { bringFrom } from "./bring";
import { type Filling, fillingsOf, type Waiting } from "./filling";

type Rules = Pick<ReferenceData, "centres" | "settings">;

/** Which to look at: those that wait for a variant, those of one order, or all. */
type Of = { variantId?: Id<"variant">; orderId?: Id<"order"> };

export type Filled = { orders: number; units: number };

/**
 * Gives units that can be sold to orders that wait for them: who has waited longest first, one transaction an order. What
 * is there is taken also when it is not all, so that nobody else can buy it. Repeating it goes on with what is left.
 */
export async function fillBackorders(ctx: Ctx, of: Of = {}): Promise<Filled> {
  const rules = await referenceData(ctx.db);
  const filled = { orders: 0, units: 0 };
  let fault: unknown;
  for (const orderId of await waitingOrders(ctx, of)) {
    try {
      const { units, shipments } = await inTransaction(ctx, (tx) => fillOrder(tx, orderId, rules));
      if (units === 0) continue;
      filled.orders += 1;
      filled.units += units;
      tellFloor({ shipments });
    } catch (error) {
      // One that fails must not keep the others waiting; whoever called tries it again.
      fault ??= error;
    }
  }
  if (fault !== undefined) throw fault;
  return filled;
}

/** Orders that wait for something of which there is anything, the longest wait first. */
async function waitingOrders({ db }: Pick<Reader, "db">, { variantId, orderId }: Of): Promise<Id<"order">[]> {
  const { rows } = await db.execute<{ id: Id<"order"> }>(sql`
    select b.order_id as id
      from backorder b join order_line i on i.id = b.order_line_id
     where b.closed_at is null
       ${variantId ? sql`and i.variant_id = ${variantId}` : sql``}
       ${orderId ? sql`and b.order_id = ${orderId}` : sql``}
       and exists (select 1 from stock_level s join location l on l.id = s.location_id and l.active
                    where s.variant_id = i.variant_id and s.available > 0)
     group by b.order_id
     order by min(b.opened_at), min(b.id::text)
     limit 200`);
  return rows.map((row) => row.id);
}

async function fillOrder(
  tx: TxCtx,
  orderId: Id<"order">,
  { centres, settings }: Rules,
): Promise<{ units: number; shipments: string[] }> {
  const order = await lockOrder(tx, orderId);
  const rows = await openBackorders(tx, orderId);
  if (rows.length === 0) return { units: 0, shipments: [] };
  const waiting = await named(tx, order, rows);

  const locked = await lockExchange(
    tx,
    waiting.map(({ variantId }) => ({ levelId: 0, variantId })),
  );
  const doubted = await doubtedShelves(
    tx,
    locked.map((level) => level.id),
  );
  const shelves = locked.filter((level) => level.sellable && !doubted.has(level.id));
  const rules = routingRules(settings, tx.now);
  const fillings = fillingsOf(waiting, shelves, centres, locate(order.shippingAddress), rules);
  if (fillings.length === 0) return { units: 0, shipments: [] };

  await take(tx, order, locked, fillings);
  const shipments: string[] = [];
  for (const place of new Set(fillings.map((part) => part.locationCode))) {
    const parts = fillings.filter((part) => part.locationCode === place);
    const number = await bringFrom(tx, order, place, inShipment(parts));
    shipments.push(number);
    for (const { backorderId, sku, quantity } of byBackorder(parts))
      await record(
        tx,
        fact("BackorderFilled", {
          ...{ orderId, orderNumber: order.number, backorderId, shipmentNumber: number },
          units: [{ sku, location: place, quantity }],
        }),
      );
  }
  for (const row of rows) {
    const units = unitsIn(fillings.filter((part) => part.backorderId === row.id));
    if (units > 0) await closeBackorder(tx, row, units, "filled");
  }
  await noteLevels(
    tx,
    fillings.map((part) => part.levelId),
  );
  return { units: unitsIn(fillings), shipments };
}

async function named(
  tx: TxCtx,
  order: OrderRow,
  rows: readonly BackorderRow[],
): Promise<(Waiting & { variantId: Id<"variant"> })[]> {
  const lines = await tx.db
    .select({ id: orderLine.id, sku: orderLine.sku, variantId: orderLine.variantId })
    .from(orderLine)
    .where(and(eq(orderLine.orderId, order.id)));
  return rows.flatMap(({ id, orderLineId, quantity }) => {
    const line = lines.find((one) => one.id === orderLineId);
    return line ? [{ backorderId: id, orderLineId, quantity, sku: line.sku, variantId: line.variantId }] : [];
  });
}

/** Reserved and committed on their shelves at once: they are paid for. */
async function take(
  tx: TxCtx,
  order: OrderRow,
  locked: readonly LockedLevel[],
  fillings: readonly Filling[],
): Promise<void> {
  const shelves = new Map(locked.map((level) => [level.id, level]));
  const cause = { orderId: order.id, reason: "For units that were on backorder." };
  for (const { levelId, quantity } of fillings)
    for (const move of [
      { kind: "reserve", from: "available", to: "reserved", quantity } as const,
      { kind: "deduct", from: "reserved", to: "committed", quantity } as const,
    ]) {
      const shelf = shelves.get(levelId);
      const booked = shelf && (await bookMove(tx, shelf, move, cause));
      if (!booked) throw new Error(`Shelf ${levelId} does not hold what order ${order.number} is to get.`);
      shelves.set(levelId, booked.shelf);
    }
  await holdCommitted(tx, order.id, fillings);
}

/** What a shipment is to bring: one part a line and shelf, whichever backorders it is for. */
function inShipment(parts: readonly Filling[]) {
  const merged: { orderLineId: Id<"orderLine">; stockLevelId: number; quantity: number }[] = [];
  for (const { orderLineId, levelId, quantity } of parts) {
    const known = merged.find((one) => one.orderLineId === orderLineId && one.stockLevelId === levelId);
    if (known) known.quantity += quantity;
    else merged.push({ orderLineId: asId(orderLineId), stockLevelId: levelId, quantity });
  }
  return merged;
}

function byBackorder(parts: readonly Filling[]) {
  const ids = [...new Set(parts.map((part) => part.backorderId))];
  return ids.map((backorderId) => {
    const own = parts.filter((part) => part.backorderId === backorderId);
    return { backorderId, sku: own[0]?.sku ?? "", quantity: unitsIn(own) };
  });
}

const unitsIn = (parts: readonly { quantity: number }[]): number =>
  parts.reduce((units, part) => units + part.quantity, 0);
