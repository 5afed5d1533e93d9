import { sql } from "drizzle-orm";
import type { Reader, TxCtx } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { Displaced, Replacement } from "./reallocation";
import type { Shelf } from "./routing";
import type { LockedShelf } from "./stock.store";

/** Units that an order holds on a lot past its date. */
export type ExpiredUnits = Displaced & {
  orderLineId: Id<"orderLine">;
  variantId: Id<"variant">;
  status: "reserved" | "committed";
  lot: string;
  expiresAt: Date;
};

/** What an order holds of lots past their date and has not sent yet. Only changes under the order's lock, or with time. */
export async function expiredUnitsOf({ db, now }: Reader, orderId: Id<"order">): Promise<ExpiredUnits[]> {
  const { rows } = await db.execute<Omit<ExpiredUnits, "expiresAt"> & { expiresAt: string }>(sql`
    select r.order_line_id as "orderLineId", s.id::int as "levelId", v.sku, l.code as "locationCode", r.quantity,
           s.variant_id as "variantId", r.status, t.code as lot, to_json(t.expires_at) #>> '{}' as "expiresAt"
      from reservation r
      join stock_level s on s.id = r.stock_level_id
      join lot t on t.id = s.lot_id
      join location l on l.id = s.location_id
      join variant v on v.id = s.variant_id
      join order_line i on i.id = r.order_line_id
     where r.order_id = ${orderId} and r.status in ('reserved', 'committed')
       and t.expires_at <= ${now.toISOString()}::timestamptz
     order by i.position, s.id`);
  return rows.map((row) => ({ ...row, expiresAt: new Date(row.expiresAt) }));
}

export type LockedLevel = LockedShelf & Shelf & { sellable: boolean };

/**
 * Locks, in id order, the shelves that units leave and every shelf that could take them: open place, not within the
 * shelf-life margin, anything left. What is read under the lock can't be sold to somebody else any more.
 */
export async function lockExchange(
  tx: TxCtx,
  leaving: readonly { levelId: number; variantId: Id<"variant"> }[],
): Promise<LockedLevel[]> {
  const ids = sql.join(
    [...new Set(leaving.map((unit) => unit.levelId))].map((id) => sql`${id}`),
    sql`, `,
  );
  const variants = sql.join(
    [...new Set(leaving.map((unit) => unit.variantId))].map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const sellable = sql`(l.active and s.available > 0
      and (t.expires_at is null
           or t.expires_at > ${tx.now.toISOString()}::timestamptz + make_interval(days => c.shelf_life_margin_days)))`;
  const { rows } = await tx.db.execute<
    Omit<LockedLevel, "lotExpiresAt"> & { lotExpiresAt: string | null }
  >(sql`
    select s.id::int, s.id::int as "levelId", s.variant_id as "variantId", s.location_id as "locationId", s.lot_id as "lotId",
           s.available, s.reserved, s.committed, s.unavailable,
           v.sku, l.code as "locationCode", to_json(t.expires_at) #>> '{}' as "lotExpiresAt", ${sellable} as sellable
      from stock_level s
      join variant v on v.id = s.variant_id
      join product p on p.id = v.product_id
      join category c on c.id = p.category_id
      join location l on l.id = s.location_id
      left join lot t on t.id = s.lot_id
     where s.id in (${ids}) or (s.variant_id in (${variants}) and ${sellable})
     order by s.id for no key update of s`);
  return rows.map((row) => ({ ...row, lotExpiresAt: row.lotExpiresAt ? new Date(row.lotExpiresAt) : null }));
}

/** The reservations after an exchange: what moved away is released, what took its place is held the same way. */
export async function saveExchange(
  tx: TxCtx,
  orderId: Id<"order">,
  left: readonly ExpiredUnits[],
  replacements: readonly Replacement[],
): Promise<void> {
  for (const unit of left)
    await tx.db.execute(sql`update reservation set status = 'released'
      where order_line_id = ${unit.orderLineId} and stock_level_id = ${unit.levelId}`);
  const [first] = left;
  if (!first) return;
  // The line may hold units on that shelf already, or have held some once.
  for (const { of, levelId, quantity } of replacements)
    await tx.db.execute(sql`
      insert into reservation (order_line_id, stock_level_id, order_id, quantity, status)
      values (${of.orderLineId}, ${levelId}, ${orderId}, ${quantity}, ${first.status}::reservation_status)
      on conflict (order_line_id, stock_level_id) do update
        set quantity = excluded.quantity + case when reservation.status in ('released', 'shipped') then 0 else reservation.quantity end,
            status = excluded.status`);
}
