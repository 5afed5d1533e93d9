import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { reconciliation, reconciliationDifference } from "@/db/schema";
import { actorName, type Ctx, inTransaction, type TxCtx } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { asId, type Id } from "@/server/kernel/id";
import type { CloseDifferenceInput } from "./reconciliation.schema";

/** A person has found out what a difference is about: it is theirs to close, with a word for colleagues. */
export function closeDifference(ctx: Ctx, { difference, note }: CloseDifferenceInput): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const run = await lockRun(tx, difference);
    await tx.db
      .update(reconciliationDifference)
      .set({ closedAt: tx.now, closedBy: actorName(tx.actor), note })
      .where(and(idIs(difference), isNull(reconciliationDifference.closedAt)));
    await restate(tx, run);
  });
}

/** Takes a closing back. */
export function reopenDifference(ctx: Ctx, difference: string): Promise<void> {
  return inTransaction(ctx, async (tx) => {
    const run = await lockRun(tx, difference);
    await tx.db
      .update(reconciliationDifference)
      .set({ closedAt: null, closedBy: null, note: null })
      .where(and(idIs(difference), isNotNull(reconciliationDifference.closedAt)));
    await restate(tx, run);
  });
}

const idIs = (id: string) => eq(reconciliationDifference.id, asId<"difference">(id));

/** The comparison goes first, as when a day is compared again. */
async function lockRun(tx: TxCtx, difference: string): Promise<Id<"reconciliation">> {
  const [run] = await tx.db
    .select({ id: reconciliation.id })
    .from(reconciliation)
    .innerJoin(reconciliationDifference, eq(reconciliationDifference.reconciliationId, reconciliation.id))
    .where(idIs(difference))
    .for("update", { of: reconciliation });
  if (!run) throw new DomainError("not_found", "There is no such difference.", { difference });
  return run.id;
}

/** A day agrees when nothing of it is open; one that is being compared just now will say so itself. */
async function restate(tx: TxCtx, id: Id<"reconciliation">): Promise<void> {
  await tx.db.execute(sql`
    update reconciliation set state = case when exists (
        select from reconciliation_difference where reconciliation_id = ${id} and closed_at is null)
      then 'differs' else 'agrees' end::reconciliation_state
     where id = ${id} and state in ('agrees', 'differs')`);
}
