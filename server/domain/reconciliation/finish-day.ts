import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { reconciliation, reconciliationDifference } from "@/db/schema";
import type { PaymentProvider } from "@/server/domain/payment/payment";
import { fact, record } from "@/server/events/outbox";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import type { Comparison, Difference } from "./compare-books";
import type { Day } from "./day";
import type { Reconciled } from "./reconcile-day";

type About = { id: Id<"reconciliation">; provider: PaymentProvider; day: Day };
type Row = typeof reconciliationDifference.$inferSelect;

/** What was closed because both sides agree now, and not by a person. */
export const agreesNow = "Both sides agree now.";

/**
 * Keeps what a comparison found. What a person has closed stays closed as long as its figures are the same; what was open
 * and is not found any more closes by itself. Null when another comparison of the day has taken over.
 */
export function finishDay(ctx: Ctx, about: About, found: Comparison): Promise<Reconciled | null> {
  return inTransaction(ctx, async (tx) => {
    const [run] = await tx.db
      .select()
      .from(reconciliation)
      .where(eq(reconciliation.id, about.id))
      .for("update");
    if (run?.state !== "running" || run.startedAt.getTime() !== tx.now.getTime()) return null;

    const { fresh, settled } = await keepDifferences(tx, about, found.differences);
    const open = await tx.db
      .select({ id: reconciliationDifference.id })
      .from(reconciliationDifference)
      .where(
        and(
          eq(reconciliationDifference.reconciliationId, about.id),
          isNull(reconciliationDifference.closedAt),
        ),
      );
    await tx.db
      .update(reconciliation)
      .set({
        state: open.length > 0 ? "differs" : "agrees",
        ours: found.ours,
        theirs: found.theirs,
        totals: found.totals,
        failure: null,
        finishedAt: tx.now,
      })
      .where(eq(reconciliation.id, about.id));
    // A day that is looked at again and again is told of once, and when something has changed.
    if (run.finishedAt === null || fresh + settled > 0)
      await record(
        tx,
        fact("PaymentsReconciled", {
          reconciliationId: about.id,
          provider: about.provider,
          day: about.day,
          differences: open.length,
          fresh,
        }),
      );
    return { id: about.id, differences: open.length, fresh };
  });
}

async function keepDifferences(tx: TxCtx, { id, provider }: About, found: readonly Difference[]) {
  const before = await known(tx, { id, provider }, found);
  let fresh = 0;
  const seen = new Set<string>();
  for (const difference of found) {
    const row = before.find((one) => isSame(one, difference));
    if (row) seen.add(row.id);
    const figures = { ours: difference.ours, theirs: difference.theirs, currency: difference.currency };
    if (!row) {
      fresh += 1;
      await tx.db
        .insert(reconciliationDifference)
        .values({ id: newId<"difference">(), reconciliationId: id, provider, ...difference });
      continue;
    }
    const unchanged = row.ours === figures.ours && row.theirs === figures.theirs;
    const stays = row.closedAt !== null && row.note !== agreesNow && unchanged;
    if (row.closedAt !== null && !stays) fresh += 1;
    await tx.db
      .update(reconciliationDifference)
      .set({
        ...difference,
        reconciliationId: id,
        ...(stays ? {} : { closedAt: null, closedBy: null, note: null }),
      })
      .where(eq(reconciliationDifference.id, row.id));
  }
  const gone = before.filter((row) => row.closedAt === null && !seen.has(row.id)).map((row) => row.id);
  if (gone.length > 0)
    await tx.db
      .update(reconciliationDifference)
      .set({ closedAt: tx.now, closedBy: actorName(tx.actor), note: agreesNow })
      .where(inArray(reconciliationDifference.id, gone));
  return { fresh, settled: gone.length };
}

const isSame = (row: Row, { kind, what, ref }: Difference): boolean =>
  row.kind === kind && row.what === what && row.ref === ref;

/** What this day has found before, and the same things where another day found them. */
const known = (
  { db }: TxCtx,
  { id, provider }: Pick<About, "id" | "provider">,
  found: readonly Difference[],
): Promise<Row[]> =>
  db
    .select()
    .from(reconciliationDifference)
    .where(
      or(
        eq(reconciliationDifference.reconciliationId, id),
        and(
          eq(reconciliationDifference.provider, provider),
          inArray(
            reconciliationDifference.ref,
            found.map(({ ref }) => ref),
          ),
        ),
      ),
    )
    .for("update");
