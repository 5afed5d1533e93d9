import { and, eq, gte, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import { payment, reconciliation, refund } from "@/db/schema";
import type { PaymentProvider } from "@/server/domain/payment/payment";
import { after, days } from "@/server/kernel/clock";
import { actorName, type Ctx, type Reader } from "@/server/kernel/ctx";
import { asId, type Id, newId } from "@/server/kernel/id";
import type { Movement } from "@/server/ports/payment-gateway";
import type { OurMovement } from "./compare-books";
import type { Day } from "./day";
import { cutOffMs, type KnownDay, mostDaysBack } from "./days-due";

/** Marks a day as being compared. Null when somebody else is at it this moment. */
export async function claimDay(
  ctx: Ctx,
  provider: PaymentProvider,
  day: Day,
): Promise<Id<"reconciliation"> | null> {
  const started = { state: "running" as const, startedBy: actorName(ctx.actor), startedAt: ctx.now };
  const [row] = await ctx.db
    .insert(reconciliation)
    .values({ id: newId<"reconciliation">(), provider, day, ...started })
    .onConflictDoUpdate({
      target: [reconciliation.provider, reconciliation.day],
      set: { ...started, failure: null },
      setWhere: sql`${reconciliation.state} <> 'running'
        or ${reconciliation.startedAt} < ${after(ctx.now, -cutOffMs).toISOString()}::timestamptz`,
    })
    .returning({ id: reconciliation.id });
  return row?.id ?? null;
}

/** A comparison that could not be finished; what was found before stays. */
export async function failDay(ctx: Ctx, id: Id<"reconciliation">, failure: string): Promise<void> {
  await ctx.db
    .update(reconciliation)
    .set({ state: "failed", failure })
    .where(
      and(
        eq(reconciliation.id, id),
        eq(reconciliation.state, "running"),
        eq(reconciliation.startedAt, ctx.now),
      ),
    );
}

/** What has become of a provider's days of late, and its first day with a payment. */
export async function knownDays(
  { db, now }: Reader,
  provider: PaymentProvider,
): Promise<{ known: KnownDay[]; since: Day | null }> {
  const earliest = after(now, -mostDaysBack).toISOString().slice(0, 10);
  const [known, first] = await Promise.all([
    db
      .select({
        day: reconciliation.day,
        state: reconciliation.state,
        startedAt: reconciliation.startedAt,
        finishedAt: reconciliation.finishedAt,
      })
      .from(reconciliation)
      .where(and(eq(reconciliation.provider, provider), gte(reconciliation.day, earliest))),
    db
      .select({ at: payment.capturedAt })
      .from(payment)
      .where(and(eq(payment.provider, provider), eq(payment.status, "captured")))
      .orderBy(payment.capturedAt)
      .limit(1),
  ]);
  return { known, since: first[0]?.at?.toISOString().slice(0, 10) ?? null };
}

/** Banks take their time: a refund may have been asked for so long before it came through. */
const longestRefund = days(60);

/** What our books have between two moments, and whatever else of ours the provider's list names. */
export async function ourMovements(
  reader: Reader,
  provider: PaymentProvider,
  { from, to }: { from: Date; to: Date },
  theirs: readonly Movement[],
): Promise<OurMovement[]> {
  const between = (column: unknown) =>
    sql`${column} >= ${from.toISOString()}::timestamptz and ${column} < ${to.toISOString()}::timestamptz`;
  const captured = and(eq(payment.provider, provider), eq(payment.status, "captured"));
  const refunded = sql`coalesce(${refund.succeededAt}, ${refund.changedAt})`;
  const refs = (kind: Movement["kind"]) => theirs.filter((one) => one.kind === kind).map((one) => one.ref);

  const captures = await readCaptures(reader, and(captured, between(payment.capturedAt)));
  const lacking = without(refs("capture"), captures);
  if (lacking.length > 0)
    captures.push(...(await readCaptures(reader, and(captured, inArray(payment.captureRef, lacking)))));

  const refunds = await readRefunds(
    reader,
    and(
      eq(payment.provider, provider),
      eq(refund.status, "succeeded"),
      // What was paid back by other means never was at the provider.
      isNotNull(refund.providerRef),
      between(refunded),
      gte(refund.createdAt, after(from, -longestRefund)),
    ),
  );
  const lackingRefunds = without(refs("refund"), refunds);
  if (lackingRefunds.length > 0)
    refunds.push(
      ...(await readRefunds(
        reader,
        and(
          eq(payment.provider, provider),
          ne(refund.status, "failed"),
          inArray(refund.providerRef, lackingRefunds),
        ),
      )),
    );
  return [...captures, ...refunds];
}

const without = (refs: readonly string[], known: readonly OurMovement[]): string[] => {
  const here = new Set(known.map((one) => one.ref));
  return refs.filter((ref) => !here.has(ref));
};

async function readCaptures({ db }: Reader, where: ReturnType<typeof and>): Promise<OurMovement[]> {
  const rows = await db.select().from(payment).where(where);
  return rows.map((row) => ({
    kind: "capture",
    ref: row.captureRef,
    paymentId: row.id,
    refundId: null,
    orderId: row.orderId,
    amount: row.capturedAmount,
    currency: row.currency,
    hasFee: row.feeAmount !== null,
    done: true,
    at: row.capturedAt ?? row.changedAt,
  }));
}

async function readRefunds({ db }: Reader, where: ReturnType<typeof and>): Promise<OurMovement[]> {
  const rows = await db
    .select({ refund, currency: payment.currency })
    .from(refund)
    .innerJoin(payment, eq(payment.id, refund.paymentId))
    .where(where);
  return rows.map(({ refund: row, currency }) => ({
    kind: "refund",
    ref: row.providerRef,
    paymentId: row.paymentId,
    refundId: row.id,
    orderId: row.orderId,
    amount: row.amount,
    currency,
    hasFee: true,
    done: row.status === "succeeded",
    at: row.succeededAt ?? row.changedAt,
  }));
}

/** Keeps what the provider took for payments whose fee we had not been told. */
export async function keepFees(
  { db }: Pick<Ctx, "db">,
  fees: readonly { paymentId: Id<"payment">; amount: number }[],
): Promise<void> {
  for (const { paymentId, amount } of fees)
    await db
      .update(payment)
      .set({ feeAmount: amount })
      .where(and(eq(payment.id, paymentId), isNull(payment.feeAmount)));
}

/** Refunds of a payment whose answer may have been lost. */
export const openRefundsOf = ({ db }: Reader, paymentId: string) =>
  db
    .select({ id: refund.id })
    .from(refund)
    .where(
      and(
        eq(refund.paymentId, asId<"payment">(paymentId)),
        inArray(refund.status, ["requested", "submitted"]),
      ),
    );
