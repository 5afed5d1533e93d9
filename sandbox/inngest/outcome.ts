import type pg from "pg";
import { acceptEvents } from "./events";
import type { Item, Lease } from "./queue";

// Every outcome is written only by the holder of the lease (`claimed_by`): an executor that was taken for dead and
// comes back with an answer finds its row gone or owned by another, and changes nothing.

export type NewStep = {
  id: string;
  op: string;
  name: string;
  result: string | null;
  kind: "call" | "sleep";
  dueAt: Date | null;
};

export type Completion = { item: Item; output: string; steps: readonly NewStep[] };

/** Runs that are done, each with the last steps it took. */
export async function completeRuns(
  db: pg.Pool,
  lease: Lease,
  done: readonly Completion[],
  now: Date,
): Promise<void> {
  const steps = done.flatMap(({ item, steps }) => steps.map((step) => ({ ...step, queueId: item.id })));
  await db.query(
    `with done as (select * from unnest($1::bigint[], $2::text[]) as t(id, output)),
     gone as (delete from inngest_queue q using done where q.id = done.id and q.claimed_by = $3 returning q.id, q.run_id, done.output),
     saved as (
       insert into inngest_step (run_id, id, op, name, result)
       select gone.run_id, t.id, t.op, t.name, t.result
       from json_to_recordset($5) as t("queueId" bigint, id text, op text, name text, result text) join gone on gone.id = t."queueId"
       on conflict do nothing)
     update inngest_run r set status = 'completed', output = gone.output, ended_at = $4, error = null
     from gone where r.id = gone.run_id and r.status = 'running'`,
    [
      done.map(({ item }) => item.id),
      done.map(({ output }) => output),
      lease.owner,
      now,
      JSON.stringify(steps),
    ],
  );
}

/** The run has failed for good; whoever listens to `inngest/function.failed` hears of it in the same transaction. */
export async function failRun(
  db: pg.Pool,
  lease: Lease,
  item: Item,
  error: string,
  now: Date,
): Promise<void> {
  const client = await db.connect();
  try {
    await client.query("begin");
    const { rowCount } = await client.query(
      `with gone as (delete from inngest_queue where id = $1 and claimed_by = $2 returning run_id)
       update inngest_run r set status = 'failed', error = $3, ended_at = $4
       from gone where r.id = gone.run_id and r.status = 'running'`,
      [item.id, lease.owner, error, now],
    );
    if (rowCount) {
      const event: unknown = JSON.parse(item.event);
      const data = {
        function_id: item.functionId,
        run_id: item.runId,
        error: parseError(error),
        event,
        events: [event],
      };
      const failed = { ...data, _inngest: { status: "Failed" } };
      await acceptEvents(
        client,
        [{ name: "inngest/function.failed", id: `failed:${item.runId}`, data: failed }],
        now,
      );
    }
    await client.query("commit");
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function parseError(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { name: "Error", message: text };
  }
}

/**
 * One step ran inside the call; the same holder goes on with the next call. Returns all results so far, for the app may
 * have reported others on the way; undefined when the lease was lost.
 */
export async function saveStep(
  db: pg.Pool,
  lease: Lease,
  item: Item,
  step: NewStep,
): Promise<[string, string][] | undefined> {
  const { rows } = await db.query<{ held: boolean; steps: [string, string][] }>(
    `with mine as (
       update inngest_queue set attempt = 0, misses = 0, lease_until = clock_timestamp() + $3 * interval '1 ms'
       where id = $1 and claimed_by = $2 returning run_id),
     saved as (
       insert into inngest_step (run_id, id, op, name, result) select run_id, $4, $5, $6, $7 from mine on conflict do nothing)
     select exists (select from mine) as held,
       coalesce((select json_agg(json_build_array(s.id, s.result) order by s.position)
                 from inngest_step s where s.run_id = $8 and s.id <> $4 and s.result is not null), '[]') as steps`,
    [item.id, lease.owner, lease.leaseMs, step.id, step.op, step.name, step.result, item.runId],
  );
  const [row] = rows;
  return row?.held && step.result !== null ? [...row.steps, [step.id, step.result]] : undefined;
}

/** Steps the app reports while it goes on. False when the call is no longer that holder's. */
export async function reportSteps(
  db: pg.Pool,
  ticket: string,
  runId: string,
  steps: readonly NewStep[],
): Promise<boolean> {
  const [id, owner] = ticket.split(".");
  if (!id || !owner || !/^\d{1,18}$/.test(id)) return false;
  const { rows } = await db.query<{ held: boolean }>(
    `with mine as (select run_id from inngest_queue where id = $1 and claimed_by = $2 and run_id = $3 for update),
     saved as (
       insert into inngest_step (run_id, id, op, name, result)
       select run_id, id, op, name, result from mine cross join json_to_recordset($4) as t(id text, op text, name text, result text)
       on conflict do nothing)
     select exists (select from mine) as held`,
    [id, owner, runId, JSON.stringify(steps)],
  );
  return rows[0]?.held === true;
}

/** The function asked for several steps, or for a sleep: each gets its own queue row, and the run waits for all. */
export async function planSteps(
  db: pg.Pool,
  lease: Lease,
  item: Item,
  steps: readonly NewStep[],
): Promise<void> {
  await db.query(
    `with gone as (delete from inngest_queue where id = $1 and claimed_by = $2 returning run_id, function_id),
     asked as (
       select * from json_to_recordset($3) as t(id text, op text, name text, result text, kind text, "dueAt" timestamptz)),
     saved as (
       insert into inngest_step (run_id, id, op, name, result, due_at)
       select run_id, id, op, name, result, "dueAt" from gone cross join asked on conflict do nothing),
     waiting as (
       update inngest_run r set pending = (select count(*) from asked where result is null)
       from gone where r.id = gone.run_id)
     insert into inngest_queue (run_id, function_id, kind, step_id, run_at)
     select run_id, function_id, kind, id, coalesce("dueAt", $4) from gone cross join asked where result is null
     union all
     select run_id, function_id, 'call', null, $4 from gone where not exists (select from asked where result is null)`,
    [item.id, lease.owner, JSON.stringify(steps), item.startedAt],
  );
}

/** One of a group is done. Whoever finishes the last one puts the run's next call on the queue. */
export async function finishPlanned(db: pg.Pool, lease: Lease, item: Item, result: string): Promise<void> {
  await db.query(
    `with gone as (delete from inngest_queue where id = $1 and claimed_by = $2 returning run_id, step_id),
     saved as (
       update inngest_step s set result = $3, position = nextval(pg_get_serial_sequence('inngest_step', 'position'))
       from gone where s.run_id = gone.run_id and s.id = gone.step_id),
     run as (
       update inngest_run r set pending = pending - 1 from gone where r.id = gone.run_id returning r.id, r.function_id, r.pending)
     insert into inngest_queue (run_id, function_id, run_at) select id, function_id, $4 from run where pending = 0`,
    [item.id, lease.owner, result, item.startedAt],
  );
}

/** The same call again later. */
export async function retryLater(
  db: pg.Pool,
  lease: Lease,
  item: Item,
  retry: { attempt: number; misses: number; at: Date; error: string },
): Promise<void> {
  await db.query(
    `with again as (
       update inngest_queue set attempt = $3, misses = $4, run_at = $5, lease_until = '-infinity', claimed_by = null
       where id = $1 and claimed_by = $2 returning run_id)
     update inngest_run r set error = $6 from again where r.id = again.run_id and r.status = 'running'`,
    [item.id, lease.owner, retry.attempt, retry.misses, retry.at, retry.error],
  );
}

/** A call of a run that has ended meanwhile. */
export async function drop(db: pg.Pool, lease: Lease, item: Item): Promise<void> {
  await db.query("delete from inngest_queue where id = $1 and claimed_by = $2", [item.id, lease.owner]);
}
