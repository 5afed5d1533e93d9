import { and, asc, eq, or, sql } from "drizzle-orm";
import { appUser, orderLine, shipmentLine, stockLevel, variant } from "@/db/schema";
import { refuseHeld } from "@/server/domain/order/hold.store";
import { tellFloor } from "@/server/events/floor-feed";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { type Scan, takeFrom } from "./pick";
import { bookOnce } from "./scan.store";
import { assertCanMove } from "./shipment";
import { lockShipment, type ShipmentRow, saveShipment } from "./shipment.store";

/** Takes a shipment off the queue for the person who asks; taking it again oneself is quiet. */
export function startPicking(ctx: Ctx, name: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    const me = tx.actor.kind === "staff" ? tx.actor.id : null;
    await refuseHeld(tx, order);
    if (shipment.status === "picking") {
      await assertOwnPick(tx, shipment);
      return;
    }
    await saveShipment(tx, order, shipment, "picking", { pickedBy: me, waveId: null, slot: null });
  });
}

/** Two people never work on one shipment: the second hears who has it, and how to take it over. */
export async function assertOwnPick(tx: TxCtx, shipment: ShipmentRow): Promise<void> {
  const me = tx.actor.kind === "staff" ? tx.actor.id : null;
  if (shipment.status !== "picking" || shipment.pickedBy === me) return;
  const [picker] = shipment.pickedBy
    ? await tx.db.select({ name: appUser.name }).from(appUser).where(eq(appUser.id, shipment.pickedBy))
    : [];
  throw new DomainError(
    "invalid_transition",
    `${picker?.name ?? "Somebody else"} is picking shipment ${shipment.number}. Take another one, or put this one back in the queue first.`,
    { shipment: shipment.number, pickedBy: picker?.name ?? null },
  );
}

export type Picked = { sku: string; title: string; picked: number; quantity: number; left: number };

type Of = Pick<Scan, "stockLevelId" | "bin"> & {
  /** The handheld's own id of the scan: sent again, it is answered again and not booked again. */
  scan?: string | undefined;
};

/** One scan, or units of one line by hand. A wrong code, a wrong shelf, or one too many, changes nothing and says so. */
export async function pickItem(
  ctx: Ctx,
  name: string,
  code: string,
  quantity: number,
  { stockLevelId, bin, scan }: Of = {},
): Promise<Picked> {
  const picked = await inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    return bookOnce<Picked>(tx, scan, async () => {
      await refuseHeld(tx, order);
      if (shipment.status === "assigned")
        throw new DomainError("invalid_transition", `Start picking shipment ${shipment.number} first.`, {});
      if (shipment.status !== "picking") assertCanMove(shipment, "packed");
      await assertOwnPick(tx, shipment);

      const same = await contents(tx, shipment.id, { code, stockLevelId });
      const taken = takeFrom(same, { code, quantity, stockLevelId, bin }, `shipment ${shipment.number}`);
      for (const { line, units } of taken.takes) await addPicked(tx, shipment.id, line, units);
      const left = await unitsLeft(tx, shipment.id);
      const { takes: _, ...told } = taken;
      return { ...told, left };
    });
  });
  tellFloor({ shipments: [name] });
  return picked;
}

/** Counts units of a line as fetched; the caller has locked its shipment. */
export async function addPicked(
  tx: TxCtx,
  shipmentId: Id<"shipment">,
  { orderLineId, stockLevelId }: { orderLineId: Id<"orderLine">; stockLevelId: number },
  units: number,
): Promise<void> {
  await tx.db
    .update(shipmentLine)
    .set({ picked: sql`${shipmentLine.picked} + ${units}` })
    .where(
      and(
        eq(shipmentLine.shipmentId, shipmentId),
        eq(shipmentLine.orderLineId, orderLineId),
        eq(shipmentLine.stockLevelId, stockLevelId),
      ),
    );
}

async function unitsLeft(tx: TxCtx, shipmentId: Id<"shipment">): Promise<number> {
  const [row] = await tx.db
    .select({ units: sql<number>`coalesce(sum(${shipmentLine.quantity} - ${shipmentLine.picked}), 0)::int` })
    .from(shipmentLine)
    .where(eq(shipmentLine.shipmentId, shipmentId));
  return row?.units ?? 0;
}

/** The lines of a shipment with what a scanner would read; all of them, or those that a code or a shelf means. */
export const contents = (
  tx: TxCtx,
  shipmentId: Id<"shipment">,
  only: { code?: string; stockLevelId?: number | undefined } = {},
) =>
  tx.db
    .select({
      orderLineId: shipmentLine.orderLineId,
      stockLevelId: shipmentLine.stockLevelId,
      quantity: shipmentLine.quantity,
      picked: shipmentLine.picked,
      sku: orderLine.sku,
      title: orderLine.title,
      weightGrams: orderLine.weightGrams,
      barcode: variant.barcode,
      bin: stockLevel.bin,
    })
    .from(shipmentLine)
    .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
    .innerJoin(variant, eq(variant.id, orderLine.variantId))
    .innerJoin(stockLevel, eq(stockLevel.id, shipmentLine.stockLevelId))
    .where(
      and(
        eq(shipmentLine.shipmentId, shipmentId),
        only.code === undefined
          ? undefined
          : or(sql`lower(${orderLine.sku}) = lower(${only.code})`, eq(variant.barcode, only.code)),
        only.stockLevelId === undefined ? undefined : eq(shipmentLine.stockLevelId, only.stockLevelId),
      ),
    )
    .orderBy(asc(orderLine.position), asc(shipmentLine.stockLevelId));
