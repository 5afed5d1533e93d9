import type { OrderRow } from "@/server/domain/order/order.store";
import type { ReferenceData } from "@/server/domain/settings/reference-data";
import { exchangeLines, lockParcels, putBackInQueue } from "@/server/domain/shipment/exchange-lines";
import { fact, record } from "@/server/events/outbox";
import type { TxCtx } from "@/server/kernel/ctx";
import { pastItsDate } from "./expired-units";
import { locate } from "./geography";
import { noteLevels } from "./note-levels";
import { findReplacements, leavesStartedParcel, type Replacement, whyStuck } from "./reallocation";
import {
  type ExpiredUnits,
  expiredUnitsOf,
  type LockedLevel,
  lockExchange,
  saveExchange,
} from "./reallocation.store";
import { routingRules } from "./routing";
import type { Move } from "./stock";
import { bookMove } from "./stock.store";

export type Reallocated =
  | { outcome: "nothing_held" }
  | { outcome: "moved"; because: string }
  /** There may be other units, but what is there can't be exchanged by itself: the box is closed, or picked from. */
  | { outcome: "stuck"; because: string }
  | { outcome: "none_left"; because: string };

/**
 * Exchanges the units that an order holds on lots past their date for others: reservations, both shelves, and the
 * parcels that were to bring them. All of them or none; without an exchange nothing is written. The caller has locked
 * the order and decides what becomes of it.
 *
 * `pickAgain`: a parcel that is being picked goes back to the queue first; a person has decided so.
 */
export async function reallocate(
  tx: TxCtx,
  order: OrderRow,
  { centres, settings }: Pick<ReferenceData, "centres" | "settings">,
  { pickAgain = false } = {},
): Promise<Reallocated> {
  const leaving = await expiredUnitsOf(tx, order.id);
  if (leaving.length === 0) return { outcome: "nothing_held" };
  const because = [...new Set(leaving.map((unit) => pastItsDate(unit.lot, unit.expiresAt)))].join(" ");

  const all = await lockParcels(tx, order.id);
  const concerned = all.open.filter((parcel) =>
    parcel.lines.some((line) => leaving.some((unit) => unit.levelId === line.levelId)),
  );
  const parcels = pickAgain
    ? all.open.map((parcel) => (concerned.includes(parcel) ? unpicked(parcel) : parcel))
    : all.open;
  const stuck = whyStuck(leaving, parcels);
  if (stuck) return { outcome: "stuck", because: `${because} ${stuck}` };

  const levels = await lockExchange(tx, leaving);
  // A parcel that is closed takes nothing more, and there is one parcel a place.
  const shelves = levels.filter((level) => level.sellable && !all.closedPlaces.includes(level.locationCode));
  const found = findReplacements(
    leaving,
    shelves,
    centres,
    locate(order.shippingAddress),
    routingRules(settings, tx.now),
  );
  if (!found) return { outcome: "none_left", because };
  const started = leavesStartedParcel(found, parcels);
  if (started)
    return {
      outcome: "stuck",
      because: `${because} The next units are elsewhere, and ${started.number} is being picked.`,
    };

  if (pickAgain) await putBackInQueue(tx, order, concerned);
  const touched = await book(tx, order, leaving, found, levels);
  await saveExchange(tx, order.id, leaving, found);
  await exchangeLines(tx, order, all.open, leaving, found);
  await record(
    tx,
    fact("InventoryReallocated", {
      orderId: order.id,
      orderNumber: order.number,
      from: leaving.map(({ sku, locationCode, quantity }) => ({ sku, location: locationCode, quantity })),
      to: found.map(({ of, locationCode, quantity }) => ({ sku: of.sku, location: locationCode, quantity })),
      reason: because,
    }),
  );
  await noteLevels(tx, touched);
  return { outcome: "moved", because };
}

const unpicked = <Parcel extends { status: string; lines: { picked: number }[] }>(parcel: Parcel): Parcel =>
  parcel.status === "picking"
    ? { ...parcel, lines: parcel.lines.map((line) => ({ ...line, picked: 0 })) }
    : parcel;

/** In the ledger: given back and expired on the old shelves, held on the new ones just as it was. */
async function book(
  tx: TxCtx,
  order: OrderRow,
  leaving: readonly ExpiredUnits[],
  found: readonly Replacement[],
  levels: readonly LockedLevel[],
): Promise<number[]> {
  const shelves = new Map(levels.map((level) => [level.id, level as Parameters<typeof bookMove>[1]]));
  const move = async (levelId: number, what: Move, reason: string) => {
    const shelf = shelves.get(levelId);
    const booked = shelf && (await bookMove(tx, shelf, what, { orderId: order.id, reason }));
    if (!booked)
      throw new Error(`Shelf ${levelId} does not hold what order ${order.number} is to ${what.kind}.`);
    shelves.set(levelId, booked.shelf);
  };
  for (const { levelId, status, quantity, lot, expiresAt } of leaving) {
    const reason = pastItsDate(lot, expiresAt);
    await move(levelId, { kind: "release", from: status, to: "available", quantity }, reason);
    await move(levelId, { kind: "expire", from: "available", to: "unavailable", quantity }, reason);
  }
  for (const { of, levelId, quantity } of found) {
    const held = leaving.find((unit) => unit.levelId === of.levelId && unit.orderLineId === of.orderLineId);
    if (!held) continue;
    const reason = `Instead of lot ${held.lot}, which went past its date.`;
    await move(levelId, { kind: "reserve", from: "available", to: "reserved", quantity }, reason);
    if (held.status === "committed")
      await move(levelId, { kind: "deduct", from: "reserved", to: "committed", quantity }, reason);
  }
  return [...leaving.map((unit) => unit.levelId), ...found.map((part) => part.levelId)];
}
