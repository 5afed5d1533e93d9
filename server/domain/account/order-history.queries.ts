import { and, asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { orderLine, orders } from "@/db/schema";
import type { CancelReason, OrderStatus } from "@/server/domain/order/order";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import type { Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";

export type HistoryRow = {
  number: string;
  status: OrderStatus;
  cancelReason: CancelReason | null;
  createdAt: Date;
  paymentDueAt: Date;
  /** The day it was promised by, as the calendar shows it (YYYY-MM-DD). */
  deliverBy: string | null;
  total: Money;
  units: number;
  /** The first titles and pictures, and how many lines there are in all. */
  titles: string[];
  images: string[];
  lines: number;
};

export type HistoryPage = { rows: HistoryRow[]; newer: string | null; older: string | null };

type Turn = { after?: string | undefined; before?: string | undefined; limit?: number };

/** One page of a customer's orders, newest first; those that were placed as a guest with the same address are among them. */
export async function orderHistory(
  reader: Reader,
  customerId: Id<"customer">,
  { after, before, limit = 20 }: Turn = {},
): Promise<HistoryPage> {
  const backwards = before !== undefined;
  const from = readCursor(before ?? after);
  const beyond: SQL | undefined = from
    ? sql`(${orders.createdAt}, ${orders.id}) ${sql.raw(backwards ? ">" : "<")} (${from[0]}::timestamptz, ${from[1]}::uuid)`
    : undefined;
  const turn = backwards ? asc : desc;
  const found = await reader.db
    .select()
    .from(orders)
    .where(and(eq(orders.customerId, customerId), beyond))
    .orderBy(turn(orders.createdAt), turn(orders.id))
    .limit(limit + 1);
  const kept = found.slice(0, limit);
  if (backwards) kept.reverse();
  const [first, last] = [kept[0], kept.at(-1)];
  const more = found.length > limit;
  return {
    rows: await described(reader, kept),
    newer: first && (backwards ? more : from !== null) ? cursorOf(first) : null,
    older: last && (backwards || more) ? cursorOf(last) : null,
  };
}

type Row = typeof orders.$inferSelect;

const cursorOf = ({ createdAt, id }: Row) => writeCursor([createdAt.toISOString(), id]);

async function described({ db }: Reader, rows: readonly Row[]): Promise<HistoryRow[]> {
  if (rows.length === 0) return [];
  const lines = await db
    .select({
      orderId: orderLine.orderId,
      title: orderLine.title,
      image: orderLine.image,
      units: sql<number>`${orderLine.quantity} - ${orderLine.cancelledQuantity}`,
    })
    .from(orderLine)
    .where(
      inArray(
        orderLine.orderId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(orderLine.orderId, orderLine.position);
  return rows.map((row) => {
    const its = lines.filter(({ orderId }) => orderId === row.id);
    return {
      number: row.number,
      status: row.status,
      cancelReason: row.cancelReason,
      createdAt: row.createdAt,
      paymentDueAt: row.paymentDueAt,
      deliverBy: row.deliverBy,
      total: money(row.totalAmount, row.currency),
      units: its.reduce((units, line) => units + line.units, 0),
      titles: [...new Set(its.map(({ title }) => title))].slice(0, 3),
      images: its.flatMap(({ image }) => image ?? []).slice(0, 3),
      lines: its.length,
    };
  });
}
