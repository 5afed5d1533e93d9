import { and, asc, eq, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { crmRecord } from "@/db/schema";
import type { crmKinds } from "@/db/schema/crm";
import { after, minutes } from "@/server/kernel/clock";
import type { Ctx, Reader } from "@/server/kernel/ctx";
import type { CrmResult } from "@/server/ports/crm";

export type CrmKind = (typeof crmKinds)[number];
export type CrmRow = typeof crmRecord.$inferSelect;

/** Notes that the CRM should hear of these; what it holds of them is looked up when they are sent. */
export async function markForCrm({ db, now }: Reader, kind: CrmKind, ...ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .insert(crmRecord)
    .values(ids.map((ourId) => ({ kind, ourId, state: "waiting" as const, wantedAt: now })))
    .onConflictDoUpdate({
      target: [crmRecord.kind, crmRecord.ourId],
      set: { state: "waiting", wantedAt: now, attempts: 0, nextTryAt: null, failure: null },
    });
}

/** What waits to be sent and may be tried now, longest first. */
export const waitingForCrm = (
  { db, now }: Pick<Ctx, "db" | "now">,
  kind: CrmKind,
  limit: number,
): Promise<CrmRow[]> =>
  db
    .select()
    .from(crmRecord)
    .where(
      and(
        eq(crmRecord.kind, kind),
        eq(crmRecord.state, "waiting"),
        or(isNull(crmRecord.nextTryAt), lte(crmRecord.nextTryAt, now)),
      ),
    )
    .orderBy(asc(crmRecord.wantedAt), asc(crmRecord.ourId))
    .limit(limit);

/** After so many refusals a person has to look. */
const tries = 6;

/**
 * Keeps what became of one record. If something happened to it while it was being sent, it goes on waiting: what was sent
 * may be old already.
 */
export async function noteResult(
  { db, now }: Pick<Ctx, "db" | "now">,
  row: CrmRow,
  result: CrmResult,
  digest: string,
): Promise<void> {
  const same = and(eq(crmRecord.kind, row.kind), eq(crmRecord.ourId, row.ourId));
  if (!result.ok) {
    const attempts = row.attempts + 1;
    await db
      .update(crmRecord)
      .set({
        state: attempts >= tries ? "failed" : "waiting",
        attempts,
        failure: result.message.slice(0, 1000),
        nextTryAt: after(now, minutes(2 ** attempts)),
      })
      .where(and(same, eq(crmRecord.wantedAt, row.wantedAt)));
    return;
  }
  const unchanged: SQL = sql`${crmRecord.wantedAt} = ${row.wantedAt.toISOString()}::timestamptz`;
  await db
    .update(crmRecord)
    .set({
      crmId: result.crmId,
      digest,
      syncedAt: now,
      failure: null,
      attempts: 0,
      nextTryAt: null,
      state: sql`case when ${unchanged} then 'in_step' else 'waiting' end::crm_state`,
    })
    .where(same);
}

/** The CRM asks for time, or can't be reached: nothing is tried before then. */
export async function pauseCrm({ db, now }: Pick<Ctx, "db" | "now">, seconds: number): Promise<void> {
  const until = after(now, seconds * 1000);
  await db
    .update(crmRecord)
    .set({ nextTryAt: until })
    .where(
      and(eq(crmRecord.state, "waiting"), or(isNull(crmRecord.nextTryAt), lte(crmRecord.nextTryAt, until))),
    );
}
