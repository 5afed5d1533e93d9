import type { World } from "../vendor";
import { changeOrder, onEvents } from "./store";

/** Keeps the promises that no request keeps: time passes, and every recorded event gets its webhook queued. */
export async function start(world: World): Promise<() => Promise<void>> {
  let stopped = false;
  let waiting = false;
  let working: Promise<void> = Promise.resolve();

  const once = (work: () => Promise<unknown>) => {
    working = working.then(async () => {
      if (!stopped)
        await work().catch((error) =>
          console.error("paypal:", error instanceof Error ? error.message : error),
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

/** A crash between the two statements queues one twice, under the same event id, as PayPal may. */
async function queueWebhooks(world: World): Promise<void> {
  for (;;) {
    const { rows } = await world.db.query<{ seq: string; id: string; body: string }>(
      "select seq, id, body from paypal_events where queued_at is null order by seq limit 100",
    );
    if (rows.length === 0) return;
    for (const { id, body } of rows) await send(world, id, body);
    await world.db.query("update paypal_events set queued_at = $2 where seq = any($1::bigint[])", [
      rows.map((row) => row.seq),
      world.now(),
    ]);
  }
}

export const send = (world: World, eventId: string, body: string): Promise<void> =>
  world.sendWebhook({ vendor: "paypal", eventId, path: "/api/webhooks/paypal", body });

/** Lapses approvals, and lets banks answer about captures and refunds, when their time has come. */
export async function wakeDue(world: World): Promise<void> {
  const { rows } = await world.db.query<{ id: string }>(
    "select id from paypal_orders where wakes_at <= $1 order by wakes_at limit 200",
    [world.now()],
  );
  for (const { id } of rows) await changeOrder(world, id, () => []);
}

async function forget(world: World): Promise<void> {
  const before = (ms: number) => new Date(world.now().getTime() - ms);
  await world.db.query("delete from paypal_request_ids where at < $1", [before(86_400_000)]);
  await world.db.query("delete from paypal_events where at < $1 and queued_at is not null", [
    before(30 * 86_400_000),
  ]);
}
