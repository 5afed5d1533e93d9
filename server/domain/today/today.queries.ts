import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lt, notLike, sql } from "drizzle-orm";
import {
  backorder,
  event,
  location,
  notification,
  orderHold,
  orders,
  payment,
  policyRun,
  product,
  refund,
  reorderRule,
  shipment,
  shipmentIssue,
  stockLevel,
  variant,
} from "@/db/schema";
import { reconciliationTroubles } from "@/server/domain/reconciliation/reconciliation.queries";
import { parkedTooLong } from "@/server/domain/webhook/inbox.queries";
import { after, days, minutes } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { type Money, money } from "@/server/kernel/money";

/** Lists on this page show the most pressing few; the count says how many there are. */
const few = 6;
const many = 1000;

/** What the warehouse has to do: shipments to pick, started and packed ones to finish, parcels in trouble, shelves that run low. */
export async function warehouseToday(reader: Reader) {
  const [toPick, started, exceptions, low] = await Promise.all([
    shipmentsIn(reader, ["assigned"]),
    shipmentsIn(reader, ["picking", "packed", "labelled"]),
    parcelsInTrouble(reader),
    lowStock(reader),
  ]);
  return { toPick, started, exceptions, low };
}

type OpenStatus = "assigned" | "picking" | "packed" | "labelled";

/** The few that have to leave first, and how many there are. */
async function shipmentsIn({ db }: Reader, statuses: OpenStatus[]) {
  // An order on hold is a manager's to look at, not work for the warehouse.
  const open = and(
    inArray(shipment.status, statuses),
    sql`not exists (select 1 from ${orderHold} where ${orderHold.orderId} = ${shipment.orderId} and ${orderHold.liftedAt} is null)`,
  );
  const [first, [counted]] = await Promise.all([
    db
      .select({
        number: shipment.number,
        status: shipment.status,
        place: location.name,
        shippingTitle: orders.shippingTitle,
        shipBy: shipment.shipBy,
      })
      .from(shipment)
      .innerJoin(orders, eq(orders.id, shipment.orderId))
      .innerJoin(location, eq(location.id, shipment.locationId))
      .where(open)
      .orderBy(asc(shipment.shipBy), asc(shipment.id))
      .limit(few),
    db
      .select({ count: sql<number>`count(*)::int` })
      .from(db.select({ id: shipment.id }).from(shipment).where(open).limit(many).as("open")),
  ]);
  return { count: counted?.count ?? 0, first };
}

async function parcelsInTrouble({ db }: Reader) {
  const rows = await db
    .select({
      id: shipmentIssue.id,
      kind: shipmentIssue.kind,
      detail: shipmentIssue.detail,
      orderNumber: orders.number,
      at: shipmentIssue.openedAt,
    })
    .from(shipmentIssue)
    .innerJoin(orders, eq(orders.id, shipmentIssue.orderId))
    .where(isNull(shipmentIssue.closedAt))
    .orderBy(asc(shipmentIssue.openedAt), asc(shipmentIssue.id))
    .limit(many);
  return { count: rows.length, first: rows.slice(0, few) };
}

async function lowStock({ db }: Reader) {
  const rows = await db
    .select({
      sku: variant.sku,
      title: product.title,
      variantTitle: variant.title,
      place: location.code,
      reorderPoint: reorderRule.reorderPoint,
      since: reorderRule.lowSince,
      available: sql<number>`coalesce((select sum(${stockLevel.available})::int from ${stockLevel}
        where ${stockLevel.variantId} = ${variant.id} and ${stockLevel.locationId} = ${location.id}), 0)`,
    })
    .from(reorderRule)
    .innerJoin(variant, eq(variant.id, reorderRule.variantId))
    .innerJoin(product, eq(product.id, variant.productId))
    .innerJoin(location, eq(location.id, reorderRule.locationId))
    .where(isNotNull(reorderRule.lowSince))
    .orderBy(desc(reorderRule.lowSince))
    .limit(many);
  return { count: rows.length, first: rows.slice(0, few) };
}

export type Trouble = { count: number; oldest: Date | null };

/** What a manager has to look at: money that stands still, promises to the outside that were not kept. */
export async function managerToday(reader: Reader) {
  const { db, now } = reader;
  const [held, backorders, parked, failedRefunds, capturing, failedRuns, unsent, outbox] = await Promise.all([
    trouble(
      db
        .select({ at: sql<Date>`min(${orderHold.placedAt})`.mapWith(orderHold.placedAt) })
        .from(orderHold)
        .where(isNull(orderHold.liftedAt))
        .groupBy(orderHold.orderId)
        .orderBy(asc(sql`min(${orderHold.placedAt})`))
        .limit(many),
    ),
    trouble(
      db
        .select({ at: backorder.openedAt })
        .from(backorder)
        .where(isNull(backorder.closedAt))
        .orderBy(asc(backorder.openedAt), asc(backorder.id))
        .limit(many),
    ),
    parkedTooLong(reader),
    trouble(
      db
        .select({ at: refund.changedAt })
        .from(refund)
        .where(eq(refund.status, "failed"))
        .orderBy(asc(refund.changedAt))
        .limit(many),
    ),
    db
      .select({ at: payment.changedAt, number: orders.number })
      .from(payment)
      .innerJoin(orders, eq(orders.id, payment.orderId))
      .where(and(eq(payment.status, "capturing"), lt(payment.changedAt, after(now, -minutes(1)))))
      .orderBy(asc(payment.changedAt))
      .limit(many),
    trouble(
      db
        .select({ at: policyRun.startedAt })
        .from(policyRun)
        .where(and(eq(policyRun.outcome, "failed"), gt(policyRun.startedAt, after(now, -days(7)))))
        .orderBy(asc(policyRun.startedAt))
        .limit(many),
    ),
    trouble(
      db
        .select({ at: notification.createdAt })
        .from(notification)
        .where(
          // What its reader refuses, or could not get the last time, is no news.
          sql`(${and(eq(notification.status, "undeliverable"), gt(notification.createdAt, after(now, -days(7))), notLike(notification.failure, "Not sent: %"))})
           or (${and(isNotNull(notification.bouncedAt), gt(notification.createdAt, after(now, -days(7))))})
           or (${and(eq(notification.status, "intended"), lt(notification.createdAt, after(now, -minutes(5))))})`,
        )
        .orderBy(asc(notification.createdAt))
        .limit(many),
    ),
    outboxLag(reader),
  ]);
  return {
    held,
    backorders,
    parked,
    failedRefunds,
    capturing,
    failedRuns,
    unsent,
    outbox,
    reconciliation: await reconciliationTroubles(reader),
  };
}

async function trouble(oldestFirst: PromiseLike<{ at: Date }[]>): Promise<Trouble> {
  const rows = await oldestFirst;
  return { count: rows.length, oldest: rows[0]?.at ?? null };
}

/** Events that are written and not yet told to the event server. A healthy shop has none older than a second or two. */
export const outboxLag = ({ db }: Reader): Promise<Trouble> =>
  trouble(
    db
      .select({ at: event.occurredAt })
      .from(event)
      .where(isNull(event.publishedAt))
      .orderBy(asc(event.id))
      .limit(many),
  );

export type Day = { day: string; orders: number; paidOrders: number; units: number; sales: Money };

/**
 * The last 14 days where the shop is, today included, by the day an order was placed. Sales and units count orders that were
 * paid and not cancelled since.
 */
export async function lastDays({ db, now }: Reader, timeZone: string, currency: string): Promise<Day[]> {
  const { rows } = await db.execute<Omit<Day, "sales"> & { sales: number }>(sql`
    with day as (
      select generate_series(today - 13, today, interval '1 day')::date as day
        from (select (${now.toISOString()}::timestamptz at time zone ${timeZone})::date as today) as t
    ), placed as (
      select (o.created_at at time zone ${timeZone})::date as day, o.total_amount,
             o.paid_at is not null and o.status <> 'cancelled' as sold,
             (select sum(l.quantity) from order_line l where l.order_id = o.id) as units
        from orders o
       where o.created_at >= ((select min(day) from day)::timestamp at time zone ${timeZone})
    )
    select to_char(day.day, 'YYYY-MM-DD') as day,
           count(placed.day)::int as orders,
           count(*) filter (where sold)::int as "paidOrders",
           coalesce(sum(units) filter (where sold), 0)::int as units,
           coalesce(sum(total_amount) filter (where sold), 0)::float8 as sales
      from day left join placed on placed.day = day.day
     group by day.day
     order by day.day`);
  return rows.map((row) => ({ ...row, sales: money(row.sales, currency) }));
}

/** Why orders of the last 14 days were cancelled, most frequent first. */
export const cancelReasonCounts = ({ db, now }: Reader) =>
  db
    .select({ reason: sql<string>`${orders.cancelReason}`, count: sql<number>`count(*)::int` })
    .from(orders)
    .where(and(eq(orders.status, "cancelled"), gt(orders.createdAt, after(now, -days(14)))))
    .groupBy(orders.cancelReason)
    .orderBy(desc(sql`count(*)`));
