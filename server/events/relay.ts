import { asc, inArray, isNull } from "drizzle-orm";
import type { Db } from "@/db/client";
import { event } from "@/db/schema";
import { log } from "@/server/kernel/log";
import { lull } from "@/server/kernel/lull";

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
/** How long events wait for a crowd of requests to pass. */
const patienceMs = 5_000;

/**
 * Runs `publish` soon after it is nudged, one run at a time. A failed run tries again a little later; whatever a crash of
 * this process leaves, the outbox sweep sends.
 */
export function createRelay(publish: () => Promise<number>): { nudge: () => void } {
  let wanted = false;
  let busy = false;
  const run = async () => {
    let pause = gatherMs;
    try {
      await lull(patienceMs);
      wanted = false;
      await publish();
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        "events not published yet",
      );
      wanted = true;
      pause = retryMs;
    }
    busy = false;
    if (wanted) schedule(pause);
  };
  const schedule = (ms: number) => {
    busy = true;
    setTimeout(() => void run(), ms).unref();
  };
  return {
    nudge() {
      wanted = true;
      if (!busy) schedule(gatherMs);
    },
  };
}
