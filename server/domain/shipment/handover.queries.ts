import { eq, sql } from "drizzle-orm";
import { location, manifest } from "@/db/schema";
import type { HoldReason } from "@/server/domain/order/order";
import type { Reader } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";

export type ReadyShipment = {
  shipment: string;
  place: string;
  placeName: string;
  timeZone: string;
  carrier: string;
  services: string[];
  trackingNumbers: string[];
  packages: number;
  grams: number;
  to: string;
  shipBy: string;
  late: boolean;
  held: HoldReason | null;
};
export type OpenManifest = {
  number: string;
  place: string;
  placeName: string;
  timeZone: string;
  carrier: string;
  openedAt: string;
  parcels: number;
};
export type Handover = {
  ready: ReadyShipment[];
  /** Whether more are ready than are shown. */
  more: boolean;
  open: OpenManifest[];
  closed: (OpenManifest & { closedAt: string; closedBy: string })[];
};

/** So many are shown, and shipped, at once. */
const most = 100;

/** What stands ready for the carriers, place by place, and the lists that their vans take along. */
export async function handoverBoard({ db, now }: Reader, place?: string): Promise<Handover> {
  const here = place ? sql`and l.code = ${place}` : sql``;
  const [ready, open, closed] = await Promise.all([
    db.execute<ReadyShipment>(sql`
      select s.number as shipment, l.code as place, l.name as "placeName", l.time_zone as "timeZone",
             p.carrier, p.services, p.numbers as "trackingNumbers", p.packages, p.grams,
             concat_ws(', ', o.shipping_address ->> 'name', o.shipping_address ->> 'city', o.shipping_address ->> 'country') as "to",
             to_json(s.ship_by) #>> '{}' as "shipBy", s.ship_by < ${now.toISOString()}::timestamptz as late,
             (select h.reason from order_hold h where h.order_id = s.order_id and h.lifted_at is null
               order by h.placed_at limit 1) as held
        from shipment s
        join orders o on o.id = s.order_id
        join location l on l.id = s.location_id
        cross join lateral (
          select min(carrier) as carrier, array_agg(distinct coalesce(service_name, '')) as services,
                 array_agg(tracking_number order by position) as numbers, count(*)::int as packages,
                 sum(weight_grams)::int as grams
            from parcel where shipment_id = s.id and label_status = 'bought') p
       where s.status = 'labelled' and p.packages > 0 ${here}
       order by l.code, p.carrier, s.ship_by, s.id limit ${most + 1}`),
    db.execute<OpenManifest>(sql`${listed} where m.closed_at is null ${here} order by l.code, m.carrier`),
    db.execute<Handover["closed"][number]>(
      sql`${listed} where m.closed_at is not null ${here} order by m.opened_at desc, m.id desc limit 10`,
    ),
  ]);
  return {
    ready: ready.rows.slice(0, most),
    more: ready.rows.length > most,
    open: open.rows,
    closed: closed.rows,
  };
}

const listed = sql`
  select m.number, l.code as place, l.name as "placeName", l.time_zone as "timeZone", m.carrier,
         to_json(m.opened_at) #>> '{}' as "openedAt", to_json(m.closed_at) #>> '{}' as "closedAt",
         m.closed_by as "closedBy",
         (select count(*)::int from parcel p where p.manifest_id = m.id) as parcels
    from manifest m join location l on l.id = m.location_id`;

export type ManifestPaper = Awaited<ReturnType<typeof manifestPaper>>;

/** A manifest with every parcel on it, for the screen and for paper. */
export async function manifestPaper({ db }: Pick<Reader, "db">, number: string) {
  const [head] = await db
    .select({
      id: manifest.id,
      number: manifest.number,
      carrier: manifest.carrier,
      openedAt: manifest.openedAt,
      closedAt: manifest.closedAt,
      closedBy: manifest.closedBy,
      place: location.code,
      placeName: location.name,
      address: location.address,
      timeZone: location.timeZone,
    })
    .from(manifest)
    .innerJoin(location, eq(location.id, manifest.locationId))
    .where(eq(manifest.number, number));
  if (!head) throw new DomainError("not_found", `There is no manifest ${number}.`, { manifest: number });
  const { rows: parcels } = await db.execute<{
    shipment: string;
    trackingNumber: string;
    service: string;
    weightGrams: number;
    name: string;
    city: string;
    postalCode: string;
    country: string;
  }>(sql`
    select s.number as shipment, p.tracking_number as "trackingNumber", coalesce(p.service_name, p.service) as service,
           p.weight_grams as "weightGrams", o.shipping_address ->> 'name' as name,
           o.shipping_address ->> 'city' as city, o.shipping_address ->> 'postalCode' as "postalCode",
           o.shipping_address ->> 'country' as country
      from parcel p join shipment s on s.id = p.shipment_id join orders o on o.id = s.order_id
     where p.manifest_id = ${head.id} order by s.shipped_at, s.number, p.position`);
  const { id: _, openedAt, closedAt, ...facts } = head;
  return {
    ...facts,
    openedAt: openedAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    parcels,
    grams: parcels.reduce((grams, one) => grams + one.weightGrams, 0),
  };
}
