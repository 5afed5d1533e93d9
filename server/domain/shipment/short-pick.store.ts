import { asc, eq, inArray } from "drizzle-orm";
import { location, lot, orderLine, shipmentLine, stockLevel } from "@/db/schema";
import { doubtedShelves } from "@/server/domain/inventory/doubted-shelves";
import { locate } from "@/server/domain/inventory/geography";
import type { Displaced, Replacement } from "@/server/domain/inventory/reallocation";
import { type LockedLevel, lockExchange } from "@/server/domain/inventory/reallocation.store";
import { moveHeldUnits } from "@/server/domain/inventory/reservation.store";
import { routingRules } from "@/server/domain/inventory/routing";
import { type Remedy, remedyFor } from "@/server/domain/inventory/shortage";
import type { Move } from "@/server/domain/inventory/stock";
import { bookMove, type MoveCause } from "@/server/domain/inventory/stock.store";
import type { OrderRow } from "@/server/domain/order/order.store";
import type { ReferenceData } from "@/server/domain/settings/reference-data";
import type { TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";

/** What a shipment is to bring of one order line from one shelf. */
export const linesBrought = (tx: TxCtx, shipmentId: Id<"shipment">) =>
  tx.db
    .select({
      orderLineId: shipmentLine.orderLineId,
      levelId: shipmentLine.stockLevelId,
      quantity: shipmentLine.quantity,
      picked: shipmentLine.picked,
      sku: orderLine.sku,
      title: orderLine.title,
      variantId: stockLevel.variantId,
      locationId: stockLevel.locationId,
      lotId: stockLevel.lotId,
      locationCode: location.code,
    })
    .from(shipmentLine)
    .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
    .innerJoin(stockLevel, eq(stockLevel.id, shipmentLine.stockLevelId))
    .innerJoin(location, eq(location.id, stockLevel.locationId))
    .where(eq(shipmentLine.shipmentId, shipmentId))
    .orderBy(asc(orderLine.position), asc(shipmentLine.stockLevelId));
export type BroughtLine = Awaited<ReturnType<typeof linesBrought>>[number];

type Level = LockedLevel & { bin: string | null; lot: string | null };

/** Locks what could take the place of missing units, and chooses among it. */
export async function findRemedy(
  tx: TxCtx,
  order: OrderRow,
  { centres, settings }: Pick<ReferenceData, "centres" | "settings">,
  lines: readonly BroughtLine[],
  short: BroughtLine,
  quantity: number,
): Promise<{ remedy: Remedy; levels: Level[] }> {
  const untouched = lines.every((line) => line.picked === 0);
  const locked = await lockExchange(tx, untouched ? lines : [short]);
  const doubted = await doubtedShelves(
    tx,
    locked.map((level) => level.id),
  );
  const shelves = locked.filter(
    (level) => level.sellable && level.id !== short.levelId && !doubted.has(level.id),
  );
  const asDisplaced = (line: BroughtLine, units: number): Displaced => ({
    ...{ orderLineId: line.orderLineId, levelId: line.levelId, sku: line.sku },
    ...{ locationCode: line.locationCode, quantity: units },
  });
  const remedy = remedyFor(
    {
      missing: asDisplaced(short, quantity),
      all: lines.map((line) => asDisplaced(line, line.quantity)),
      untouched,
    },
    { shelves, centres, destination: locate(order.shippingAddress) },
    routingRules(settings, tx.now),
  );
  return { remedy, levels: await named(tx, locked) };
}

/** What the picker reads of a shelf. */
async function named(tx: TxCtx, levels: readonly LockedLevel[]): Promise<Level[]> {
  const rows = await tx.db
    .select({ id: stockLevel.id, bin: stockLevel.bin, lot: lot.code })
    .from(stockLevel)
    .leftJoin(lot, eq(lot.id, stockLevel.lotId))
    .where(
      inArray(
        stockLevel.id,
        levels.map((level) => level.id),
      ),
    );
  return levels.map((level) => {
    const row = rows.find((one) => one.id === level.id);
    return { ...level, bin: row?.bin ?? null, lot: row?.lot ?? null };
  });
}

/**
 * In the ledger: given back on the shelves they leave, what is missing set aside there, and others committed on the shelves
 * that take their place. `recount` names the count that missing units wait for. Gives the levels it changed.
 */
export async function bookShortage(
  tx: TxCtx,
  order: OrderRow,
  levels: readonly LockedLevel[],
  what: {
    leaving: readonly Displaced[];
    missing: Displaced;
    found: readonly Replacement[];
    why: string;
    recount: Id<"stockCount"> | null;
  },
): Promise<number[]> {
  const released = await moveHeldUnits(tx, "release", "committed", {
    orderId: order.id,
    parts: what.leaving,
  });
  const shelves = new Map<number, Parameters<typeof bookMove>[1]>(
    levels.map((level) => {
      const back = released.find((one) => one.levelId === level.id)?.quantity ?? 0;
      return [level.id, { ...level, available: level.available + back, committed: level.committed - back }];
    }),
  );
  const move = async (levelId: number, one: Move, cause: MoveCause) => {
    const shelf = shelves.get(levelId);
    const booked = shelf && (await bookMove(tx, shelf, one, cause));
    if (!booked)
      throw new Error(`Shelf ${levelId} does not hold what order ${order.number} is to ${one.kind}.`);
    shelves.set(levelId, booked.shelf);
  };
  const { missing, why } = what;
  await move(
    missing.levelId,
    { kind: "quarantine", from: "available", to: "unavailable", quantity: missing.quantity },
    { orderId: order.id, reason: why, ...(what.recount ? { countId: what.recount } : {}) },
  );
  const instead = { orderId: order.id, reason: `Instead of units that were short. ${why}` };
  for (const { levelId, quantity } of what.found) {
    await move(levelId, { kind: "reserve", from: "available", to: "reserved", quantity }, instead);
    await move(levelId, { kind: "deduct", from: "reserved", to: "committed", quantity }, instead);
  }
  return [
    ...new Set([...what.leaving.map((part) => part.levelId), ...what.found.map((part) => part.levelId)]),
  ];
}
