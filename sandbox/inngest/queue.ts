import type pg from "pg";

/** One call to make, with all it needs. */
export type Item = {
  id: string;
  runId: string;
  functionId: string;
  kind: "call" | "sleep";
  stepId: string | null;
  attempt: number;
  misses: number;
  runStatus: string;
  startedAt: Date;
  event: string;
  url: string;
  maxAttempts: number;
  concurrency: number | null;
  steps: [string, string][];
};

export type Lease = { owner: string; leaseMs: number };

/** Names a call and who holds it, for the app to hand back with the steps it reports on the way. */
export const ticketOf = (item: Item, lease: Lease) => `${item.id}.${lease.owner}`;

/**
 * Takes the lease of up to `limit` calls that are due. Leases run on the database's own clock, not on the one that tests
 * move, so moving time on never gives a call that is being made to someone else.
 */
export async function claim(
  db: pg.Pool,
  lease: Lease,
  ask: { now: Date; limit: number; fullFunctions: readonly string[]; held: readonly string[] },
): Promise<Item[]> {
  const { rows } = await db.query<Item>(
    `with due as (
       select q.id from inngest_queue q
       where q.run_at <= $1 and q.lease_until <= clock_timestamp() and q.function_id <> all($2) and q.id <> all($3::bigint[])
         and exists (select from inngest_function f where f.id = q.function_id)
       order by q.run_at, q.id limit $4 for update skip locked),
     claimed as (
       update inngest_queue q set lease_until = clock_timestamp() + $5 * interval '1 ms', claimed_by = $6
       from due where q.id = due.id returning q.*)
     select c.id::text, c.run_id as "runId", c.function_id as "functionId", c.kind, c.step_id as "stepId", c.attempt, c.misses,
       r.status as "runStatus", r.created_at as "startedAt", e.payload as event, f.url, f.max_attempts as "maxAttempts", f.concurrency,
       coalesce((select json_agg(json_build_array(s.id, s.result) order by s.position)
                 from inngest_step s where s.run_id = c.run_id and s.result is not null), '[]') as steps
     from claimed c join inngest_run r on r.id = c.run_id join inngest_event e on e.id = r.event_id
       join inngest_function f on f.id = c.function_id
     order by c.run_at, c.id`,
    [ask.now, ask.fullFunctions, ask.held, ask.limit, lease.leaseMs, lease.owner],
  );
  return rows;
}

/** Keeps the leases of calls that take long. */
export async function renew(db: pg.Pool, lease: Lease, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.query(
    `update inngest_queue set lease_until = clock_timestamp() + $1 * interval '1 ms'
     where id = any($2::bigint[]) and claimed_by = $3`,
    [lease.leaseMs, ids, lease.owner],
  );
}

/** Gives calls back that were claimed and not made. */
export async function release(db: pg.Pool, lease: Lease, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.query(
    "update inngest_queue set lease_until = '-infinity', claimed_by = null where id = any($1::bigint[]) and claimed_by = $2",
    [ids, lease.owner],
  );
}
