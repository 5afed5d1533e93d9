import type { World } from "../vendor";
import { inChange, onEvents, seconds } from "./store";

/** Keeps the promises that no request keeps: time passes, and every recorded event gets its webhook queued. */
export async function start(world: World): Promise<() => Promise<void>> {
  let stopped = false;
  let working: Promise<void> = Promise.resolve();
  let waiting = false;

  const once = (work: () => Promise<unknown>) => {
    working = working.then(async () => {
      if (!stopped)
        await work().catch((error) =>
          console.error("stripe:", error instanceof Error ? error.message : error),
        );
    });
  };
  // Many changes may commit while one batch is under way: the next batch takes all of them.
  const nudge = () => {
    if (waiting || stopped) return;
    waiting = true;
    once(() => {
      waiting = false;
      return queueWebhooks(world);
    });
  };

  onEvents.set(world, nudge);
  const timer = setInterval(() => {
    once(() => wakeDue(world));
    nudge();
  }, 1_000);
  const hourly = setInterval(() => once(() => forget(world)), 3_600_000);
  nudge();

  return async () => {
    stopped = true;
    clearInterval(timer);
    clearInterval(hourly);
    onEvents.delete(world);
    await working;
  };
}

/**
 * Puts recorded events on the frame's queue. A crash between the two statements queues one twice, under the same event
 * id: harmless, as every receiver of Stripe's webhooks has to expect.
 */
export async function queueWebhooks(world: World): Promise<void> {
  for (;;) {
    const { rows } = await world.db.query<{ seq: string; id: string; body: string }>({
      name: "stripe-unqueued",
      text: "select seq, id, body from stripe_events where queued_at is null order by seq limit 100",
    });
    if (rows.length === 0) return;
    await Promise.all(rows.map(({ id, body }) => send(world, id, body)));
    await world.db.query({
      name: "stripe-queued",
      text: "update stripe_events set queued_at = $2 where seq = any($1::bigint[])",
      values: [rows.map((row) => row.seq), world.now()],
    });
  }
}

export const send = (world: World, eventId: string, body: string): Promise<void> =>
  world.sendWebhook({ vendor: "stripe", eventId, path: "/api/webhooks/stripe", body });

/** Expires pages, lapses authorisations and settles refunds whose time has come. */
export async function wakeDue(world: World): Promise<void> {
  const { rows } = await world.db.query<{ id: string }>({
    name: "stripe-due",
    text: "select id from stripe_payments where wakes_at <= $1 order by wakes_at limit 200",
    values: [seconds(world.now())],
  });
  for (const { id } of rows) await inChange(world, {}, (change) => change.lock("id", id));
}

/** Stripe forgets idempotency keys after a day at the earliest, and events after thirty. */
async function forget(world: World): Promise<void> {
  const now = seconds(world.now());
  await world.db.query("delete from stripe_idempotency where created < $1", [now - 2 * 86_400]);
  await world.db.query("delete from stripe_events where created < $1 and queued_at is not null", [
    now - 30 * 86_400,
  ]);
}
