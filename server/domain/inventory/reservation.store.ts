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

/** Units of one line on one shelf. */
export type HeldPart = { orderLineId: string; levelId: number; quantity: number };

/**
 * Moves what an order holds in `from` to where `kind` takes it: all of it, what one of its shipments brings, or `parts`.
 * Reservation, bucket and ledger in one statement, stock rows locked in id order. Moves nothing when nothing is held there
 * any more, so it is safe to repeat. Returns what moved.
 *
 * A reservation says what is held now. Of units that leave bit by bit only the last bit keeps its row; what has been sent is
 * what the lines of shipped shipments say.
 */
export async function moveHeldUnits(
  tx: TxCtx,
  kind: keyof typeof ways,
  from: Extract<Bucket, "reserved" | "committed">,
  of: { orderId: Id<"order">; shipmentId?: Id<"shipment">; parts?: readonly HeldPart[] },
): Promise<MovedUnits[]> {
  const { status, to } = ways[kind];
  const fromColumn = sql.identifier(from);
  const arrives =
    to === "customer" ? sql`` : sql`, ${sql.identifier(to)} = s.${sql.identifier(to)} + l.quantity`;
  const { rows } = await tx.db.execute<MovedUnits>(sql`
    with leaving as (${leavingOf(of)}), held as (
      update reservation r
         set status = case when l.quantity = r.quantity then ${status}::reservation_status else r.status end,
             quantity = case when l.quantity = r.quantity then r.quantity else r.quantity - l.quantity end
        from leaving l
       where r.order_line_id = l.order_line_id and r.stock_level_id = l.stock_level_id
         and r.order_id = ${of.orderId} and r.status = ${from}::reservation_status
      returning r.stock_level_id, l.quantity
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

function leavingOf(of: { orderId: Id<"order">; shipmentId?: Id<"shipment">; parts?: readonly HeldPart[] }) {
  if (of.parts)
    return sql`select p."orderLineId" as order_line_id, p."levelId" as stock_level_id, sum(p.quantity)::int as quantity
                 from json_to_recordset(${JSON.stringify(of.parts)}::json) p("orderLineId" uuid, "levelId" bigint, quantity int)
                group by 1, 2`;
  return of.shipmentId
    ? sql`select order_line_id, stock_level_id, quantity from shipment_line where shipment_id = ${of.shipmentId}`
    : sql`select order_line_id, stock_level_id, quantity from reservation where order_id = ${of.orderId}`;
}

/** Has a line hold more units on a shelf, as committed: it may hold some there already, or have held some once. */
export async function holdCommitted(
  tx: TxCtx,
  orderId: Id<"order">,
  parts: readonly HeldPart[],
): Promise<void> {
  for (const { orderLineId, levelId, quantity } of parts)
    await tx.db.execute(sql`
      insert into reservation (order_line_id, stock_level_id, order_id, quantity, status)
      values (${orderLineId}::uuid, ${levelId}, ${orderId}, ${quantity}, 'committed')
      on conflict (order_line_id, stock_level_id) do update
        set quantity = excluded.quantity + case when reservation.status = 'committed' then reservation.quantity else 0 end,
            status = excluded.status`);
}
