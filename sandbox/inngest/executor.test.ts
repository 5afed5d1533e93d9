import { NonRetriableError, RetryAfterError } from "inngest";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Checkpointing, startWorld } from "./testing";

let checkpointing: Checkpointing = true;
let world: Awaited<ReturnType<typeof startWorld>>;

afterEach(() => world.stop());

async function start(write: Parameters<typeof startWorld>[0]) {
  world = await startWorld(write, checkpointing);
  await world.register();
  world.newExecutor();
  return world;
}

/** What a step gives back, noting that it ran. */
function noting<T>(ran: string[], name: string, value: T): T {
  ran.push(name);
  return value;
}

const statuses = async (fn: string) => (await world.runs(fn)).map((run) => run.status);
const ended = (fn: string, status: string, count = 1) =>
  vi.waitFor(async () => expect(await statuses(fn)).toEqual(Array.from({ length: count }, () => status)), {
    timeout: 8000,
    interval: 30,
  });

describe.each<{ how: string; mode: Checkpointing }>([
  { how: "one call a step", mode: false },
  { how: "each step reported on the way", mode: true },
  { how: "steps reported in twos", mode: { bufferedSteps: 2 } },
])("with $how", ({ mode }) => {
  beforeEach(() => {
    checkpointing = mode;
  });

  test("a step that has run is not run again when the function goes on", async () => {
    const ran: string[] = [];
    await start((client) => [
      client.createFunction({ id: "greet", triggers: [{ event: "shop/greet" }] }, async ({ event, step }) => {
        const first = await step.run("first", () =>
          noting(ran, "first", { hello: event.data.name, odd: "\u0000" }),
        );
        const second = await step.run("second \ud83d\u0000", () => noting(ran, "second", undefined));
        return { first, second };
      }),
    ]);
    await world.client.send({ name: "shop/greet", data: { name: "Ada" } });
    await ended("shop-greet", "completed");
    expect(ran).toEqual(["first", "second"]);
    const [run] = await world.runs("shop-greet");
    expect(JSON.parse(run?.output ?? "")).toEqual({ first: { hello: "Ada", odd: "\u0000" }, second: null });
  });

  test("a step that fails is tried again, and its run goes on", async () => {
    const attempts: number[] = [];
    await start((client) => [
      client.createFunction(
        { id: "shaky", triggers: [{ event: "shop/shaky" }] },
        async ({ step, attempt }) => {
          await step.run("before", () => "kept");
          await step.run("shaky", () => {
            attempts.push(attempt);
            if (attempts.length < 3) throw new Error("not yet");
          });
          return "fine";
        },
      ),
    ]);
    await world.client.send({ name: "shop/shaky" });
    await ended("shop-shaky", "completed");
    expect(attempts).toEqual([0, 1, 2]);
  });

  test("a step that always fails is tried as often as the function allows, then its failure is handled", async () => {
    let tries = 0;
    const handled: unknown[] = [];
    await start((client) => [
      client.createFunction(
        {
          id: "doomed",
          retries: 2,
          triggers: [{ event: "shop/doomed" }],
          onFailure: ({ event, error }) => void handled.push([event.data.event.data.order, error.message]),
        },
        async ({ step }) => {
          await step.run("never", () => {
            tries++;
            throw new Error("the carrier is closed");
          });
        },
      ),
    ]);
    await world.client.send({ name: "shop/doomed", data: { order: 7 } });
    await ended("shop-doomed", "failed");
    await ended("shop-doomed-failure", "completed");
    expect(tries).toBe(3);
    expect(handled).toEqual([[7, "the carrier is closed"]]);
  });

  test("an error that says so is not tried again", async () => {
    let tries = 0;
    await start((client) => [
      client.createFunction({ id: "refused", triggers: [{ event: "shop/refused" }] }, async ({ step }) => {
        await step.run("once", () => {
          tries++;
          throw new NonRetriableError("the order is cancelled");
        });
      }),
    ]);
    await world.client.send({ name: "shop/refused" });
    await ended("shop-refused", "failed");
    expect(tries).toBe(1);
    expect((await world.runs("shop-refused"))[0]?.error).toContain("the order is cancelled");
  });

  test("a function may catch the failure of a step and go on", async () => {
    await start((client) => [
      client.createFunction(
        { id: "careful", retries: 0, triggers: [{ event: "shop/careful" }] },
        async ({ step }) => {
          try {
            await step.run("fails", () => {
              throw new Error("no");
            });
          } catch {
            return await step.run("instead", () => "plan B");
          }
        },
      ),
    ]);
    await world.client.send({ name: "shop/careful" });
    await ended("shop-careful", "completed");
    expect((await world.runs("shop-careful"))[0]?.output).toBe('"plan B"');
  });

  test("a sleep ends when the clock has moved past its time, not before", async () => {
    await start((client) => [
      client.createFunction({ id: "wait", triggers: [{ event: "shop/wait" }] }, async ({ event, step }) => {
        await step.sleepUntil("deadline", event.data.until);
        await step.sleep("a little more", "1h");
        return "woken";
      }),
    ]);
    await world.client.send({
      name: "shop/wait",
      data: { until: new Date(Date.now() + 1_800_000).toISOString() },
    });
    await vi.waitFor(async () =>
      expect((await world.db.query("select 1 from inngest_queue where kind = 'sleep'")).rowCount).toBe(1),
    );
    expect(await statuses("shop-wait")).toEqual(["running"]);
    world.advance(1801);
    await vi.waitFor(async () =>
      expect(
        (await world.db.query("select 1 from inngest_step where name = 'a little more' and result is null"))
          .rowCount,
      ).toBe(1),
    );
    world.advance(3601);
    await ended("shop-wait", "completed");
  });

  test("a retry waits for the time the function asks for", async () => {
    let tries = 0;
    await start((client) => [
      client.createFunction({ id: "limited", triggers: [{ event: "shop/limited" }] }, async () => {
        if (tries++ === 0) throw new RetryAfterError("too many requests", 3_600_000);
      }),
    ]);
    await world.client.send({ name: "shop/limited" });
    await vi.waitFor(async () =>
      expect((await world.db.query("select 1 from inngest_queue where attempt = 1")).rowCount).toBe(1),
    );
    world.advance(3500);
    expect(await statuses("shop-limited")).toEqual(["running"]);
    world.advance(101);
    await ended("shop-limited", "completed");
  });

  test("an event with an id that was seen before starts nothing", async () => {
    await start((client) => [
      client.createFunction({ id: "once", triggers: [{ event: "shop/once" }] }, () => "done"),
    ]);
    for (const data of [{}, { again: true }])
      await world.client.send({ id: "row-1", name: "shop/once", data });
    await world.client.send([
      { id: "row-2", name: "shop/once" },
      { id: "row-2", name: "shop/once" },
    ]);
    await ended("shop-once", "completed", 2);
  });

  test("every function that listens gets its own run", async () => {
    await start((client) => [
      client.createFunction({ id: "mail", triggers: [{ event: "order/paid" }] }, () => "mailed"),
      client.createFunction(
        { id: "ship", triggers: [{ event: "order/paid" }, { event: "order/repaired" }] },
        () => "shipped",
      ),
    ]);
    await world.client.send({ name: "order/paid" });
    await ended("shop-mail", "completed");
    await ended("shop-ship", "completed");
  });

  test("steps side by side each run once, and the function goes on when all are done", async () => {
    const ran: string[] = [];
    await start((client) => [
      client.createFunction({ id: "both", triggers: [{ event: "shop/both" }] }, async ({ step }) => {
        const sum = await Promise.all([
          step.run("left", () => noting(ran, "left", 1)),
          step.run("right", () => {
            ran.push("right");
            if (ran.filter((name) => name === "right").length === 1) throw new Error("again");
            return 2;
          }),
          step.sleep("nap", "1s"),
        ]);
        const after = await step.run("after", () => noting(ran, "after", 3));
        return [...sum, after];
      }),
    ]);
    await world.client.send({ name: "shop/both" });
    await ended("shop-both", "completed");
    expect(ran.sort()).toEqual(["after", "left", "right", "right"]);
    expect(JSON.parse((await world.runs("shop-both"))[0]?.output ?? "")).toEqual([1, 2, null, 3]);
  });

  test("an event sent from a step starts its listeners once", async () => {
    await start((client) => [
      client.createFunction({ id: "sender", triggers: [{ event: "shop/first" }] }, async ({ step }) => {
        await step.sendEvent("tell", { name: "shop/second", data: {} });
      }),
      client.createFunction({ id: "listener", triggers: [{ event: "shop/second" }] }, () => "heard"),
    ]);
    await world.client.send({ name: "shop/first" });
    await ended("shop-listener", "completed");
    await ended("shop-sender", "completed");
  });

  test("a cron runs once a tick, also when two executors are there, and once for ticks missed", async () => {
    await start((client) => [
      client.createFunction(
        { id: "nightly", triggers: [{ cron: "TZ=Europe/Berlin 0 3 * * *" }] },
        () => "swept",
      ),
    ]);
    world.newExecutor();
    await world.register();
    expect(await statuses("shop-nightly")).toEqual([]);
    world.advance(86_400);
    await ended("shop-nightly", "completed", 1);
    world.advance(5 * 86_400);
    await ended("shop-nightly", "completed", 2);
  });
});

test("no more calls of a function at once than it allows", async () => {
  let now = 0;
  let most = 0;
  await start((client) => [
    client.createFunction(
      { id: "narrow", concurrency: 1, triggers: [{ event: "shop/narrow" }] },
      async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 30));
        now--;
      },
    ),
  ]);
  await world.client.send(Array.from({ length: 6 }, () => ({ name: "shop/narrow" })));
  await ended("shop-narrow", "completed", 6);
  expect(most).toBe(1);
});

test("a successor takes over what a dead executor held, and steps that were done stay done", async () => {
  const ran: string[] = [];
  let hang: Promise<void> | undefined = new Promise(() => undefined);
  world = await startWorld((client) => [
    client.createFunction({ id: "long", triggers: [{ event: "shop/long" }] }, async ({ step }) => {
      await step.run("done before", () => void ran.push("done before"));
      await step.run("under way", async () => {
        ran.push("under way");
        await hang;
      });
    }),
  ]);
  await world.register();
  const first = world.newExecutor();
  await world.client.send({ name: "shop/long" });
  await vi.waitFor(() => expect(ran).toEqual(["done before", "under way"]), { timeout: 5000 });
  first.abandon();
  hang = undefined;
  world.newExecutor();
  await ended("shop-long", "completed");
  expect(ran).toEqual(["done before", "under way", "under way"]);
});

test("an executor that lost its lease does not write its late answer", async () => {
  const results: string[] = [];
  let letGo = (): void => undefined;
  let calls = 0;
  world = await startWorld((client) => [
    client.createFunction({ id: "late", triggers: [{ event: "shop/late" }] }, async ({ step }) => {
      const result = await step.run("slow", async () => {
        if (++calls > 1) return "second";
        await new Promise<void>((resolve) => (letGo = resolve));
        return "first";
      });
      results.push(result);
      return result;
    }),
  ]);
  await world.register();
  world.newExecutor();
  await world.client.send({ name: "shop/late" });
  await vi.waitFor(() => expect(calls).toBe(1), { timeout: 5000 });
  await world.db.query("update inngest_queue set lease_until = '-infinity', claimed_by = 'someone else'");
  world.newExecutor();
  await vi.waitFor(() => expect(results).toEqual(["second"]), { timeout: 5000 });
  letGo();
  await ended("shop-late", "completed");
  expect((await world.runs("shop-late"))[0]?.output).toBe('"second"');
});

test("what the executor does not cover is refused by name at registration", async () => {
  world = await startWorld((client) => [
    client.createFunction(
      { id: "batched", batchEvents: { maxSize: 10, timeout: "5s" }, triggers: [{ event: "shop/a" }] },
      () => 1,
    ),
    client.createFunction(
      { id: "filtered", triggers: [{ event: "shop/a", if: "event.data.x == 1" }] },
      () => 1,
    ),
    client.createFunction({ id: "plain", triggers: [{ event: "shop/a" }] }, () => 1),
  ]);
  const { message } = await world.register();
  expect(message).toContain("shop-batched: the option batchEvents is not covered");
  expect(message).toContain('shop-filtered: the trigger expression "event.data.x == 1" is not covered');
  expect(message).not.toContain("shop-plain");
});

test("a step the executor does not cover fails its run with a sentence", async () => {
  await start((client) => [
    client.createFunction({ id: "waiter", triggers: [{ event: "shop/w" }] }, async ({ step }) => {
      await step.waitForEvent("for payment", { event: "order/paid", timeout: "1h" });
    }),
  ]);
  await world.client.send({ name: "shop/w" });
  await ended("shop-waiter", "failed");
  expect((await world.runs("shop-waiter"))[0]?.error).toContain('The step "for payment" is a WaitForEvent');
});
