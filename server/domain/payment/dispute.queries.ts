import { type SQL, sql } from "drizzle-orm";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import type { Id } from "@/server/kernel/id";
import type { DisputeFilter } from "./dispute.schema";
import type { DisputeStatus, PaymentProvider } from "./payment";

export type DisputeListRow = {
  id: string;
  paymentId: string;
  orderNumber: string;
  customer: string;
  provider: PaymentProvider;
  ref: string;
  status: DisputeStatus;
  amount: number;
  currency: string;
  reason: string;
  evidenceDueAt: string | null;
  openedAt: string;
  closedAt: string | null;
};

const pageSize = 50;
const iso = (column: SQL) => sql`to_json(${column}) #>> '{}'`;
const fields = sql`
  d.id, d.payment_id as "paymentId", o.number as "orderNumber", o.customer_name as customer, d.provider, d.provider_ref as ref, d.status, d.amount,
  d.currency, d.reason, ${iso(sql`d.evidence_due_at`)} as "evidenceDueAt", ${iso(sql`d.opened_at`)} as "openedAt",
  ${iso(sql`d.closed_at`)} as "closedAt"`;

/** Disputes, the newest first. */
export async function disputeList(
  { db }: Pick<Reader, "db">,
  { show, provider, cursor }: DisputeFilter,
): Promise<{ rows: DisputeListRow[]; nextCursor: string | null }> {
  const from = readCursor(cursor);
  const wanted = [sql`true`];
  if (show === "open") wanted.push(sql`d.closed_at is null`);
  else if (show !== "all") wanted.push(sql`d.status = ${show}`);
  if (provider) wanted.push(sql`d.provider = ${provider}`);
  if (from) wanted.push(sql`(d.opened_at, d.id) < (${from[0]}::timestamptz, ${from[1]}::uuid)`);
  const { rows } = await db.execute<DisputeListRow>(sql`
    select ${fields} from dispute d join orders o on o.id = d.order_id where ${sql.join(wanted, sql` and `)}
     order by d.opened_at desc, d.id desc limit ${pageSize + 1}`);
  const page = rows.slice(0, pageSize);
  const last = page.at(-1);
  return {
    rows: page,
    nextCursor: rows.length > pageSize && last ? writeCursor([last.openedAt, last.id]) : null,
  };
}

/** Those that a manager has to answer, the first deadline first; the few that fit, and how many there are up to a thousand. */
export async function disputesToAnswer({
  db,
}: Pick<Reader, "db">): Promise<{ count: number; first: DisputeListRow[] }> {
  const { rows } = await db.execute<DisputeListRow>(sql`
    select ${fields} from dispute d join orders o on o.id = d.order_id
     where d.closed_at is null and d.status = 'needs_response'
     order by d.evidence_due_at asc nulls last, d.id limit 1000`);
  return { count: rows.length, first: rows.slice(0, 5) };
}

export type Evidence = {
  parcels: {
    trackingNumber: string;
    carrier: string;
    shippedAt: string | null;
    deliveredAt: string | null;
    deliveredWhere: string | null;
    scan: string | null;
  }[];
  /** Other orders of the same customer that arrived and were not disputed. */
  goodOrders: number;
  /** When the confirmation and the tracking mail went out. */
  confirmedAt: string | null;
  trackingMailAt: string | null;
};

/** An order's disputes with what we know that can speak for us. Null when there are none. */
export async function disputesOfOrder(
  { db }: Pick<Reader, "db">,
  orderId: Id<"order">,
): Promise<{ disputes: DisputeListRow[]; evidence: Evidence } | null> {
  const { rows: disputes } = await db.execute<DisputeListRow>(sql`
    select ${fields} from dispute d join orders o on o.id = d.order_id where d.order_id = ${orderId}
     order by d.opened_at desc, d.id desc`);
  if (disputes.length === 0) return null;
  const [parcels, facts] = await Promise.all([
    db.execute<Evidence["parcels"][number]>(sql`
      select p.tracking_number as "trackingNumber", p.carrier, ${iso(sql`s.shipped_at`)} as "shippedAt",
             ${iso(sql`t.at`)} as "deliveredAt", t.place as "deliveredWhere", t.description as scan
        from shipment s join parcel p on p.shipment_id = s.id and p.label_status = 'bought'
        left join lateral (select at, place, description from tracking_scan t
                            where t.parcel_id = p.id and t.state = 'delivered' order by t.at desc limit 1) t on true
       where s.order_id = ${orderId} and s.status in ('shipped', 'delivered')
       order by s.shipped_at, p.position`),
    db.execute<Omit<Evidence, "parcels">>(sql`
      select (select count(*)::int from (
               select 1 from orders other where other.email = o.email and other.id <> o.id and other.status = 'delivered'
                  and not exists (select 1 from dispute d where d.order_id = other.id) limit 100) as good) as "goodOrders",
             (select ${iso(sql`min(n.sent_at)`)} from notification n
               where n.order_id = o.id and n.template = 'order-confirmation') as "confirmedAt",
             (select ${iso(sql`min(n.sent_at)`)} from notification n
               where n.order_id = o.id and n.template = 'order-shipped') as "trackingMailAt"
        from orders o where o.id = ${orderId}`),
  ]);
  const [known] = facts.rows;
  return {
    disputes,
    evidence: {
      parcels: parcels.rows,
      goodOrders: known?.goodOrders ?? 0,
      confirmedAt: known?.confirmedAt ?? null,
      trackingMailAt: known?.trackingMailAt ?? null,
    },
  };
}
