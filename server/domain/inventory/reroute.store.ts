import { sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import type { Displaced } from "./reallocation";
import type { Shelf } from "./routing";

/** What a shipment brings. */
export type Brought = Displaced & {
  orderLineId: Id<"orderLine">;
  variantId: Id<"variant">;
  title: string;
  picked: number;
};

export async function broughtBy({ db }: Pick<Reader, "db">, shipmentId: Id<"shipment">): Promise<Brought[]> {
  const { rows } = await db.execute<Brought>(sql`
    select x.order_line_id as "orderLineId", s.id::int as "levelId", s.variant_id as "variantId", v.sku, l.code as "locationCode",
           x.quantity, x.picked, concat_ws(', ', i.title, nullif(i.variant_title, '')) as title
      from shipment_line x
      join order_line i on i.id = x.order_line_id
      join stock_level s on s.id = x.stock_level_id
      join variant v on v.id = s.variant_id
      join location l on l.id = s.location_id
     where x.shipment_id = ${shipmentId}
     order by i.position, s.id`);
  return [...rows];
}

/** Shelves that these goods can be sold from now, as CreateOrder sees them; not locked. */
export async function sellableShelves({ db, now }: Reader, skus: readonly string[]): Promise<Shelf[]> {
  const { rows } = await db.execute<Omit<Shelf, "lotExpiresAt"> & { lotExpiresAt: string | null }>(sql`
    select s.id::int as "levelId", v.sku, l.code as "locationCode", s.available,
           to_json(t.expires_at) #>> '{}' as "lotExpiresAt"
      from variant v
      join product p on p.id = v.product_id
      join category c on c.id = p.category_id
      join stock_level s on s.variant_id = v.id and s.available > 0
      join location l on l.id = s.location_id and l.active
      left join lot t on t.id = s.lot_id
     where v.sku in (select jsonb_array_elements_text(${JSON.stringify(skus)}::jsonb))
       and (t.expires_at is null
            or t.expires_at > ${now.toISOString()}::timestamptz + make_interval(days => c.shelf_life_margin_days))
     order by s.id`);
  return rows.map((row) => ({ ...row, lotExpiresAt: row.lotExpiresAt ? new Date(row.lotExpiresAt) : null }));
}
