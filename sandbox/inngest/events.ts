import { createHash, randomUUID } from "node:crypto";
import type pg from "pg";
import { z } from "zod";

const Incoming = z.looseObject({
  name: z.string().min(1),
  id: z.string().nullish(),
  ts: z.number().nullish(),
});

export type IncomingEvent = z.infer<typeof Incoming>;

/** Reads the body of `POST /e/<key>`: one event or a list. */
export function parseEvents(body: unknown): IncomingEvent[] {
  return z.array(Incoming).parse(Array.isArray(body) ? body : [body]);
}

/**
 * Stores events, and starts one run of every function that listens: one statement for the whole batch. An event whose
 * id was seen before is left out. `seed` makes the same ids for the same batch sent again.
 */
export async function acceptEvents(
  db: Pick<pg.Pool, "query">,
  events: readonly IncomingEvent[],
  now: Date,
  seed?: string,
): Promise<string[]> {
  const stored = events.map((event, i) => {
    const id =
      event.id ||
      (seed ? createHash("sha256").update(`${seed}:${i}`).digest("hex").slice(0, 32) : randomUUID());
    return {
      id,
      name: event.name,
      payload: JSON.stringify({ ...event, data: event.data ?? {}, id, ts: event.ts || now.getTime() }),
    };
  });
  await db.query(
    `with incoming as (
       select * from unnest($1::text[], $2::text[], $3::text[]) with ordinality as t(id, name, payload, position)),
     stored as (
       insert into inngest_event (id, name, payload, received_at)
       select id, name, payload, $4 from incoming on conflict (id) do nothing returning id),
     runs as (
       insert into inngest_run (id, function_id, event_id, created_at)
       select gen_random_uuid()::text, t.function_id, i.id, $4
       from incoming i join stored using (id) join inngest_trigger t on t.event = i.name
       where t.failed_function is null or t.failed_function = i.payload::json -> 'data' ->> 'function_id'
       order by i.position
       on conflict (event_id, function_id) do nothing returning id, function_id)
     insert into inngest_queue (run_id, function_id, run_at) select id, function_id, $4 from runs`,
    [stored.map((e) => e.id), stored.map((e) => e.name), stored.map((e) => e.payload), now],
  );
  return stored.map((event) => event.id);
}
