import { Cron } from "croner";
import type pg from "pg";
import { z } from "zod";

const Registration = z.object({
  url: z.string(),
  appName: z.string(),
  functions: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      triggers: z.array(
        z.looseObject({
          event: z.string().optional(),
          cron: z.string().optional(),
          expression: z.string().optional(),
        }),
      ),
      steps: z.record(
        z.string(),
        z.looseObject({
          runtime: z.looseObject({ url: z.string() }),
          retries: z.object({ attempts: z.number() }).optional(),
        }),
      ),
    }),
  ),
});

type Registered = z.infer<typeof Registration>["functions"][number];

type Known = {
  id: string;
  name: string;
  url: string;
  maxAttempts: number;
  concurrency: number | null;
  events: { event: string; failedFunction: string | null }[];
  crons: { cron: string; nextAt: Date }[];
};

/** The next time a cron trigger fires after `from`. `TZ=Europe/Berlin 0 8 * * *` names its zone; without one it is UTC. */
export function nextTick(trigger: string, from: Date): Date {
  const [, zone, pattern] = /^(?:TZ=(\S+)\s+)?(.+)$/.exec(trigger) ?? [];
  const next = new Cron(pattern ?? "", { timezone: zone ?? "UTC", paused: true }).nextRun(from);
  if (!next) throw new Error(`the cron trigger "${trigger}" never fires`);
  return next;
}

/**
 * Replaces what is known of one app's functions. Throws one Error that names every function and option this executor
 * does not cover, so that nothing is silently left out.
 */
export async function registerFunctions(
  db: pg.Pool,
  body: unknown,
  now: Date,
): Promise<{ modified: boolean; count: number }> {
  const { appName, functions } = Registration.parse(body);
  const refusals: string[] = [];
  const known = functions.flatMap((fn) => {
    try {
      return [read(fn, now)];
    } catch (error) {
      refusals.push(`${fn.id}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  if (refusals.length > 0)
    throw new Error(
      `The sandbox's executor can't run these functions as they are written:\n${refusals.join("\n")}`,
    );
  const modified = await save(db, appName, known);
  return { modified, count: known.length };
}

const covered = new Set(["id", "name", "triggers", "steps", "concurrency"]);

function read(fn: Registered, now: Date): Known {
  const uncovered = Object.keys(fn).filter(
    (key) => !covered.has(key) && fn[key] !== undefined && fn[key] !== null,
  );
  if (uncovered.length > 0) throw new Error(`the option ${uncovered.join(", ")} is not covered`);
  const step = fn.steps.step;
  if (!step) throw new Error("it has no entry point");
  const known: Known = {
    id: fn.id,
    name: fn.name,
    url: step.runtime.url,
    maxAttempts: (step.retries?.attempts ?? 4) + 1,
    concurrency: concurrencyOf(fn.concurrency),
    events: [],
    crons: [],
  };
  for (const trigger of fn.triggers) {
    if (trigger.cron !== undefined) {
      if (trigger.jitter) throw new Error("jitter on a cron trigger is not covered");
      known.crons.push({ cron: trigger.cron, nextAt: nextTick(trigger.cron, now) });
    } else if (trigger.event !== undefined)
      known.events.push({ event: trigger.event, failedFunction: failedFunction(trigger) });
    else throw new Error("a trigger is neither an event nor a cron");
  }
  return known;
}

/** The only expression covered is the one the SDK writes for `onFailure`. */
function failedFunction(trigger: {
  event?: string | undefined;
  expression?: string | undefined;
}): string | null {
  if (trigger.event?.includes("*")) throw new Error(`the wildcard event ${trigger.event} is not covered`);
  if (trigger.event?.startsWith("inngest/") && trigger.event !== "inngest/function.failed")
    throw new Error(`the event ${trigger.event} is not covered`);
  if (!trigger.expression) return null;
  const match = /^event\.data\.function_id == '([^']+)'$/.exec(trigger.expression);
  if (trigger.event !== "inngest/function.failed" || !match?.[1])
    throw new Error(
      `the trigger expression "${trigger.expression}" is not covered; decide inside the function`,
    );
  return match[1];
}

function concurrencyOf(option: unknown): number | null {
  if (option === undefined || option === null) return null;
  const [only, ...more] = Array.isArray(option) ? option : [option];
  if (typeof only === "number") return only > 0 ? only : null;
  const limit = z
    .strictObject({ limit: z.number().int().positive(), scope: z.literal("fn").optional() })
    .safeParse(only);
  if (!limit.success || more.length > 0)
    throw new Error("concurrency by key, by scope or more than one is not covered");
  return limit.data.limit;
}

async function save(db: pg.Pool, app: string, known: readonly Known[]): Promise<boolean> {
  const functions = known.map(({ id, name, url, maxAttempts, concurrency }) => ({
    id,
    app,
    name,
    url,
    maxAttempts,
    concurrency,
  }));
  const events = known.flatMap((fn) => fn.events.map((event) => ({ functionId: fn.id, ...event })));
  const crons = known.flatMap((fn) => fn.crons.map((cron) => ({ functionId: fn.id, ...cron })));
  // One statement: a run never sees half a registration. A cron that is known keeps its next time, so that a
  // registration shortly after a tick doesn't lose it.
  const { rows } = await db.query<{ changed: string }>(
    `with fn as (select * from json_to_recordset($2) as t(id text, name text, url text, "maxAttempts" int, concurrency int)),
          ev as (select * from json_to_recordset($3) as t("functionId" text, event text, "failedFunction" text)),
          cr as (select * from json_to_recordset($4) as t("functionId" text, cron text, "nextAt" timestamptz)),
          mine as (select id from inngest_function where app = $1),
          fn_gone as (delete from inngest_function where app = $1 and id not in (select id from fn) returning 1),
          ev_gone as (delete from inngest_trigger t where function_id in (select id from mine)
            and not exists (select from ev where ev."functionId" = t.function_id and ev.event = t.event) returning 1),
          cr_gone as (delete from inngest_cron c where function_id in (select id from mine)
            and not exists (select from cr where cr."functionId" = c.function_id and cr.cron = c.cron) returning 1),
          fn_new as (insert into inngest_function as old (id, app, name, url, max_attempts, concurrency)
            select id, $1, name, url, "maxAttempts", concurrency from fn
            on conflict (id) do update set (app, name, url, max_attempts, concurrency) =
              (excluded.app, excluded.name, excluded.url, excluded.max_attempts, excluded.concurrency)
            where (old.app, old.name, old.url, old.max_attempts, old.concurrency) is distinct from
              (excluded.app, excluded.name, excluded.url, excluded.max_attempts, excluded.concurrency) returning 1),
          ev_new as (insert into inngest_trigger as old (function_id, event, failed_function) select * from ev
            on conflict (function_id, event) do update set failed_function = excluded.failed_function
            where old.failed_function is distinct from excluded.failed_function returning 1),
          cr_new as (insert into inngest_cron (function_id, cron, next_at) select * from cr on conflict do nothing returning 1)
     select (select count(*) from fn_gone) + (select count(*) from ev_gone) + (select count(*) from cr_gone)
          + (select count(*) from fn_new) + (select count(*) from ev_new) + (select count(*) from cr_new) as changed`,
    [app, JSON.stringify(functions), JSON.stringify(events), JSON.stringify(crons)],
  );
  return Number(rows[0]?.changed) > 0;
}
