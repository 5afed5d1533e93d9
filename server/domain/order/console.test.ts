import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import type { CreatedOrder } from "@/server/domain/order/create-order";
import type { Id } from "@/server/kernel/id";
import { noteRun } from "@/server/policies/policy-run.store";
import { paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { findStaffOrder, orderMoney, staffOrder } from "./console.queries";

const policy = "cancel-order-when-payment-fails";
let shop: TestApp;
let paid: CreatedOrder;
let ended: CreatedOrder;
let cause: Id<"event">;

beforeAll(async () => {
  shop = await testApp();
  paid = await paidOrder(shop);
  ended = await placeOrder(shop.ctx());
  const [event] = await shop.rows<{ id: Id<"event"> }>(
    "select id from event where order_id = $1 and name = 'OrderCreated'",
    [ended.id],
  );
  if (!event) throw new Error("The order recorded nothing.");
  cause = event.id;
  await cancelOrder(shop.ctx({ kind: "policy", name: policy }, cause), ended.id, {
    reason: "payment_failed",
  });
  await noteRun(shop.ctx(), {
    policy,
    trigger: cause,
    eventName: "OrderCreated",
    orderId: ended.id,
    rule: "When a payment fails, cancel.",
    inputs: { total: ended.total },
    outcome: "done",
    reason: "The card was declined.",
    attempts: 1,
  });
});
afterAll(() => shop.drop());

test("what happened by itself carries its rule, its reason, and the event that set it off", async () => {
  const { timeline } = await staffOrder(shop.ctx(), ended.id, { money: true });
  const cancelled = timeline.find((entry) => entry.event === "OrderCancelled");
  expect(cancelled?.run).toMatchObject({
    rule: "When a payment fails, cancel.",
    reason: "The card was declined.",
  });
  expect(cancelled?.run?.inputs).toEqual({ total: ended.total });
  expect(cancelled?.trigger?.name).toBe("OrderCreated");
  expect(timeline.find((entry) => entry.event === "OrderCreated")?.run).toBeUndefined();
});

test("the warehouse reads that an order was paid, and no amount", async () => {
  for (const { id } of [paid, ended]) {
    const { timeline, runs } = await staffOrder(shop.ctx(), id, { money: false });
    expect(JSON.stringify([timeline, runs])).not.toMatch(/\$\d|amount/);
  }
  const { timeline } = await staffOrder(shop.ctx(), paid.id, { money: false });
  expect(timeline.map((entry) => entry.title)).toContain("Paid");
  expect(JSON.stringify((await staffOrder(shop.ctx(), paid.id, { money: true })).timeline)).toContain("$");
});

test("a manager reads what a payment came to and what the provider said about it", async () => {
  const before = await orderMoney(shop.ctx(), paid.id);
  expect(before.payments).toMatchObject([{ status: "captured", captured: paid.total, provider: "stripe" }]);
  expect(before.webhooks).toEqual([]);
  const ref = before.payments[0]?.ref;
  await shop.rows(
    `insert into webhook_inbox (id, vendor, event_id, type, body, verdict, received_at)
     values (gen_random_uuid(), 'stripe', 'evt_1', 'checkout.session.completed',
             jsonb_build_object('event', jsonb_build_object('paymentRef', $1::text)), 'processed', $2),
            (gen_random_uuid(), 'stripe', 'evt_2', 'somebody else''s', '{"event": {"paymentRef": "other"}}', 'processed', $2)`,
    [ref, shop.clock.now()],
  );
  const { webhooks } = await orderMoney(shop.ctx(), paid.id);
  expect(webhooks.map((hook) => hook.type)).toEqual(["checkout.session.completed"]);
});

test("a number that is no order's leads nowhere", async () => {
  expect(await findStaffOrder(shop.ctx(), paid.number)).toBe(paid.id);
  expect(await findStaffOrder(shop.ctx(), "HF-999999")).toBeNull();
});
