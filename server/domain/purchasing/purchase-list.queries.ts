import { and, asc, desc, eq, ilike, inArray, lt, type SQL, sql } from "drizzle-orm";
import { location, purchaseOrder, purchaseOrderLine, supplier } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import { type Money, money } from "@/server/kernel/money";
import { awaitedStatuses, isAwaited, type PurchaseOrderStatus } from "./purchase-order";
import type { PurchaseOrderFilter } from "./purchase-order.schema";

export type PurchaseOrderListRow = {
  number: string;
  status: PurchaseOrderStatus;
  automatic: boolean;
  /** A draft that waits for a manager. */
  asked: boolean;
  supplier: string;
  place: string;
  lines: number;
  units: number;
  received: number;
  total: Money;
  createdAt: Date;
  expectedAt: Date | null;
  overdue: boolean;
};

export type PurchaseOrderList = { rows: PurchaseOrderListRow[]; newer: string | null; older: string | null };

type Turn = { after?: string | undefined; before?: string | undefined; limit?: number };

/** One page of purchase orders, newest first. `after` turns to older ones, `before` back to newer ones. */
export async function listPurchaseOrders(
  { db, now }: Reader,
  filter: PurchaseOrderFilter,
  { after, before, limit = 50 }: Turn = {},
): Promise<PurchaseOrderList> {
  const backwards = before !== undefined;
  const from = readCursor(before ?? after);
  const turn = backwards ? asc : desc;
  const found = await db
    .select({ order: purchaseOrder, supplier: supplier.name, place: location.code })
    .from(purchaseOrder)
    .innerJoin(supplier, eq(supplier.id, purchaseOrder.supplierId))
    .innerJoin(location, eq(location.id, purchaseOrder.locationId))
    .where(and(fits(filter, now), beyond(from, backwards)))
    .orderBy(turn(purchaseOrder.createdAt), turn(purchaseOrder.id))
    .limit(limit + 1);
  const kept = found.slice(0, limit);
  if (backwards) kept.reverse();

  const sums = await sumsOf(
    db,
    kept.map(({ order }) => order.id),
  );
  const rows = kept.map(({ order, supplier: seller, place }): PurchaseOrderListRow => {
    const its = sums.get(order.id);
    return {
      number: order.number,
      status: order.status,
      automatic: order.automatic,
      asked: order.approvalAskedAt !== null,
      supplier: seller,
      place,
      lines: its?.lines ?? 0,
      units: its?.units ?? 0,
      received: its?.received ?? 0,
      total: money(Number(its?.total ?? 0), order.currency),
      createdAt: order.createdAt,
      expectedAt: order.expectedAt,
      overdue: isAwaited(order.status) && order.expectedAt !== null && order.expectedAt < now,
    };
  });
  const [first, last] = [kept[0]?.order, kept.at(-1)?.order];
  const more = found.length > limit;
  return {
    rows,
    newer: first && (backwards ? more : from !== null) ? cursorOf(first) : null,
    older: last && (backwards || more) ? cursorOf(last) : null,
  };
}

const cursorOf = ({ createdAt, id }: { createdAt: Date; id: string }) =>
  writeCursor([createdAt.toISOString(), id]);

const beyond = (from: ReturnType<typeof readCursor>, backwards: boolean): SQL | undefined =>
  from
    ? sql`(${purchaseOrder.createdAt}, ${purchaseOrder.id}) ${sql.raw(backwards ? ">" : "<")} (${from[0]}::timestamptz, ${from[1]}::uuid)`
    : undefined;

const fits = ({ status, supplier: code, place, overdue, q }: PurchaseOrderFilter, now: Date) =>
  and(
    status === "open"
      ? inArray(purchaseOrder.status, ["draft", ...awaitedStatuses])
      : status && eq(purchaseOrder.status, status),
    code ? eq(supplier.code, code) : undefined,
    place ? eq(location.code, place) : undefined,
    overdue
      ? and(inArray(purchaseOrder.status, [...awaitedStatuses]), lt(purchaseOrder.expectedAt, now))
      : undefined,
    q ? ilike(purchaseOrder.number, `%${q.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
  );

async function sumsOf(db: Reader["db"], ids: (typeof purchaseOrder.$inferSelect)["id"][]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await db
    .select({
      id: purchaseOrderLine.purchaseOrderId,
      lines: sql<number>`count(*)::int`,
      units: sql<number>`sum(${purchaseOrderLine.quantity})::int`,
      received: sql<number>`sum(${purchaseOrderLine.received})::int`,
      total: sql<string>`sum(${purchaseOrderLine.quantity}::bigint * ${purchaseOrderLine.costAmount})`,
    })
    .from(purchaseOrderLine)
    .where(inArray(purchaseOrderLine.purchaseOrderId, ids))
    .groupBy(purchaseOrderLine.purchaseOrderId);
  return new Map(rows.map((row) => [row.id as string, row]));
}
