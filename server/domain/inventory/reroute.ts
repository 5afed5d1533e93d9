import type { OrderRow } from "@/server/domain/order/order.store";
import { type ReferenceData, referenceData } from "@/server/domain/settings/reference-data";
import {
  exchangeLines,
  type LockedParcel,
  lockParcels,
  putBackInQueue,
} from "@/server/domain/shipment/exchange-lines";
import { lockShipment } from "@/server/domain/shipment/shipment.store";
import { fact, record } from "@/server/events/outbox";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { locate } from "./geography";
import { noteLevels } from "./note-levels";
import type { Replacement } from "./reallocation";
import { type LockedLevel, lockExchange } from "./reallocation.store";
import type { RerouteInput } from "./reroute.schema";
import { type Brought, broughtBy } from "./reroute.store";
import { assertMayReroute, chooseElsewhere, lackingAt, lackingText } from "./rerouting";
import { holdCommitted, moveHeldUnits } from "./reservation.store";
import { routingRules } from "./routing";
import { bookMove } from "./stock.store";

export type Rerouted = {
  from: string;
  /** The places that send it now, and the shipments that carry its units. */
  to: { code: string; name: string; units: number }[];
};

/**
 * Has what a shipment was to bring sent from another place: the units it holds change shelves, the shipment is
 * cancelled, and another one of the order, open or new, carries them. All of it or nothing. Refused when the place lacks
 * stock, saying what, and once the box is closed.
 */
export async function reroute(ctx: Ctx, input: RerouteInput): Promise<Rerouted> {
  const reference = await referenceData(ctx.db, ctx.now);
  const done = await inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, input.shipment);
    assertMayReroute(shipment, input);
    const parcels = (await lockParcels(tx, order.id)).open;
    const own = parcels.find((parcel) => parcel.row.id === shipment.id);
    if (!own) throw new Error(`Shipment ${shipment.number} is open, and not among its order's.`);
    const brought = await broughtBy(tx, shipment.id);
    const levels = await lockExchange(tx, brought);
    const joinable = parcels.filter(
      (parcel) =>
        parcel.locationCode !== own.locationCode &&
        (parcel.status === "assigned" || parcel.status === "picking"),
    );
    const found = decide(tx, input, order, own, brought, levels, joinable, reference);

    await putBackInQueue(tx, order, [own]);
    const freed = await moveHeldUnits(tx, "release", "committed", {
      orderId: order.id,
      shipmentId: shipment.id,
    });
    await hold(tx, order, found, levels, input.reason);
    await exchangeLines(tx, order, [own, ...joinable], brought, found);
    const places = placesOf(found, reference);
    const from =
      reference.centres.find((centre) => centre.code === own.locationCode)?.name ?? own.locationCode;
    await record(
      tx,
      fact("ShipmentRerouted", {
        ...{ orderId: order.id, orderNumber: order.number },
        ...{ shipmentId: shipment.id, shipmentNumber: shipment.number },
        ...{ from, to: places.map((place) => place.name).join(" and "), reason: input.reason },
      }),
      fact("InventoryReallocated", {
        ...{ orderId: order.id, orderNumber: order.number },
        from: brought.map(({ sku, locationCode, quantity }) => ({ sku, location: locationCode, quantity })),
        to: found.map(({ of, locationCode, quantity }) => ({
          sku: of.sku,
          location: locationCode,
          quantity,
        })),
        reason: input.reason,
      }),
    );
    await noteLevels(tx, [...freed.map((unit) => unit.levelId), ...found.map((part) => part.levelId)]);
    return { from, to: places };
  });
  return done;
}

/** Which shelves give the units instead; refuses with what is missing where. */
function decide(
  { now }: TxCtx,
  { to }: RerouteInput,
  order: OrderRow,
  own: LockedParcel,
  brought: readonly Brought[],
  levels: readonly LockedLevel[],
  joinable: readonly LockedParcel[],
  { centres, settings }: ReferenceData,
): Replacement[] {
  if (to === own.locationCode)
    throw new DomainError("invalid_input", `Shipment ${own.number} is sent from there already.`, {
      field: "to",
    });
  const others = centres.filter(
    (centre) => centre.code !== own.locationCode && (to === "best" || centre.code === to),
  );
  const [place] = others;
  if (!place)
    throw new DomainError(
      "not_found",
      to === "best" ? "There is no other place that is open." : `There is no open place ${to}.`,
      { field: "to" },
    );
  const shelves = levels.filter((level) => level.sellable);
  const found = chooseElsewhere(
    brought,
    shelves,
    others,
    locate(order.shippingAddress),
    routingRules(settings, now),
    joinable.map((parcel) => parcel.locationCode),
  );
  if (found) return found;
  const lacking = lackingAt(brought, shelves, others);
  throw new DomainError(
    "out_of_stock",
    others.length > 1 || to === "best"
      ? `Shipment ${own.number} can't be sent from elsewhere: all other places together have ${lackingText(lacking)}.`
      : `${place.name} can't send shipment ${own.number}: it has ${lackingText(lacking)}.`,
    { lacking },
  );
}

/** Holds the units on their new shelves just as they were held: in the ledger reserved and deducted, the line's own again. */
async function hold(
  tx: TxCtx,
  order: OrderRow,
  found: readonly Replacement[],
  levels: readonly LockedLevel[],
  reason: string,
): Promise<void> {
  const shelves = new Map(levels.map((level) => [level.id, level as Parameters<typeof bookMove>[1]]));
  const steps = [
    { kind: "reserve", from: "available", to: "reserved" },
    { kind: "deduct", from: "reserved", to: "committed" },
  ] as const;
  for (const { levelId, quantity } of found)
    for (const step of steps) {
      const shelf = shelves.get(levelId);
      const booked =
        shelf &&
        (await bookMove(
          tx,
          shelf,
          { ...step, quantity },
          { orderId: order.id, reason: `Sent from here: ${reason}` },
        ));
      if (!booked) throw new Error(`Shelf ${levelId} does not hold what ${order.number} is to ${step.kind}.`);
      shelves.set(levelId, booked.shelf);
    }
  await holdCommitted(
    tx,
    order.id,
    found.map(({ of, levelId, quantity }) => ({ orderLineId: of.orderLineId, levelId, quantity })),
  );
}

function placesOf(found: readonly Replacement[], { centres }: ReferenceData): Rerouted["to"] {
  const units = new Map<string, number>();
  for (const { locationCode, quantity } of found)
    units.set(locationCode, (units.get(locationCode) ?? 0) + quantity);
  return [...units].map(([code, count]) => ({
    code,
    name: centres.find((centre) => centre.code === code)?.name ?? code,
    units: count,
  }));
}
