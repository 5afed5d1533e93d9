import { and, asc, desc, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import { orders, payment, refund } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import { readCursor, writeCursor } from "@/server/kernel/cursor";
import type { Id } from "@/server/kernel/id";
import { type Money, money } from "@/server/kernel/money";
import type { PaymentProvider, RefundStatus } from "./payment";
import { failureWords } from "./refund";
import type { RefundFilter } from "./refund.schema";

export type RefundRow = {
  id: Id<"refund">;
  orderNumber: string;
  amount: Money;
  status: RefundStatus;
  byHand: boolean;
  provider: PaymentProvider;
  ref: string | null;
  reason: string;
  requestedBy: string | null;
  failure: string | null;
  nextTryAt: Date | null;
  createdAt: Date;
};

type Page = { rows: RefundRow[]; newer: string | null; older: string | null };

/** One page of refunds, newest first. `after` turns to older ones, `before` back to newer ones. */
export async function listRefunds(
  { db }: Reader,
  filter: RefundFilter,
  turn: { timeZone: string; after?: string | undefined; before?: string | undefined; limit?: number },
): Promise<Page> {
  const limit = turn.limit ?? 50;
  const backwards = turn.before !== undefined;
  const from = readCursor(turn.before ?? turn.after);
  const way = backwards ? asc : desc;
  const beyond = from
    ? sql`(${refund.createdAt}, ${refund.id}) ${sql.raw(backwards ? ">" : "<")} (${from[0]}::timestamptz, ${from[1]}::uuid)`
    : undefined;
  const found = await db
    .select({ refund, number: orders.number, provider: payment.provider, currency: payment.currency })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .innerJoin(orders, eq(orders.id, refund.orderId))
    .where(and(whereOf(filter, turn.timeZone), beyond))
    .orderBy(way(refund.createdAt), way(refund.id))
    .limit(limit + 1);
  const kept = found.slice(0, limit);
  if (backwards) kept.reverse();
  const [first, last] = [kept[0], kept.at(-1)];
  const more = found.length > limit;
  const cursorOf = ({ refund: row }: (typeof found)[number]) =>
    writeCursor([row.createdAt.toISOString(), row.id]);
  return {
    rows: kept.map(({ refund: row, number, provider, currency }) => ({
      id: row.id,
      orderNumber: number,
      amount: money(row.amount, currency),
      status: row.status,
      byHand: row.status === "succeeded" && row.providerRef === null,
      provider,
      ref: row.providerRef,
      reason: row.reason,
      requestedBy: row.requestedBy,
      failure: row.status === "failed" ? failureWords(row.failureReason) : null,
      nextTryAt: row.nextTryAt,
      createdAt: row.createdAt,
    })),
    newer: first && (backwards ? more : from !== null) ? cursorOf(first) : null,
    older: last && (backwards || more) ? cursorOf(last) : null,
  };
}

function whereOf({ state, provider, from, to, q }: RefundFilter, timeZone: string): SQL | undefined {
  const startOf = (day: string, plus = 0) =>
    sql`((${day}::date + ${plus}::int)::timestamp at time zone ${timeZone})`;
  return and(
    state && stateIs[state],
    provider && eq(payment.provider, provider),
    from ? sql`${refund.createdAt} >= ${startOf(from)}` : undefined,
    to ? sql`${refund.createdAt} < ${startOf(to, 1)}` : undefined,
    q
      ? or(
          eq(orders.number, q.toUpperCase()),
          eq(refund.providerRef, q),
          ilike(refund.requestedBy, `%${q.replace(/[\\%_]/g, "\\$&")}%`),
        )
      : undefined,
  );
}

const stateIs = {
  open: inArray(refund.status, ["requested", "submitted"]),
  failed: eq(refund.status, "failed"),
  succeeded: and(eq(refund.status, "succeeded"), isNotNull(refund.providerRef)),
  by_hand: and(eq(refund.status, "succeeded"), isNull(refund.providerRef)),
};
