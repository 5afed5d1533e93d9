import { and, asc, eq, type SQL, sql } from "drizzle-orm";
import {
  appUser,
  location,
  lot,
  orderLine,
  orders,
  parcel,
  shipment,
  shipmentLine,
  stockLevel,
  variant,
  wave,
} from "@/db/schema";
import { staffDoubt } from "@/server/domain/carriage/doubt";
import { openHolds } from "@/server/domain/order/hold.store";
import type { HoldReason } from "@/server/domain/order/order";
import { readSettings } from "@/server/domain/settings/settings";
import type { Ctx, Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import { DomainError } from "@/server/kernel/errors";
import { asId } from "@/server/kernel/id";
import type { PostalAddress } from "@/server/ports/carrier";
import { openWalks } from "../wave/wave.queries";
import { benchPackages } from "./bench-packages.queries";
import type { OpenStatus } from "./shipment";
import type { QueueInput, QueueView } from "./shipment.schema";
import { findShipment } from "./shipment.store";

export type QueueItem = {
  number: string;
  status: OpenStatus;
  shipBy: string;
  late: boolean;
  paidAt: string;
  shippingTitle: string;
  express: boolean;
  place: string;
  timeZone: string;
  city: string;
  lines: number;
  units: number;
  picked: number;
  pickedBy: string | null;
  /** Whether it is the reader who picks it. */
  mine: boolean;
  /** The walk that it is picked on, and its tote. */
  wave: string | null;
  slot: number | null;
  /** Why its order may not leave; null when it may. */
  held: HoldReason | null;
};
export type Queue = {
  items: QueueItem[];
  nextCursor: string | null;
  /** How many are open in each state, in the chosen place. */
  counts: Partial<Record<OpenStatus, number>>;
  /** Walks that the reader has not ended. */
  walks: { number: string; place: string }[];
};

const pageSize = 50;
const isOpen = sql`s.status in ('assigned', 'picking', 'packed', 'labelled')`;

const isHeld = sql`exists (select 1 from order_hold h where h.order_id = s.order_id and h.lifted_at is null)`;

/** What has to leave, oldest promise first. Only the page's own rows are joined, so a long queue costs no more. */
export async function shipmentQueue(
  { db, now, actor }: Reader & Pick<Ctx, "actor">,
  input: QueueInput,
): Promise<Queue> {
  const me = actor.kind === "staff" ? actor.id : null;
  const only: Record<QueueView, SQL> = {
    late: sql`and s.ship_by < ${now.toISOString()}::timestamptz`,
    // One order a shipment of the queue, and not all express orders there ever were.
    express: sql`and (select o.service from orders o where o.id = s.order_id) = 'express'`,
    held: sql`and ${isHeld}`,
    mine: sql`and s.picked_by = ${me}::uuid`,
  };
  const chosen = input.only ? only[input.only] : sql``;
  const after = readCursor(input.cursor);
  const here = input.location
    ? sql`and s.location_id = (select id from location where code = ${input.location})`
    : sql``;
  const inState = input.status ? sql`and s.status = ${input.status}::shipment_status` : sql``;
  const beyond = after ? sql`and (s.ship_by, s.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const [page, counts, walks] = await Promise.all([
    db.execute<QueueItem & { id: string }>(sql`
      with page as materialized (
        select s.id, s.number, s.status, s.ship_by, s.location_id, s.order_id, s.picked_by, s.wave_id, s.slot
          from shipment s where ${isOpen} ${here} ${inState} ${chosen} ${beyond}
         order by s.ship_by, s.id limit ${pageSize + 1}
      )
      select p.id, p.number, p.status, to_json(p.ship_by) #>> '{}' as "shipBy",
             p.ship_by < ${now.toISOString()}::timestamptz as late,
             to_json(coalesce(o.paid_at, o.created_at)) #>> '{}' as "paidAt",
             o.shipping_title as "shippingTitle", o.service = 'express' as express,
             l.code as place, l.time_zone as "timeZone",
             concat_ws(', ', o.shipping_address ->> 'city', coalesce(o.shipping_address ->> 'region', o.shipping_address ->> 'country')) as city,
             n.lines, n.units, n.picked, u.name as "pickedBy",
             coalesce(p.picked_by = ${me}::uuid, false) as mine, w.number as wave, p.slot,
             (select h.reason from order_hold h where h.order_id = p.order_id and h.lifted_at is null
               order by h.placed_at limit 1) as held
        from page p
        join orders o on o.id = p.order_id
        join location l on l.id = p.location_id
        left join app_user u on u.id = p.picked_by
        left join wave w on w.id = p.wave_id
        cross join lateral (
          select count(*)::int as lines, coalesce(sum(quantity), 0)::int as units, coalesce(sum(picked), 0)::int as picked
            from shipment_line sl where sl.shipment_id = p.id) n
       order by p.ship_by, p.id`),
    db.execute<{ status: OpenStatus; open: number }>(
      sql`select s.status, count(*)::int as open from shipment s where ${isOpen} ${here} group by s.status`,
    ),
    me ? openWalks({ db }, me) : [],
  ]);
  const rows = page.rows.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    items: rows.map(({ id: _, ...item }) => item),
    nextCursor: page.rows.length > pageSize && last ? writeCursor([last.shipBy, last.id]) : null,
    counts: Object.fromEntries(counts.rows.map((row) => [row.status, row.open])),
    walks,
  };
}

/** The places that send things, for filters and forms. */
export const activePlaces = ({ db }: Pick<Reader, "db">) =>
  db
    .select({ code: location.code, name: location.name, timeZone: location.timeZone })
    .from(location)
    .where(eq(location.active, true))
    .orderBy(asc(location.priority), asc(location.code));

export type BenchLine = {
  stockLevelId: number;
  sku: string;
  title: string;
  variantTitle: string;
  image: string | null;
  barcode: string | null;
  bin: string | null;
  lot: string | null;
  expiresAt: string | null;
  quantity: number;
  picked: number;
};
export type Bench = Awaited<ReturnType<typeof shipmentBench>>;

/** Everything the packing bench needs of one shipment. */
export async function shipmentBench({ db }: Pick<Reader, "db">, name: string) {
  const { id, orderId, status } = await findShipment({ db }, name);
  const [heads, lines, packed, holds, settings] = await Promise.all([
    db
      .select({
        number: shipment.number,
        status: shipment.status,
        shipBy: shipment.shipBy,
        shippedAt: shipment.shippedAt,
        pickerId: shipment.pickedBy,
        picker: appUser.name,
        wave: wave.number,
        slot: shipment.slot,
        orderNumber: orders.number,
        customer: orders.customerName,
        address: orders.shippingAddress,
        addressCheck: orders.addressCheck,
        shippingTitle: orders.shippingTitle,
        place: location.code,
        placeName: location.name,
        placeAddress: location.address,
        timeZone: location.timeZone,
      })
      .from(shipment)
      .innerJoin(orders, eq(orders.id, shipment.orderId))
      .innerJoin(location, eq(location.id, shipment.locationId))
      .leftJoin(appUser, eq(appUser.id, shipment.pickedBy))
      .leftJoin(wave, eq(wave.id, shipment.waveId))
      .where(eq(shipment.id, id)),
    db
      .select({
        stockLevelId: shipmentLine.stockLevelId,
        sku: orderLine.sku,
        title: orderLine.title,
        variantTitle: orderLine.variantTitle,
        image: orderLine.image,
        barcode: variant.barcode,
        bin: stockLevel.bin,
        lot: lot.code,
        expiresAt: lot.expiresAt,
        quantity: shipmentLine.quantity,
        picked: shipmentLine.picked,
      })
      .from(shipmentLine)
      .innerJoin(orderLine, eq(orderLine.id, shipmentLine.orderLineId))
      .innerJoin(variant, eq(variant.id, orderLine.variantId))
      .innerJoin(stockLevel, eq(stockLevel.id, shipmentLine.stockLevelId))
      .leftJoin(lot, eq(lot.id, stockLevel.lotId))
      .where(eq(shipmentLine.shipmentId, id))
      .orderBy(asc(orderLine.position), asc(shipmentLine.stockLevelId)),
    benchPackages({ db }, { id, status }),
    openHolds({ db }, orderId),
    readSettings({ db }),
  ]);
  const head = heads[0];
  if (!head) throw new DomainError("not_found", `There is no shipment ${name}.`, { shipment: name });
  const { address, addressCheck, placeAddress, ...facts } = head;
  return {
    ...facts,
    /** Whether customs want to see what is in it. */
    abroad: address.country !== placeAddress.country,
    to: envelope(address),
    /** What a carrier doubts about it. */
    addressDoubt: staffDoubt(addressCheck, address),
    from: `${placeAddress.line1}, ${placeAddress.city}`,
    shipBy: head.shipBy.toISOString(),
    shippedAt: head.shippedAt?.toISOString() ?? null,
    lines: lines.map(
      ({ expiresAt, ...line }): BenchLine => ({
        ...line,
        expiresAt: expiresAt?.toISOString() ?? null,
      }),
    ),
    ...packed,
    /** Whether the shelf is scanned before the item. */
    scanBins: settings.scanBins,
    /** What keeps its order here; while there is any, it only goes back a step. */
    holds: holds.map(({ reason, note, placedAt }) => ({ reason, note, placedAt: placedAt.toISOString() })),
  };
}

/** An address as it is written on paper, line by line. */
function envelope(address: PostalAddress): string[] {
  const town = [address.city, address.region, address.postalCode].filter(Boolean).join(" ");
  return [address.name, address.company, address.line1, address.line2, town, address.country].filter(
    (line): line is string => Boolean(line),
  );
}

/** The label of a parcel as the carrier sent it; null when there is none. */
export async function labelOf({ db }: Pick<Reader, "db">, parcelId: string) {
  if (!/^[0-9a-f-]{36}$/i.test(parcelId)) return null;
  const [row] = await db
    .select({ base64: parcel.labelBase64, format: parcel.labelFormat, trackingNumber: parcel.trackingNumber })
    .from(parcel)
    .where(and(eq(parcel.id, asId<"parcel">(parcelId)), eq(parcel.labelStatus, "bought")));
  return row?.base64 && row.format
    ? { base64: row.base64, format: row.format, trackingNumber: row.trackingNumber }
    : null;
}
