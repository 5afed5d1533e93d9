import { asc, desc, sql } from "drizzle-orm";
import { location } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { type PlaceRow, readPlace } from "./place.store";

export type PlaceListed = Omit<PlaceRow, "latitude" | "longitude"> & {
  openShipments: number;
  assignedToday: number;
};

/** Every place, open ones first. */
export async function placeList({ db, now }: Reader): Promise<PlaceListed[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const [places, { rows }] = await Promise.all([
    db.select().from(location).orderBy(desc(location.active), asc(location.priority), asc(location.code)),
    db.execute<{ id: string; open: number; today: number }>(sql`
      select l.id,
             (select count(*)::int from shipment s where s.location_id = l.id
                 and s.status in ('assigned', 'picking', 'packed', 'labelled')) as open,
             (select count(*)::int from shipment s where s.location_id = l.id and s.status <> 'cancelled'
                 and s.created_at >= date_trunc('day', ${at}, l.time_zone) and s.created_at <= ${at}) as today
        from location l`),
  ]);
  return places.map((place) => {
    const counts = rows.find((row) => row.id === place.id);
    return { ...place, openShipments: counts?.open ?? 0, assignedToday: counts?.today ?? 0 };
  });
}

export type OpenShipment = {
  number: string;
  orderNumber: string;
  status: "assigned" | "picking" | "packed" | "labelled";
  shipBy: string;
  units: number;
  pickedBy: string | null;
};
export type PlacePage = {
  place: PlaceRow;
  /** Oldest promise first; the first of them, when there are many. */
  shipments: OpenShipment[];
  more: boolean;
  /** Orders not paid yet that hold units here; they come here when they are. */
  unpaid: number;
  changes: { field: string; from: unknown; to: unknown; at: string; by: string }[];
};

const shown = 100;

/** A place, what it still has to send, and who changed it. */
export async function placePage(reader: Pick<Reader, "db">, code: string): Promise<PlacePage> {
  const { db } = reader;
  const place = await readPlace(reader, code);
  const [shipments, unpaid, changes] = await Promise.all([
    db.execute<OpenShipment>(sql`
      select s.number, o.number as "orderNumber", s.status, to_json(s.ship_by) #>> '{}' as "shipBy",
             (select sum(x.quantity)::int from shipment_line x where x.shipment_id = s.id) as units, u.name as "pickedBy"
        from shipment s join orders o on o.id = s.order_id left join app_user u on u.id = s.picked_by
       where s.location_id = ${place.id} and s.status in ('assigned', 'picking', 'packed', 'labelled')
       order by s.ship_by, s.id limit ${shown + 1}`),
    db.execute<{ orders: number }>(sql`
      select count(distinct r.order_id)::int as orders
        from stock_level s join reservation r on r.stock_level_id = s.id and r.status = 'reserved'
       where s.location_id = ${place.id} and s.reserved > 0`),
    db.execute<PlacePage["changes"][number]>(sql`
      select c->>'field' as field, c->'from' as "from", c->'to' as "to",
             to_json(e.occurred_at) #>> '{}' as at, e.actor as by
        from event e cross join lateral jsonb_array_elements(e.payload->'changes') c
       where e.name = 'PlaceChanged' and e.aggregate = 'location' and e.aggregate_id = ${code}
       order by e.id desc limit 30`),
  ]);
  return {
    place,
    shipments: shipments.rows.slice(0, shown),
    more: shipments.rows.length > shown,
    unpaid: unpaid.rows[0]?.orders ?? 0,
    changes: changes.rows,
  };
}
