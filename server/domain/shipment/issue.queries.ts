import { type SQL, sql } from "drizzle-orm";
import { readOrder } from "@/server/domain/order/order.store";
import { linesOf } from "@/server/domain/order/part-cancellation.store";
import { carriageOf, refundShare } from "@/server/domain/order/refund-share";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import { asId, type Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import type { IssueFilter } from "./issue.schema";
import { type Content, parcelContents, shipmentContents } from "./parcel-contents";
import { isOwn } from "./parcel-state";
import { handedBack, plainScan, plainScans } from "./plain-words";
import type { ShipmentIssueKind, TrackingState } from "./shipment";

type Scan = { state: TrackingState; code: string; description: string; place: string | null; at: string };

export type IssueListRow = {
  id: string;
  kind: ShipmentIssueKind;
  detail: string;
  openedAt: string;
  closedAt: string | null;
  closedBy: string | null;
  note: string | null;
  orderNumber: string;
  shipmentNumber: string;
  customer: string;
  carrier: string;
  trackingNumber: string;
  tracking: TrackingState | null;
  deliverBy: string | null;
  estimatedAt: string | null;
  lastScan: (Scan & { plain: string }) | null;
};

const pageSize = 50;
const iso = (column: SQL) => sql`to_json(${column}) #>> '{}'`;

const fields = sql`
  i.id, i.kind, i.detail, ${iso(sql`i.opened_at`)} as "openedAt", ${iso(sql`i.closed_at`)} as "closedAt",
  i.closed_by as "closedBy", i.note, o.number as "orderNumber", s.number as "shipmentNumber", o.customer_name as customer,
  p.carrier, p.tracking_number as "trackingNumber", p.tracking, o.deliver_by::text as "deliverBy",
  ${iso(sql`p.estimated_at`)} as "estimatedAt",
  (select json_build_object('state', t.state, 'code', t.code, 'description', t.description, 'place', t.place, 'at', t.at)
     from tracking_scan t where t.parcel_id = p.id order by t.at desc, t.received_at desc limit 1) as "lastScan"`;
const joined = sql`shipment_issue i join orders o on o.id = i.order_id join shipment s on s.id = i.shipment_id
  join parcel p on p.id = i.parcel_id`;

const inPlainWords = (row: IssueListRow): IssueListRow => ({
  ...row,
  lastScan: row.lastScan && {
    ...row.lastScan,
    plain:
      row.tracking === "returned" && row.lastScan.state === "delivered"
        ? handedBack
        : plainScan(row.carrier, row.lastScan),
  },
});

/** Problems with parcels: open ones oldest first, closed ones the newest first. */
export async function issueList(
  { db }: Pick<Reader, "db">,
  { kind, carrier, show, cursor }: IssueFilter,
): Promise<{ rows: IssueListRow[]; nextCursor: string | null }> {
  const from = readCursor(cursor);
  const open = show === "open";
  const wanted = [open ? sql`i.closed_at is null` : sql`i.closed_at is not null`];
  if (kind) wanted.push(sql`i.kind = ${kind}`);
  if (carrier) wanted.push(sql`p.carrier = ${carrier}`);
  if (from)
    wanted.push(
      sql`(i.opened_at, i.id) ${open ? sql`>` : sql`<`} (${from[0]}::timestamptz, ${from[1]}::uuid)`,
    );
  const { rows } = await db.execute<IssueListRow>(sql`
    select ${fields} from ${joined} where ${sql.join(wanted, sql` and `)}
     order by i.opened_at ${open ? sql`asc` : sql`desc`}, i.id ${open ? sql`asc` : sql`desc`} limit ${pageSize + 1}`);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    rows: page.map(inPlainWords),
    nextCursor: rows.length > pageSize && last ? writeCursor([last.openedAt, last.id]) : null,
  };
}

/** How many are open of each kind, counted up to a thousand. */
export async function issueCounts({
  db,
}: Pick<Reader, "db">): Promise<Partial<Record<ShipmentIssueKind, number>>> {
  const { rows } = await db.execute<{ kind: ShipmentIssueKind; count: number }>(sql`
    select kind, count(*)::int as count
      from (select kind from shipment_issue where closed_at is null limit 1000) as open group by kind`);
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]));
}

/** What is or was wrong with an order's parcels, oldest first. */
export async function issuesOfOrder(
  { db }: Pick<Reader, "db">,
  orderId: Id<"order">,
): Promise<IssueListRow[]> {
  const { rows } = await db.execute<IssueListRow>(
    sql`select ${fields} from ${joined} where i.order_id = ${orderId} order by i.opened_at, i.id`,
  );
  return rows.map(inPlainWords);
}

export type IssueDetail = IssueListRow & {
  email: string;
  phone: string | null;
  address: string;
  shippedAt: string | null;
  scans: (Scan & { plain: string; own: boolean })[];
  /** What is in the parcel, or might be. */
  contents: Content[];
  /** Nobody wrote down which of several boxes has what. */
  unsure: boolean;
  /** What would go back for all of it, and for carriage. */
  worth: Money;
  carriage: Money;
  /** The parcel has come to its end; nothing can be done about it any more. */
  ended: boolean;
};

/** One problem with everything that helps to decide about it; null when there is none. */
export async function issueDetail(reader: Reader, id: string): Promise<IssueDetail | null> {
  const { db } = reader;
  const { rows } = await db.execute<IssueListRow & Keys>(sql`
    select ${fields}, i.order_id as "orderId", i.shipment_id as "shipmentId", p.id as "parcelId", p.position,
           ${iso(sql`s.shipped_at`)} as "shippedAt"
      from ${joined} where i.id::text = ${id}`);
  const [row] = rows;
  if (!row) return null;
  const { orderId, shipmentId, parcelId, position, shippedAt, ...shown } = row;
  const box = { shipmentId: asId<"shipment">(shipmentId), position };
  const [order, lines, known, scans] = await Promise.all([
    readOrder(reader, asId(orderId)),
    linesOf(reader, asId(orderId)),
    parcelContents(reader, box),
    db.execute<Scan>(sql`
      select state, code, description, place, ${iso(sql`at`)} as at from tracking_scan where parcel_id = ${parcelId}
       order by at desc, received_at desc limit 60`),
  ]);
  const contents = known ?? (await shipmentContents(reader, box.shipmentId));
  const worth = contents.reduce((sum, { orderLineId, quantity }) => {
    const line = lines.find((one) => one.id === orderLineId);
    return line ? sum + refundShare(line, line.cancelledQuantity, quantity, order.pricesIncludeTax) : sum;
  }, 0);
  const to = order.shippingAddress;
  return {
    ...inPlainWords(shown),
    email: order.email,
    phone: order.phone,
    address: [
      to.name,
      to.line1,
      to.line2,
      `${to.city} ${to.region ?? ""} ${to.postalCode}`.trim(),
      to.country,
    ]
      .filter(Boolean)
      .join(", "),
    shippedAt,
    scans: plainScans(row.carrier, scans.rows).map((scan) => ({ ...scan, own: isOwn(scan.code) })),
    contents,
    unsure: known === null,
    worth: money(worth, order.currency),
    carriage: money(carriageOf(order, lines), order.currency),
    ended: row.tracking === "delivered" || scans.rows.some((scan) => isOwn(scan.code)),
  };
}

type Keys = {
  orderId: string;
  shipmentId: string;
  parcelId: string;
  position: number;
  shippedAt: string | null;
};
