import { and, desc, eq, gt, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { orders, policyOutcomes, policyRun } from "@/db/schema";
import { after, days } from "@/server/kernel/clock";
import type { Reader } from "@/server/kernel/ctx";
import { writeCursor } from "@/server/kernel/cursor";
import { policies } from "./index";

export type PolicyOutcome = (typeof policyOutcomes)[number];

export const runFilterSchema = z.object({
  policy: z.string().max(100).optional().catch(undefined),
  outcome: z.enum(policyOutcomes).optional().catch(undefined),
});
export type RunFilter = z.infer<typeof runFilterSchema>;

const cursorSchema = z.tuple([z.iso.datetime(), z.string(), z.string()]);

/** Runs, newest first, with the number of the order they were about. A cursor that isn't ours starts at the newest. */
export async function listRuns({ db }: Reader, filter: RunFilter, cursor?: string, limit = 30) {
  const rows = await db
    .select({
      policy: policyRun.policy,
      trigger: policyRun.trigger,
      eventName: policyRun.eventName,
      rule: policyRun.rule,
      inputs: policyRun.inputs,
      outcome: policyRun.outcome,
      reason: policyRun.reason,
      command: policyRun.command,
      attempts: policyRun.attempts,
      startedAt: policyRun.startedAt,
      finishedAt: policyRun.finishedAt,
      orderNumber: orders.number,
    })
    .from(policyRun)
    .leftJoin(orders, eq(orders.id, policyRun.orderId))
    .where(
      and(
        filter.policy ? eq(policyRun.policy, filter.policy) : undefined,
        filter.outcome ? eq(policyRun.outcome, filter.outcome) : undefined,
        olderThan(cursor),
      ),
    )
    .orderBy(desc(policyRun.startedAt), desc(policyRun.policy), desc(policyRun.trigger))
    .limit(limit + 1);
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  const older =
    rows.length > limit && last
      ? writeCursor([last.startedAt.toISOString(), last.policy, last.trigger])
      : null;
  return { rows: kept, older };
}
export type RunRow = Awaited<ReturnType<typeof listRuns>>["rows"][number];

function olderThan(cursor: string | undefined): SQL | undefined {
  const read = cursorSchema.safeParse(cursor && decoded(cursor));
  if (!read.success) return undefined;
  const [at, name, trigger] = read.data;
  return sql`(${policyRun.startedAt}, ${policyRun.policy}, ${policyRun.trigger}) < (${at}::timestamptz, ${name}, ${trigger})`;
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}

export type PolicySummary = {
  id: string;
  rule: string;
  /** The event it listens to, or its schedule. */
  when: string;
  counts: Partial<Record<PolicyOutcome, number>>;
};

/** Every policy there is, also one that has never run, with what its runs of the last day came to. */
export async function policySummaries({ db, now }: Reader): Promise<PolicySummary[]> {
  const counts = await db
    .select({ policy: policyRun.policy, outcome: policyRun.outcome, count: sql<number>`count(*)::int` })
    .from(policyRun)
    .where(gt(policyRun.startedAt, after(now, -days(1))))
    .groupBy(policyRun.policy, policyRun.outcome);
  return policies.map(({ opts }) => ({
    id: opts.id,
    rule: ruleOf(opts),
    when: whenOf(opts.triggers),
    counts: Object.fromEntries(
      counts.filter((row) => row.policy === opts.id).map((row) => [row.outcome, row.count]),
    ),
  }));
}

/** What a policy stands for in words, by its id: for facts whose run left no row of its own, such as a sweep's. */
export const ruleById = (id: string): string | undefined => {
  const found = policies.find(({ opts }) => opts.id === id);
  return found ? ruleOf(found.opts) : undefined;
};

const ruleOf = (opts: { id: string; name?: string | undefined }): string => opts.name ?? opts.id;

const whenOf = (triggers: readonly object[] | undefined): string => {
  const [first] = triggers ?? [];
  if (first && "event" in first) return String(first.event);
  return first && "cron" in first && first.cron === "* * * * *" ? "every minute" : "on a schedule";
};
