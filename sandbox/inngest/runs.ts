import type pg from "pg";

export type RunRow = {
  id: string;
  functionId: string;
  name: string | null;
  status: string;
  createdAt: Date;
  endedAt: Date | null;
  error: string | null;
  nextAt: Date | null;
  attempt: number | null;
};

export type StepRow = { name: string; op: string; result: string | null; dueAt: Date | null };

/** Runs, newest first; running ones with when they go on, and after how many failed tries. */
export async function listRuns(
  db: pg.Pool,
  filter: { status?: string; functionId?: string; before?: Date; id?: string; limit: number },
): Promise<RunRow[]> {
  const { rows } = await db.query<RunRow>(
    `select r.id, r.function_id as "functionId", f.name, r.status, r.created_at as "createdAt", r.ended_at as "endedAt", r.error,
       q.run_at as "nextAt", q.attempt + q.misses as attempt
     from (select * from inngest_run
           where ($1::text is null or status = $1) and ($2::text is null or function_id = $2)
             and ($3::timestamptz is null or created_at < $3) and ($4::text is null or id = $4)
           order by created_at desc limit $5) r
       left join inngest_function f on f.id = r.function_id
       left join lateral (select run_at, attempt, misses from inngest_queue where run_id = r.id and r.status = 'running'
                          order by run_at limit 1) q on true
     order by r.created_at desc`,
    [
      filter.status ?? null,
      filter.functionId ?? null,
      filter.before ?? null,
      filter.id ?? null,
      filter.limit,
    ],
  );
  return rows;
}

export async function runDetail(
  db: pg.Pool,
  id: string,
): Promise<(RunRow & { event: string; output: string | null; steps: StepRow[] }) | undefined> {
  const [[run], more, steps] = await Promise.all([
    listRuns(db, { id, limit: 1 }),
    db.query<{ event: string; output: string | null }>(
      "select e.payload as event, r.output from inngest_run r join inngest_event e on e.id = r.event_id where r.id = $1",
      [id],
    ),
    db.query<StepRow>(
      'select name, op, result, due_at as "dueAt" from inngest_step where run_id = $1 order by position',
      [id],
    ),
  ]);
  const [extra] = more.rows;
  return run && extra && { ...run, ...extra, steps: steps.rows };
}

export type Counts = {
  functions: number;
  running: number;
  waiting: number;
  failed: number;
  completed: number;
};

export async function countRuns(db: pg.Pool, now: Date): Promise<Counts> {
  const { rows } = await db.query<Counts>(
    `select (select count(*)::int from inngest_function) as functions,
       (select count(*)::int from inngest_run where status = 'running') as running,
       (select count(*)::int from inngest_queue where run_at <= $1) as waiting,
       (select count(*)::int from inngest_run where status = 'failed') as failed,
       (select count(*)::int from inngest_run where status = 'completed') as completed`,
    [now],
  );
  return rows[0] ?? { functions: 0, running: 0, waiting: 0, failed: 0, completed: 0 };
}
