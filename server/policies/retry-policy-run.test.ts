import { afterAll, beforeAll, expect, test } from "vitest";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { listRuns, policySummaries } from "./policy-run.queries";
import { noteRun } from "./policy-run.store";
import { retryPolicyRun } from "./retry-policy-run";

const policy = "email-confirmation-when-order-created";
let shop: TestApp;
let trigger: string;

beforeAll(async () => {
  shop = await testApp();
  const order = await placeOrder(shop.ctx());
  const [event] = await shop.rows<{ id: string; payload: Record<string, unknown> }>(
    "select id, payload from event where order_id = $1 and name = 'OrderCreated'",
    [order.id],
  );
  if (!event) throw new Error("The order recorded nothing.");
  trigger = event.id;
  await noteRun(shop.ctx(), {
    policy,
    trigger,
    eventName: "OrderCreated",
    orderId: order.id,
    rule: "As it was worded then.",
    inputs: event.payload,
    outcome: "failed",
    reason: "The mail server was away.",
    attempts: 13,
  });
});
afterAll(() => shop.drop());

const mails = async () => (await shop.control<unknown[]>("GET", "/control/mail?to=ada@example.com")).length;

test("a failed run is run again by hand, does what it should have done, and says by whom", async () => {
  const result = await retryPolicyRun(shop.ctx(), { policy, trigger }, "Morgan Ellis");
  expect(result.outcome).toBe("done");
  expect(await mails()).toBe(1);
  const { rows } = await listRuns(shop.ctx(), { policy });
  expect(rows).toMatchObject([
    { outcome: "done", attempts: 14, reason: expect.stringContaining("Run again by Morgan Ellis.") },
  ]);
});

test("a run that is done is not run again, so nothing is sent twice", async () => {
  await expect(retryPolicyRun(shop.ctx(), { policy, trigger }, "Morgan Ellis")).rejects.toMatchObject({
    kind: "invalid_transition",
  });
  expect(await mails()).toBe(1);
});

test("only what has run can be run again", async () => {
  const other = { policy: "email-receipt-when-order-paid", trigger };
  await expect(retryPolicyRun(shop.ctx(), other, "Morgan Ellis")).rejects.toMatchObject({
    kind: "not_found",
  });
});

test("a policy that has never run is listed with its rule and its event", async () => {
  const summaries = await policySummaries(shop.ctx());
  expect(summaries.find(({ id }) => id === "email-receipt-when-order-paid")).toMatchObject({
    when: "OrderPaid",
    counts: {},
  });
  expect(summaries.find(({ id }) => id === policy)?.counts).toEqual({ done: 1 });
});

test("runs are paged newest first without a gap; a cursor of nobody's starts at the newest", async () => {
  for (let n = 0; n < 4; n += 1)
    await noteRun(shop.ctx(), {
      policy: "sweep-outbox",
      trigger: `tick-${n}`,
      eventName: "Cron",
      orderId: null,
      rule: "Every minute.",
      inputs: { n },
      outcome: "done",
      reason: "Sent.",
      attempts: 1,
    });
  const first = await listRuns(shop.ctx(), {}, undefined, 3);
  const second = await listRuns(shop.ctx(), {}, first.older ?? "", 3);
  const all = [...first.rows, ...second.rows].map((run) => run.trigger);
  expect(new Set(all).size).toBe(5);
  expect(second.older).toBeNull();
  expect((await listRuns(shop.ctx(), {}, "nonsense", 3)).rows).toEqual(first.rows);
});
