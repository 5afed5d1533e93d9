import { and, eq, inArray, sql } from "drizzle-orm";
import { appUser, orderLine, shipment, shipmentLine, stockLevel, variant } from "@/db/schema";
import { takeFrom } from "@/server/domain/shipment/pick";
import { addPicked } from "@/server/domain/shipment/pick-shipment";
import { bookOnce, knownAnswer } from "@/server/domain/shipment/scan.store";
import { tellFloor } from "@/server/events/floor-feed";
import { type Ctx, inTransaction, type Reader, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { walkOrder } from "./wave";
import type { PickForWaveInput } from "./wave.schema";
import { endWaveWhenDone, findWave, heldAmong, lockShipments, lockWave, type WaveRow } from "./wave.store";

export type PickedForWave = {
  sku: string;
  title: string;
  picked: number;
  quantity: number;
  /** Which tote each unit goes into. */
  puts: { slot: number; shipment: string; units: number }[];
  /** Units that the whole walk still has to fetch. */
  left: number;
};

/**
 * One scan on a walk: its units go into the totes that want them, in the order of the totes. What is on hold or was taken
 * off the walk gets nothing.
 */
export async function pickForWave(
  ctx: Ctx,
  { wave: number, scan, ...what }: PickForWaveInput,
): Promise<PickedForWave> {
  const known = await knownAnswer<PickedForWave>(ctx, scan);
  if (known) return known;
  const picked = await inTransaction(ctx, async (tx) => {
    const walk = await findWave(tx, number);
    const about = await shipmentsWith(tx, walk.id, what.code);
    const locked = await lockShipments(tx, about);
    await lockWave(tx, walk.id);
    return bookOnce<PickedForWave>(tx, scan, async () => {
      await assertOwnWalk(tx, walk);
      const held = await heldAmong(
        tx,
        locked.map(({ order }) => order.id),
      );
      const picking = locked.filter(
        ({ shipment: row }) =>
          row.status === "picking" && row.waveId === walk.id && row.pickedBy === walk.pickedBy,
      );
      const free = picking.filter(({ order }) => !held.has(order.id));
      const lines = await linesOf(
        tx,
        (free.length > 0 ? free : picking).map(({ shipment: row }) => row.id),
      );
      const taken = takeFrom(walkOrder(lines), what, `walk ${number}`);
      const [stopped] = picking;
      if (free.length === 0 && stopped)
        throw new DomainError("invalid_transition", `${taken.title} is on hold. Leave it on its shelf.`, {
          wave: number,
        });
      for (const { line, units } of taken.takes) await addPicked(tx, line.shipmentId, line, units);
      await endWaveWhenDone(tx, walk.id);
      const { takes, ...told } = taken;
      const puts = takes.map(({ line, units }) => ({ slot: line.slot, shipment: line.shipment, units }));
      return { ...told, puts, left: await unitsLeft(tx, walk.id) };
    });
  });
  tellFloor({ shipments: picked.puts.map((put) => put.shipment) });
  return picked;
}

/** A walk belongs to who started it. */
async function assertOwnWalk(tx: TxCtx, walk: WaveRow): Promise<void> {
  const me = tx.actor.kind === "staff" ? tx.actor.id : null;
  if (walk.pickedBy === me) return;
  const [picker] = walk.pickedBy
    ? await tx.db.select({ name: appUser.name }).from(appUser).where(eq(appUser.id, walk.pickedBy))
    : [];
  throw new DomainError(
    "invalid_transition",
    `${picker?.name ?? "Somebody else"} is on walk ${walk.number}. Start one of your own.`,
    { wave: walk.number, pickedBy: picker?.name ?? null },
  );
}

/** The shipments of a walk that want an item, whatever has been fetched of it. */
async function shipmentsWith(
  { db }: Pick<Reader, "db">,
  walk: Id<"wave">,
  code: string,
): Promise<Id<"shipment">[]> {
  const { rows } = await db.execute<{ id: Id<"shipment"> }>(sql`
    select distinct s.id from shipment s
      join shipment_line l on l.shipment_id = s.id
      join order_line o on o.id = l.order_line_id
      join variant v on v.id = o.variant_id
     where s.wave_id = ${walk} and (lower(o.sku) = lower(${code}) or v.barcode = ${code})`);
  return rows.map(({ id }) => id);
}

async function linesOf(tx: TxCtx, ids: readonly Id<"shipment">[]) {
  if (ids.length === 0) return [];
  const rows = await tx.db
    .select({
      shipmentId: shipment.id,
      shipment: shipment.number,
      slot: shipment.slot,
      orderLineId: shipmentLine.orderLineId,
      stockLevelId: shipmentLine.stockLevelId,
      quantity: shipmentLine.quantity,
      picked: shipmentLine.picked,
      sku: orderLine.sku,
      title: orderLine.title,
      barcode: variant.barcode,
      bin: stockLevel.bin,
    })
    .from(shipmentLine)
    .innerJoin(shipment, eq(shipment.id, shipmentLine.shipmentId))
    .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
    .innerJoin(variant, eq(variant.id, orderLine.variantId))
    .innerJoin(stockLevel, eq(stockLevel.id, shipmentLine.stockLevelId))
    .where(and(inArray(shipmentLine.shipmentId, [...ids])));
  return rows.map((row) => ({ ...row, slot: row.slot ?? 0 }));
}

async function unitsLeft(tx: TxCtx, walk: Id<"wave">): Promise<number> {
  const { rows } = await tx.db.execute<{ left: number }>(sql`
    select coalesce(sum(l.quantity - l.picked), 0)::int as left
      from shipment s join shipment_line l on l.shipment_id = s.id
     where s.wave_id = ${walk} and s.status = 'picking'
       and not exists (select 1 from order_hold h where h.order_id = s.order_id and h.lifted_at is null)`);
  return rows[0]?.left ?? 0;
}
