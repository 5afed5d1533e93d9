import { performance } from "node:perf_hooks";
import { asc, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { event } from "@/db/schema";
import { log } from "@/server/kernel/log";

/** An event as listeners receive it: its name, its payload, and under `event` who caused it and when. */
export type OutgoingEvent = { id: string; name: string; ts: number; data: Record<string, unknown> };
export type SendEvents = (events: OutgoingEvent[]) => Promise<void>;

const batch = 200;

/**
 * Sends what the outbox holds, oldest first, and marks it. The receiver knows an event by its id, so sending a batch
 * again after a crash between the two changes nothing. Returns how many were sent.
 */
export async function publishPending(db: Db, send: SendEvents, now: () => Date): Promise<number> {
  let sent = 0;
  for (;;) {
    const rows = await db
      .select()
      .from(event)
      .where(isNull(event.publishedAt))
      .orderBy(asc(event.id))
      .limit(batch);
    if (rows.length === 0) return sent;
    await send(
      rows.map((row) => ({
        id: row.id,
        name: row.name,
        ts: row.occurredAt.getTime(),
        data: {
          ...row.payload,
          event: { id: row.id, occurredAt: row.occurredAt.toISOString(), actor: row.actor, cause: row.cause },
        },
      })),
    );
    await db
      .update(event)
      .set({ publishedAt: now() })
      .where(
        inArray(
          event.id,
          rows.map((row) => row.id),
        ),
      );
    sent += rows.length;
  }
}

/** Requests that commit together share one batch. */
const gatherMs = 30;
const retryMs = 2_000;
/**
 * Shoppers go first: while this process is busy with requests, events wait for this long at most before the policies
 * get their share of it.
 */
const patienceMs = 5_000;
const busyAbove = 0.8;

/**
 * Runs `publish` soon after it is nudged, one run at a time. A failed run tries again a little later; whatever a crash of
 * this process leaves, the outbox sweep sends.
 */
export function createRelay(publish: () => Promise<number>): { nudge: () => void } {
  let wanted = false;
  let scheduled = false;
  let since = 0;
  let load = performance.eventLoopUtilization();

  const isBusy = (): boolean => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, load);
    load = now;
    return utilization > busyAbove;
  };
  const schedule = (ms: number) => {
    scheduled = true;
    setTimeout(() => void run(), ms).unref();
  };
  const run = async () => {
    scheduled = false;
    if (isBusy() && performance.now() - since < patienceMs) return schedule(gatherMs * 4);
    scheduled = true;
    wanted = false;
    let pause = gatherMs;
    try {
      await publish();
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        "events not published yet",
      );
      wanted = true;
      pause = retryMs;
    }
    scheduled = false;
    if (wanted) start(pause);
  };
  const start = (ms: number) => {
    since = performance.now();
    schedule(ms);
  };
  return {
    nudge() {
      wanted = true;
      if (!scheduled) start(gatherMs);
    },
  };
}
