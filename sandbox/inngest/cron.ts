import type pg from "pg";
import { nextTick } from "./functions";

/**
 * Starts the runs of every cron trigger that is due. Moving `next_at` and starting the run are one statement, so a tick
 * gives one run whoever is killed when. Ticks missed while nothing was running give one run, not one each.
 */
export async function fireCrons(db: pg.Pool, now: Date): Promise<number> {
  const { rows } = await db.query<{ function_id: string; cron: string; next_at: Date }>(
    "select function_id, cron, next_at from inngest_cron where next_at <= $1",
    [now],
  );
  let fired = 0;
  for (const { function_id, cron, next_at } of rows) {
    const id = `cron:${function_id}:${cron}:${next_at.toISOString()}`;
    const data = { cron, scheduledAt: next_at.toISOString(), fireAt: now.toISOString() };
    const payload = JSON.stringify({ name: "inngest/scheduled.timer", id, ts: now.getTime(), data });
    const result = await db.query(
      `with tick as (
         update inngest_cron set next_at = $4 where function_id = $1 and cron = $2 and next_at = $3 returning function_id),
       event as (
         insert into inngest_event (id, name, payload, received_at)
         select $5, 'inngest/scheduled.timer', $6, $7 from tick on conflict (id) do nothing returning id),
       run as (
         insert into inngest_run (id, function_id, event_id, created_at)
         select gen_random_uuid()::text, $1, id, $7 from event returning id)
       insert into inngest_queue (run_id, function_id, run_at) select id, $1, $7 from run`,
      [function_id, cron, next_at, nextTick(cron, now), id, payload, now],
    );
    fired += result.rowCount ?? 0;
  }
  return fired;
}
