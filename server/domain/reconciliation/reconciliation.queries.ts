import { and, asc, desc, eq, gte, isNull, lt, lte, sql } from "drizzle-orm";
import { orders, reconciliation, reconciliationDifference } from "@/db/schema";
import type { PaymentProvider } from "@/server/domain/payment/payment";
import { after, days } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { asId, type Id } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import { addDays, type Day, dayOf } from "./day";
import type { ReconciliationFilter } from "./reconciliation.schema";

/** So many days make a page. */
export const daysShown = 14;

const open = sql<number>`(select count(*)::int from ${reconciliationDifference}
  where ${reconciliationDifference.reconciliationId} = ${reconciliation.id} and ${reconciliationDifference.closedAt} is null)`;

/**
 * A page of days up to `until`, newest first, each with what was found for every provider; null where it was not compared.
 */
export async function listDays({ db, now }: Reader, providers: readonly PaymentProvider[], until?: Day) {
  const today = dayOf(now);
  const last = until !== undefined && until < today ? until : addDays(today, -1);
  const first = addDays(last, 1 - daysShown);
  const [rows, [oldest]] = await Promise.all([
    db
      .select({
        id: reconciliation.id,
        provider: reconciliation.provider,
        day: reconciliation.day,
        state: reconciliation.state,
        totals: reconciliation.totals,
        failure: reconciliation.failure,
        finishedAt: reconciliation.finishedAt,
        open,
      })
      .from(reconciliation)
      // Today only when somebody has asked for it.
      .where(and(gte(reconciliation.day, first), lte(reconciliation.day, until ?? today))),
    db.select({ day: reconciliation.day }).from(reconciliation).orderBy(asc(reconciliation.day)).limit(1),
  ]);
  const shown = rows.some((row) => row.day === today) && last < today ? [today] : [];
  const calendar = [...shown, ...Array.from({ length: daysShown }, (_, index) => addDays(last, -index))];
  // A provider that is no longer set up still has its past.
  const names = [...new Set([...providers, ...rows.map((row) => row.provider)])].sort().reverse();
  return {
    days: calendar
      // Before the first comparison there is nothing to miss.
      .filter((day) => day >= (oldest?.day ?? addDays(today, -1)))
      .flatMap((day) =>
        names.map((provider) => ({
          day,
          provider,
          run: rows.find((row) => row.day === day && row.provider === provider) ?? null,
        })),
      ),
    newer: last < addDays(today, -1) ? addDays(last, daysShown) : null,
    older: oldest && oldest.day < first ? addDays(first, -1) : null,
  };
}
export type DayRow = Awaited<ReturnType<typeof listDays>>["days"][number];

/** One comparison with what it found, open ones first. */
export async function reconciliationDetail({ db }: Reader, id: string) {
  const [run] = await db
    .select()
    .from(reconciliation)
    .where(eq(reconciliation.id, asId<"reconciliation">(id)));
  if (!run) return null;
  const differences = await differencesWhere(
    { db },
    eq(reconciliationDifference.reconciliationId, run.id),
    500,
  );
  return {
    ...run,
    open: differences.filter((one) => one.closedAt === null),
    closed: differences.filter((one) => one.closedAt !== null),
  };
}
export type ReconciliationDetail = NonNullable<Awaited<ReturnType<typeof reconciliationDetail>>>;
export type DifferenceRow = ReconciliationDetail["open"][number];

const differencesWhere = ({ db }: Pick<Reader, "db">, where: ReturnType<typeof and>, limit: number) =>
  db
    .select({
      id: reconciliationDifference.id,
      provider: reconciliationDifference.provider,
      day: reconciliation.day,
      kind: reconciliationDifference.kind,
      what: reconciliationDifference.what,
      ref: reconciliationDifference.ref,
      ours: reconciliationDifference.ours,
      theirs: reconciliationDifference.theirs,
      currency: reconciliationDifference.currency,
      at: reconciliationDifference.at,
      closedAt: reconciliationDifference.closedAt,
      closedBy: reconciliationDifference.closedBy,
      note: reconciliationDifference.note,
      orderNumber: orders.number,
    })
    .from(reconciliationDifference)
    .innerJoin(reconciliation, eq(reconciliation.id, reconciliationDifference.reconciliationId))
    .leftJoin(orders, eq(orders.id, reconciliationDifference.orderId))
    .where(where)
    .orderBy(asc(reconciliation.day), asc(reconciliationDifference.at), asc(reconciliationDifference.id))
    .limit(limit);

/** More than a spreadsheet is read for. */
const mostExported = 50_000;

/** The differences of some days, oldest first, for a file. */
export const differencesOf = (reader: Reader, { provider, from, to }: ReconciliationFilter) =>
  differencesWhere(
    reader,
    and(
      provider ? eq(reconciliation.provider, provider) : undefined,
      from ? gte(reconciliation.day, from) : undefined,
      to ? lte(reconciliation.day, to) : undefined,
    ),
    mostExported,
  );

/** What managers read about in a mail. */
export async function differencesForMail(reader: Reader, id: Id<"reconciliation">) {
  const rows = await differencesWhere(
    reader,
    and(eq(reconciliationDifference.reconciliationId, id), isNull(reconciliationDifference.closedAt)),
    500,
  );
  return rows.map(({ kind, what, ref, orderNumber, ours, theirs, currency }) => ({
    kind,
    what: what === "refund" ? ("refund" as const) : ("capture" as const),
    ref,
    ...(orderNumber ? { orderNumber } : {}),
    ...(ours === null ? {} : { ours: money(ours, currency) }),
    ...(theirs === null ? {} : { theirs: money(theirs, currency) }),
  }));
}

const many = 1000;

/** What a manager has to look at: open differences, and days of late that could not be compared. */
export async function reconciliationTroubles({ db, now }: Reader) {
  const [differences, failed] = await Promise.all([
    db
      .select({ at: reconciliationDifference.at, run: reconciliationDifference.reconciliationId })
      .from(reconciliationDifference)
      .where(isNull(reconciliationDifference.closedAt))
      .orderBy(asc(reconciliationDifference.at))
      .limit(many),
    db
      .select({ at: reconciliation.startedAt })
      .from(reconciliation)
      .where(
        and(
          gte(reconciliation.day, dayOf(after(now, -days(15)))),
          eq(reconciliation.state, "failed"),
          // The next hour's try often gets through.
          lt(reconciliation.day, dayOf(after(now, -days(1)))),
        ),
      )
      .orderBy(desc(reconciliation.day))
      .limit(many),
  ]);
  return {
    differences: { count: differences.length, oldest: differences[0]?.at ?? null },
    failed: { count: failed.length, oldest: failed.at(-1)?.at ?? null },
  };
}
