import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "@/server/kernel/ctx";
import { eventually, placeOrder, type TestApp, testApp } from "@/server/testing";
import { fact, record } from "./outbox";
import { createRelay, type OutgoingEvent, publishPending } from "./relay";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const now = () => shop.clock.now();
const unpublished = async () =>
  (await shop.rows<{ left: number }>("select count(*)::int as left from event where published_at is null"))[0]
    ?.left;
const receipt = (i: number) =>
  fact("InventoryReceived", {
    variantId: shop.shop.variants["TEST-A"].id,
    sku: "TEST-A",
    locationId: shop.shop.locations.EAST,
    location: "EAST",
    quantity: i + 1,
    damaged: 0,
    reason: `delivery ${i}`,
  });

test("events go out oldest first, with who caused them and when", async () => {
  const order = await placeOrder(shop.ctx());
  const sent: OutgoingEvent[] = [];
  expect(await publishPending(shop.app.db, async (events) => void sent.push(...events), now)).toBe(2);
  expect(sent.map((event) => event.name)).toEqual(["OrderCreated", "InventoryReserved"]);
  expect(sent[0]?.data).toMatchObject({
    orderId: order.id,
    orderNumber: order.number,
    event: { id: sent[0]?.id, actor: "shopper" },
  });
  expect(await publishPending(shop.app.db, async () => expect.unreachable("nothing is left"), now)).toBe(0);
});

test("a thousand events all arrive, in their order, also when several processes publish at once", async () => {
  for (let i = 0; i < 10; i++)
    await inTransaction(shop.ctx(), (tx) =>
      record(tx, ...Array.from({ length: 100 }, (_, j) => receipt(i * 100 + j))),
    );
  const heard = new Map<string, number>();
  const hear = async (events: OutgoingEvent[]) => {
    for (const event of events) heard.set(event.id, (heard.get(event.id) ?? 0) + 1);
  };
  const first: OutgoingEvent[] = [];
  await publishPending(
    shop.app.db,
    async (events) => {
      first.push(...events);
      if (first.length > 500) throw new Error("enough for now");
    },
    now,
  ).catch(() => undefined);
  expect(first.map((event) => event.id)).toEqual(first.map((event) => event.id).sort());
  await Promise.all(Array.from({ length: 4 }, () => publishPending(shop.app.db, hear, now)));
  expect(new Set([...first.slice(0, 400).map((event) => event.id), ...heard.keys()]).size).toBe(1000);
  expect(await unpublished()).toBe(0);
});

test("events are kept while the event server is down, and what it hears twice it takes once", async () => {
  await inTransaction(shop.ctx(), (tx) => record(tx, receipt(1), receipt(2)));
  await shop.control("PUT", "/control/faults/inngest", { errorRate: 1 });
  await expect(shop.app.publish()).rejects.toThrow();
  expect(await unpublished()).toBe(2);
  await shop.control("DELETE", "/control/faults");
  expect(await shop.app.publish()).toBe(2);
  await shop.rows(
    "update event set published_at = null where id in (select id from event order by id desc limit 2)",
  );
  expect(await shop.app.publish()).toBe(2);
  const ids = (await shop.rows<{ id: string }>("select id from event order by id desc limit 2")).map(
    (row) => row.id,
  );
  const kept = await shop.rows("select id from sandbox.inngest_event where id = any($1)", [ids]);
  expect(kept).toHaveLength(2);
});

test("a nudged relay publishes one run at a time and tries again after a failure", async () => {
  let running = 0;
  let most = 0;
  let runs = 0;
  const relay = createRelay(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
    runs += 1;
    if (runs === 1) throw new Error("the event server is down");
    return 1;
  });
  for (let i = 0; i < 50; i++) relay.nudge();
  await eventually(async () => expect(runs).toBe(2), 5_000);
  relay.nudge();
  await eventually(async () => expect(runs).toBe(3), 5_000);
  expect(most).toBe(1);
});
