/**
 * The executor's memory. Results are `text`, not `jsonb`: what a function returned is given back to it unchanged.
 * A queue row is one call to make; who holds its lease may make it.
 */
export const tables = `
create table if not exists inngest_function (
  id text primary key,
  app text not null,
  name text not null,
  url text not null,
  max_attempts int not null,
  concurrency int
);
create table if not exists inngest_trigger (
  function_id text not null,
  event text not null,
  failed_function text,
  primary key (function_id, event)
);
create index if not exists inngest_trigger_event on inngest_trigger (event);
create table if not exists inngest_cron (
  function_id text not null,
  cron text not null,
  next_at timestamptz not null,
  primary key (function_id, cron)
);
create table if not exists inngest_event (
  id text primary key,
  name text not null,
  payload text not null,
  received_at timestamptz not null
);
create table if not exists inngest_run (
  id text primary key,
  function_id text not null,
  event_id text not null,
  status text not null default 'running',
  pending int not null default 0,
  created_at timestamptz not null,
  ended_at timestamptz,
  output text,
  error text,
  unique (event_id, function_id)
);
create index if not exists inngest_run_created on inngest_run (created_at);
create index if not exists inngest_run_ended on inngest_run (ended_at) where status <> 'running';
create table if not exists inngest_step (
  run_id text not null,
  id text not null,
  position bigserial,
  op text not null,
  name text not null,
  result text,
  due_at timestamptz,
  primary key (run_id, id)
);
create table if not exists inngest_queue (
  id bigserial primary key,
  run_id text not null,
  function_id text not null,
  kind text not null default 'call',
  step_id text,
  attempt int not null default 0,
  misses int not null default 0,
  run_at timestamptz not null,
  lease_until timestamptz not null default '-infinity',
  claimed_by text
);
create index if not exists inngest_queue_due on inngest_queue (run_at, id);
`;
