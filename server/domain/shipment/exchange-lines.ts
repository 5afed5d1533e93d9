import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { location, shipment, shipmentLine } from "@/db/schema";
import type { Displaced, OpenParcel, Replacement } from "@/server/domain/inventory/reallocation";
import type { OrderRow } from "@/server/domain/order/order.store";
import type { TxCtx } from "@/server/kernel/ctx";
import { asId, type Id } from "@/server/kernel/id";
import { addShipment, type ShipmentPart } from "./add-shipment";
import { type ShipmentRow, saveShipment } from "./shipment.store";

/** A shipment that has not left, locked, with its lines as the exchange looks at them. */
export type LockedParcel = OpenParcel & { row: ShipmentRow };

/** An order's shipments, locked, and the places whose parcel is closed or gone. The caller has locked the order. */
export async function lockParcels(
  tx: TxCtx,
  orderId: Id<"order">,
): Promise<{ open: LockedParcel[]; closedPlaces: string[] }> {
  const rows = await tx.db
    .select({ row: shipment, code: location.code })
    .from(shipment)
    .innerJoin(location, eq(location.id, shipment.locationId))
    .where(eq(shipment.orderId, orderId))
    .orderBy(asc(shipment.id))
    .for("update", { of: shipment });
  const lines = await tx.db
    .select({ line: shipmentLine })
    .from(shipmentLine)
    .innerJoin(shipment, eq(shipment.id, shipmentLine.shipmentId))
    .where(eq(shipment.orderId, orderId));
  const open: LockedParcel[] = [];
  const closedPlaces: string[] = [];
  for (const { row, code } of rows) {
    if (row.status === "cancelled") continue;
    if (row.status !== "assigned" && row.status !== "picking") closedPlaces.push(code);
    if (row.status === "shipped" || row.status === "delivered") continue;
    open.push({
      row,
      number: row.number,
      status: row.status,
      locationCode: code,
      lines: lines
        .filter(({ line }) => line.shipmentId === row.id)
        .map(({ line }) => ({
          orderLineId: line.orderLineId,
          levelId: line.stockLevelId,
          picked: line.picked,
        })),
    });
  }
  return { open, closedPlaces };
}

/** Has parcels picked from the start, because a part of them changes. */
export async function putBackInQueue(
  tx: TxCtx,
  order: OrderRow,
  parcels: readonly LockedParcel[],
): Promise<void> {
  for (const { row } of parcels) {
    if (row.status !== "picking") continue;
    await saveShipment(tx, order, row, "assigned", { pickedBy: null });
    await tx.db.update(shipmentLine).set({ picked: 0 }).where(eq(shipmentLine.shipmentId, row.id));
    row.status = "assigned";
  }
}

/**
 * Parcels follow the units they were to bring: the same place's parcel takes them from another shelf, another place's
 * parcel gets them, or a new one. A parcel that has nothing left to bring is cancelled.
 */
export async function exchangeLines(
  tx: TxCtx,
  order: OrderRow,
  parcels: readonly LockedParcel[],
  left: readonly Displaced[],
  replacements: readonly Replacement[],
): Promise<void> {
  // Nothing was assigned yet: the assignment will read the new reservations.
  if (parcels.length === 0) return;
  for (const { orderLineId, levelId } of left)
    await tx.db.delete(shipmentLine).where(
      and(
        // What has left from the same shelf before keeps its line.
        inArray(
          shipmentLine.shipmentId,
          parcels.map((parcel) => parcel.row.id),
        ),
        eq(shipmentLine.orderLineId, asId<"orderLine">(orderLineId)),
        eq(shipmentLine.stockLevelId, levelId),
      ),
    );

  const byPlace = new Map<string, ShipmentPart[]>();
  for (const { of, levelId, locationCode, quantity } of replacements) {
    const parts = byPlace.get(locationCode) ?? [];
    const known = parts.find((part) => part.orderLineId === of.orderLineId && part.stockLevelId === levelId);
    if (known) known.quantity += quantity;
    else parts.push({ orderLineId: asId<"orderLine">(of.orderLineId), stockLevelId: levelId, quantity });
    byPlace.set(locationCode, parts);
  }
  for (const [code, parts] of byPlace) {
    const parcel = parcels.find((one) => one.locationCode === code);
    if (parcel) await addLines(tx, parcel.row, parts);
    else await addParcel(tx, order, code, parts);
  }

  for (const { row } of parcels) {
    const [line] = await tx.db
      .select()
      .from(shipmentLine)
      .where(eq(shipmentLine.shipmentId, row.id))
      .limit(1);
    if (!line) await saveShipment(tx, order, row, "cancelled", { pickedBy: null });
  }
}

/** Has a shipment bring more; from a shelf that it is sent to already, more of it. */
export const addLines = (tx: TxCtx, row: ShipmentRow, parts: readonly ShipmentPart[]) =>
  tx.db
    .insert(shipmentLine)
    .values(parts.map((part) => ({ shipmentId: row.id, ...part })))
    .onConflictDoUpdate({
      target: [shipmentLine.shipmentId, shipmentLine.orderLineId, shipmentLine.stockLevelId],
      set: { quantity: sql`${shipmentLine.quantity} + excluded.quantity` },
    });

/** One more shipment of an order, under the next number. Gives that. */
export async function addParcel(
  tx: TxCtx,
  order: OrderRow,
  code: string,
  parts: readonly ShipmentPart[],
): Promise<string> {
  const [place] = await tx.db
    .select({ id: location.id, code: location.code })
    .from(location)
    .where(eq(location.code, code));
  if (!place) throw new Error(`There is no place ${code}.`);
  const numbered = await tx.db
    .select({ id: shipment.id })
    .from(shipment)
    .where(eq(shipment.orderId, order.id));
  return addShipment(tx, order, numbered.length + 1, place, parts);
}
