import { gt, inArray, sql } from "drizzle-orm";
import { rateLimit } from "@/db/schema";
import { days } from "@/server/kernel/clock";
import type { Ctx, Reader } from "@/server/kernel/ctx";
import type { ErrorKind } from "@/server/kernel/errors";
import { type WebhookVendor, webhookVendors } from "./webhook";

/** What was wrong with a delivery that was refused. */
export const refusalKinds = ["signature", "unreadable", "not_set_up"] as const;
export type RefusalKind = (typeof refusalKinds)[number];

const kindOf = (kind: ErrorKind): RefusalKind =>
  kind === "forbidden" ? "signature" : kind === "not_found" ? "not_set_up" : "unreadable";

const keptMs = days(7);
const keyOf = (vendor: WebhookVendor, kind: RefusalKind) => `refused|${vendor}|${kind}`;

/** One write a key at a time in this process: a flood of forgeries is added up, not queued. */
const waiting = new Map<string, number>();

/**
 * Counts a delivery that was refused: one row for each vendor and reason, which is forgotten after a quiet week, and
 * nothing of what was sent. The row's end of life also tells when the last one came.
 */
export async function noteRefusal({ db, now, actor }: Ctx, error: ErrorKind): Promise<void> {
  const vendor = webhookVendors.find((name) => actor.kind === "provider" && actor.name === name);
  if (!vendor) return;
  const key = keyOf(vendor, kindOf(error));
  const others = waiting.get(key);
  waiting.set(key, (others ?? 0) + 1);
  if (others !== undefined) return;
  for (let count = 1; count > 0; count = waiting.get(key) ?? 0) {
    waiting.set(key, 0);
    await add(db, key, count, now).catch((error: unknown) => {
      waiting.delete(key);
      throw error;
    });
  }
  waiting.delete(key);
}

async function add(db: Ctx["db"], key: string, count: number, now: Date): Promise<void> {
  const expire = now.getTime() + keptMs;
  await db
    .insert(rateLimit)
    .values({ key, points: count, expire })
    .onConflictDoUpdate({
      target: rateLimit.key,
      set: {
        points: sql`case when ${rateLimit.expire} > ${now.getTime()} then ${rateLimit.points} else 0 end + ${count}`,
        expire,
      },
    });
}

export type Refusal = { vendor: WebhookVendor; kind: RefusalKind; count: number; lastAt: Date };

/** What was refused in the last week, newest first. */
export async function refusals({ db, now }: Reader): Promise<Refusal[]> {
  const known = webhookVendors.flatMap((vendor) =>
    refusalKinds.map((kind) => ({ vendor, kind, key: keyOf(vendor, kind) })),
  );
  const rows = await db
    .select()
    .from(rateLimit)
    .where(
      sql`${inArray(
        rateLimit.key,
        known.map(({ key }) => key),
      )} and ${gt(rateLimit.expire, now.getTime())}`,
    );
  return known
    .flatMap(({ vendor, kind, key }) => {
      const row = rows.find((one) => one.key === key);
      return row ? [{ vendor, kind, count: row.points, lastAt: new Date((row.expire ?? 0) - keptMs) }] : [];
    })
    .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime());
}
