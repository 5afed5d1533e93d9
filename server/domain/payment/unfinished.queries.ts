import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { orders, payment, rateLimit } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import { money } from "@/server/kernel/money";
import { askingOf, pauseAfter } from "./asking";
import { keyInSql } from "./asking.store";
import { liveStatuses } from "./payment";

type Turn = { after?: string | undefined; limit?: number };

/** Payments that may still become money, those that have stood still longest first, and when they are asked about. */
export async function unfinishedList({ db }: Reader, turn: Turn = {}) {
  const from = readCursor(turn.after);
  const limit = turn.limit ?? 50;
  const beyond: SQL | undefined = from
    ? sql`(${payment.changedAt}, ${payment.id}) > (${from[0]}::timestamptz, ${from[1]}::uuid)`
    : undefined;
  const found = await db
    .select({
      id: payment.id,
      status: payment.status,
      provider: payment.provider,
      providerRef: payment.providerRef,
      amount: payment.amount,
      currency: payment.currency,
      createdAt: payment.createdAt,
      changedAt: payment.changedAt,
      orderNumber: orders.number,
      orderStatus: orders.status,
      times: rateLimit.points,
      nextMs: rateLimit.expire,
    })
    .from(payment)
    .innerJoin(orders, eq(orders.id, payment.orderId))
    .leftJoin(rateLimit, eq(rateLimit.key, keyInSql))
    .where(and(inArray(payment.status, [...liveStatuses]), beyond))
    .orderBy(asc(payment.changedAt), asc(payment.id))
    .limit(limit + 1);
  const rows = found.slice(0, limit).map(({ amount, currency, times, nextMs, ...row }) => {
    const asking = askingOf(row.status);
    const next = nextMs ?? row.changedAt.getTime() + pauseAfter(asking, 0);
    return {
      ...row,
      amount: money(amount, currency),
      times: times ?? 0,
      askedAt: nextMs === null || times === null ? null : new Date(nextMs - pauseAfter(asking, times)),
      nextAt: new Date(next),
    };
  });
  const last = rows.at(-1);
  const more = found.length > limit && last ? writeCursor([last.changedAt.toISOString(), last.id]) : null;
  return { rows, more };
}
export type UnfinishedRow = Awaited<ReturnType<typeof unfinishedList>>["rows"][number];
