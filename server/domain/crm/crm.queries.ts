import { and, count, desc, eq, max, sql } from "drizzle-orm";
import { crmBackfill, crmRecord, customer, orders } from "@/db/schema";
import type { Reader } from "@/server/kernel/ctx";
import type { CrmKind } from "./crm.store";

export type CrmStanding = {
  counts: Record<CrmKind, { waiting: number; in_step: number; failed: number }>;
  lastSyncedAt: Date | null;
  /** Waits for the CRM until then. */
  pausedUntil: Date | null;
  failed: {
    kind: CrmKind;
    ourId: string;
    label: string;
    href: string | null;
    failure: string;
    since: Date;
  }[];
  backfill: {
    total: number;
    marked: number;
    startedAt: Date;
    startedBy: string;
    finishedAt: Date | null;
  } | null;
};

const failedShown = 50;

/** What is in step with the CRM, what waits, and what it refused. */
export async function crmStanding({ db, now }: Reader): Promise<CrmStanding> {
  const [counted, [times], failed, [backfill]] = await Promise.all([
    db
      .select({ kind: crmRecord.kind, state: crmRecord.state, records: count() })
      .from(crmRecord)
      .groupBy(crmRecord.kind, crmRecord.state),
    db
      .select({
        synced: max(crmRecord.syncedAt),
        paused: sql<string | null>`min(${crmRecord.nextTryAt}) filter (where ${crmRecord.state} = 'waiting')`,
        free: sql<number>`count(*) filter (where ${crmRecord.state} = 'waiting' and ${crmRecord.nextTryAt} is null)::int`,
      })
      .from(crmRecord),
    db
      .select({ record: crmRecord, email: customer.email, number: orders.number })
      .from(crmRecord)
      .leftJoin(customer, and(eq(crmRecord.kind, "contact"), eq(customer.id, sql`${crmRecord.ourId}`)))
      .leftJoin(orders, and(eq(crmRecord.kind, "deal"), eq(orders.id, sql`${crmRecord.ourId}`)))
      .where(eq(crmRecord.state, "failed"))
      .orderBy(desc(crmRecord.wantedAt))
      .limit(failedShown),
    db.select().from(crmBackfill).orderBy(desc(crmBackfill.startedAt)).limit(1),
  ]);
  const none = () => ({ waiting: 0, in_step: 0, failed: 0 });
  const counts = { contact: none(), deal: none() };
  for (const { kind, state, records } of counted) counts[kind][state] = records;
  const paused = times?.paused && times.free === 0 ? new Date(times.paused) : null;
  return {
    counts,
    lastSyncedAt: times?.synced ?? null,
    pausedUntil: paused && paused > now ? paused : null,
    failed: failed.map(({ record, email, number }) => ({
      kind: record.kind,
      ourId: record.ourId,
      label: number ?? email ?? record.ourId,
      href: number ? `/admin/orders/${number}` : null,
      failure: record.failure ?? "",
      since: record.wantedAt,
    })),
    backfill: backfill ?? null,
  };
}
