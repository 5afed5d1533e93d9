import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { payment, rateLimit } from "@/db/schema";
import { after } from "@/server/kernel/clock";
import type { Ctx, Reader } from "@/server/kernel/ctx";
import type { Id } from "@/server/kernel/id";
import { type Asking, askingOf, pauseAfter, pausesOf } from "./asking";
import { liveStatuses, type PaymentProvider, type PaymentStatus } from "./payment";

/** A payment that has moved is asked about anew. Counted among the limits: they forget by themselves what is over. */
const keyOf = ({ id, status }: { id: string; status: PaymentStatus }) => `ask|${id}|${status}`;
export const keyInSql = sql`'ask|' || ${payment.id} || '|' || ${payment.status}`;

/** How long a payment may stand still before it is asked about for the first time. */
const firstPauseMs = pauseAfter("page", 0);

export type Standing = {
  id: Id<"payment">;
  orderId: Id<"order">;
  status: PaymentStatus;
  provider: PaymentProvider;
  providerRef: string | null;
};

/** Payments of a provider that stand still and whose turn to be asked about has come. */
export const paymentsToAsk = (
  { db, now }: Reader,
  provider: PaymentProvider,
  limit: number,
): Promise<Standing[]> =>
  db
    .select({
      id: payment.id,
      orderId: payment.orderId,
      status: payment.status,
      provider: payment.provider,
      providerRef: payment.providerRef,
    })
    .from(payment)
    .leftJoin(rateLimit, eq(rateLimit.key, keyInSql))
    .where(
      and(
        inArray(payment.status, [...liveStatuses]),
        eq(payment.provider, provider),
        lte(payment.changedAt, after(now, -firstPauseMs)),
        sql`coalesce(${rateLimit.expire}, 0) <= ${now.getTime()}`,
      ),
    )
    // Where money may have moved comes first: pages that nobody pays on stand still too, and there are many of them.
    .orderBy(sql`${payment.status} in ('capturing', 'authorized') desc`, asc(payment.changedAt))
    .limit(limit);

/** Takes the turn: whether it is this process that asks now, and nobody before the next pause is over. */
export const claimAsk = ({ db, now }: Pick<Ctx, "db" | "now">, one: Pick<Standing, "id" | "status">) =>
  claim({ db, now }, keyOf(one), askingOf(one.status));

async function claim({ db, now }: Pick<Ctx, "db" | "now">, key: string, asking: Asking): Promise<boolean> {
  const all = pausesOf(asking);
  const next = sql`(array[${sql.join(
    all.map((ms) => sql`${ms}::bigint`),
    sql`, `,
  )}])[least(${rateLimit.points} + 2, ${all.length})]`;
  const taken = await db
    .insert(rateLimit)
    .values({ key, points: 1, expire: now.getTime() + pauseAfter(asking, 1) })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: { points: sql`${rateLimit.points} + 1`, expire: sql`${now.getTime()} + ${next}` },
      setWhere: sql`${rateLimit.expire} <= ${now.getTime()}`,
    })
    .returning({ key: rateLimit.key });
  return taken.length > 0;
}
