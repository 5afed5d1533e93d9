import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { orderHold, orderLine, orders, refund } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import type { Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import type { CancelReason, OrderStatus } from "./order";
import { whereOf } from "./order-filter";
import type { OrderFilter } from "./order-list.schema";

export type OrderRow = {
  number: string;
  status: OrderStatus;
  cancelReason: CancelReason | null;
  createdAt: Date;
  paymentDueAt: Date;
  customerName: string;
  email: string;
  place: string;
  units: number;
  /** The first line's title and how many more there are. */
  first: string;
  more: number;
  total: Money;
  openRefund: boolean;
  held: boolean;
};

export type OrderPage = { rows: OrderRow[]; newer: string | null; older: string | null };

type Turn = { after?: string | undefined; before?: string | undefined };

/** One page of orders, newest first. `after` turns to older ones, `before` back to newer ones. */
export async function listOrders(
  reader: Reader,
  filter: OrderFilter,
  turn: Turn & { timeZone: string; limit?: number },
): Promise<OrderPage> {
  const limit = turn.limit ?? 50;
  const backwards = turn.before !== undefined;
  const from = readCursor(turn.before ?? turn.after);
  const where = await whereOf(reader, filter, turn.timeZone);

  const found = await page(reader, and(where, beyond(from, backwards)), { limit: limit + 1, backwards });
  const kept = found.slice(0, limit);
  if (backwards) kept.reverse();

  const rows = await described(reader, kept);
  const [first, last] = [kept[0], kept.at(-1)];
  const moreBeyond = found.length > limit;
  return {
    rows,
    newer: first && (backwards ? moreBeyond : from !== null) ? cursorOf(first) : null,
    older: last && (backwards || moreBeyond) ? cursorOf(last) : null,
  };
}

type Row = typeof orders.$inferSelect;

const cursorOf = (row: Pick<Row, "createdAt" | "id">) => writeCursor([row.createdAt.toISOString(), row.id]);

const beyond = (from: ReturnType<typeof readCursor>, backwards: boolean): SQL | undefined =>
  from
    ? sql`(${orders.createdAt}, ${orders.id}) ${sql.raw(backwards ? ">" : "<")} (${from[0]}::timestamptz, ${from[1]}::uuid)`
    : undefined;

const page = (
  { db }: Reader,
  where: SQL | undefined,
  { limit, backwards }: { limit: number; backwards: boolean },
) => {
  const turn = backwards ? asc : desc;
  return db.select().from(orders).where(where).orderBy(turn(orders.createdAt), turn(orders.id)).limit(limit);
};

/** What a page's rows show besides the order itself: two reads for all of them. */
async function described({ db }: Reader, rows: readonly Row[]): Promise<OrderRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const [lines, refunds, holds] = await Promise.all([
    db
      .select({
        orderId: orderLine.orderId,
        units: sql<number>`sum(${orderLine.quantity})::int`,
        lines: sql<number>`count(*)::int`,
        first: sql<string>`(array_agg(${orderLine.title} order by ${orderLine.position}))[1]`,
      })
      .from(orderLine)
      .where(inArray(orderLine.orderId, ids))
      .groupBy(orderLine.orderId),
    db
      .selectDistinct({ orderId: refund.orderId })
      .from(refund)
      .where(and(inArray(refund.orderId, ids), inArray(refund.status, ["requested", "submitted", "failed"]))),
    db
      .selectDistinct({ orderId: orderHold.orderId })
      .from(orderHold)
      .where(and(inArray(orderHold.orderId, ids), isNull(orderHold.liftedAt))),
  ]);
  const linesOf = new Map(lines.map((line) => [line.orderId, line]));
  const owed = new Set<Id<"order">>(refunds.map((row) => row.orderId));
  const held = new Set<Id<"order">>(holds.map((row) => row.orderId));
  return rows.map((row) => {
    const its = linesOf.get(row.id);
    return {
      number: row.number,
      status: row.status,
      cancelReason: row.cancelReason,
      createdAt: row.createdAt,
      paymentDueAt: row.paymentDueAt,
      customerName: row.customerName,
      email: row.email,
      place: [row.shippingAddress.city, row.shippingAddress.region ?? row.shippingAddress.country].join(", "),
      units: its?.units ?? 0,
      first: its?.first ?? "",
      more: Math.max(0, (its?.lines ?? 0) - 1),
      total: money(row.totalAmount, row.currency),
      openRefund: owed.has(row.id),
      held: held.has(row.id),
    };
  });
}

type Waiting = Record<"pending" | "paid" | "partly" | "held", number>;

/** How many orders wait for something, for the saved views; more than 999 is "many" and not counted on. */
export async function waitingCounts({ db }: Reader): Promise<Waiting> {
  const count = (status: OrderStatus) =>
    sql<number>`(select count(*)::int from (select 1 from ${orders} where ${eq(orders.status, status)} limit 1000) few)`;
  const { rows } = await db.execute<Waiting>(
    sql`select ${count("pending")} as pending, ${count("paid")} as paid, ${count("partially_shipped")} as partly,
               (select count(*)::int from (select distinct ${orderHold.orderId} from ${orderHold}
                 where ${orderHold.liftedAt} is null limit 1000) few) as held`,
  );
  return rows[0] ?? { pending: 0, paid: 0, partly: 0, held: 0 };
}
