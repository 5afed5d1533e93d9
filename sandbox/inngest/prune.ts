import type pg from "pg";

const keptRuns = 20_000;
const batch = 5000;

/** Forgets the oldest ended runs beyond the last 20,000, and events of more than a day ago that started nothing kept. */
export async function prune(db: pg.Pool, now: Date): Promise<void> {
  await db.query(
    `with old as (
       select id from inngest_run where status <> 'running' order by ended_at desc offset $1 limit $2),
     steps as (delete from inngest_step where run_id in (select id from old))
     delete from inngest_run where id in (select id from old)`,
    [keptRuns, batch],
  );
  await db.query(
    `delete from inngest_event where id in (
       select e.id from inngest_event e where e.received_at < $1
         and not exists (select from inngest_run r where r.event_id = e.id) limit $2)`,
    [new Date(now.getTime() - 86_400_000), batch],
  );
}
