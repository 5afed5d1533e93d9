import { sql } from "drizzle-orm";
import { actorName, type TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { Bucket, MoveKind } from "./stock";

export type MovedUnits = { levelId: number; sku: string; location: string; quantity: number };

/** The three things that can happen to units an order holds. */
const ways = {
  deduct: { status: "committed", to: "committed" },
  release: { status: "released", to: "available" },
  ship: { status: "shipped", to: "customer" },
} as const satisfies Partial<Record<MoveKind, { status: string; to: string }>>;

/**
 * Moves what an order (or one of its shipments) holds in `from` to where `kind` takes it: reservation, bucket and
 * ledger in one statement, stock rows locked in id order. Moves nothing when nothing is held there any more, so it is
 * safe to repeat. Returns what moved.
 */
export async function moveHeldUnits(
  tx: TxCtx,
  kind: keyof typeof ways,
  from: Extract<Bucket, "reserved" | "committed">,
  of: { orderId: Id<"order">; shipmentId?: Id<"shipment"> },
): Promise<MovedUnits[]> {
  const { status, to } = ways[kind];
  const fromColumn = sql.identifier(from);
  const arrives =
    to === "customer" ? sql`` : sql`, ${sql.identifier(to)} = s.${sql.identifier(to)} + l.quantity`;
  const ofShipment = of.shipmentId
    ? sql`and exists (select 1 from shipment_line sl where sl.shipment_id = ${of.shipmentId}
            and sl.order_line_id = r.order_line_id and sl.stock_level_id = r.stock_level_id)`
    : sql``;
  const { rows } = await tx.db.execute<MovedUnits>(sql`
    with held as (
      update reservation r set status = ${status}::reservation_status
       where r.order_id = ${of.orderId} and r.status = ${from}::reservation_status ${ofShipment}
      returning r.stock_level_id, r.quantity
    ), wanted as (
      select stock_level_id as id, sum(quantity)::int as quantity from held group by 1
    ), locked as (
      select s.id, w.quantity from stock_level s join wanted w on w.id = s.id order by s.id for no key update of s
    ), moved as (
      update stock_level s set ${fromColumn} = s.${fromColumn} - l.quantity ${arrives}
        from locked l where s.id = l.id
      returning s.id, s.variant_id, s.location_id, l.quantity
    ), ledger as (
      insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, order_id, shipment_id, actor, occurred_at)
      select id, ${kind}::move_kind, ${from}::stock_place, ${to}::stock_place, quantity, ${of.orderId}::uuid, ${of.shipmentId ?? null}::uuid,
             ${actorName(tx.actor)}, ${tx.now.toISOString()}::timestamptz
        from moved
    )
    select m.id::int as "levelId", v.sku, l.code as location, m.quantity
      from moved m join variant v on v.id = m.variant_id join location l on l.id = m.location_id
     order by m.id`);
  return rows;
}
