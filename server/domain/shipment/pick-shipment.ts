import { and, asc, eq, or, sql } from "drizzle-orm";
import { appUser, orderLine, shipmentLine, variant } from "@/db/schema";
import { refuseHeld } from "@/server/domain/order/hold.store";
import { type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
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
    await saveShipment(tx, order, shipment, "picking", { pickedBy: me });
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

/** One scan, or units of one line by hand. A wrong code, or one too many, changes nothing and says so. */
export function pickItem(
  ctx: Ctx,
  name: string,
  code: string,
  quantity: number,
  of: { stockLevelId?: number | undefined } = {},
): Promise<Picked> {
  return inTransaction(ctx, async (tx) => {
    const { order, shipment } = await lockShipment(tx, name);
    await refuseHeld(tx, order);
    if (shipment.status === "assigned")
      throw new DomainError("invalid_transition", `Start picking shipment ${shipment.number} first.`, {});
    if (shipment.status !== "picking") assertCanMove(shipment, "packed");
    await assertOwnPick(tx, shipment);

    const same = await contents(tx, shipment.id, { code, ...of });
    if (same.length === 0)
      throw new DomainError(
        "invalid_input",
        `${code} does not belong to shipment ${shipment.number}. Put it back.`,
        {
          field: "code",
          code,
        },
      );
    const wanted = same.reduce((units, line) => units + line.quantity, 0);
    const done = same.reduce((units, line) => units + line.picked, 0);
    const first = same[0];
    if (!first || done + quantity > wanted)
      throw new DomainError(
        "invalid_input",
        `${first?.title ?? code}: ${done} of ${wanted} ${wanted === 1 ? "is" : "are"} picked already; ${quantity} more is too many.`,
        {
          field: "quantity",
        },
      );

    let open = quantity;
    for (const line of same) {
      const units = Math.min(open, line.quantity - line.picked);
      if (units === 0) continue;
      await tx.db
        .update(shipmentLine)
        .set({ picked: line.picked + units })
        .where(
          and(
            eq(shipmentLine.shipmentId, shipment.id),
            eq(shipmentLine.orderLineId, line.orderLineId),
            eq(shipmentLine.stockLevelId, line.stockLevelId),
          ),
        );
      open -= units;
    }
    const left = await unitsLeft(tx, shipment.id);
    return { sku: first.sku, title: first.title, picked: done + quantity, quantity: wanted, left };
  });
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
    })
    .from(shipmentLine)
    .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
    .innerJoin(variant, eq(variant.id, orderLine.variantId))
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
