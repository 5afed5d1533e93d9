import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { readOrder } from "@/server/domain/order/order.store";
import { timeOutOrder } from "@/server/domain/order/time-out-order";
import { unfinishedWebhooks } from "@/server/domain/webhook/inbox.store";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import {
  approved,
  declined,
  deliver,
  eventsOf,
  eventually,
  moneyAt,
  pay,
  placeOrder,
  type TestApp,
  testApp,
} from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { acceptWebhook, processWebhook } from "./accept-webhook";
import { paymentsToAsk } from "./asking.store";
import { closePayments } from "./close-payments";
import { paymentsOf, readPayment, unclosed } from "./payment.store";
import { processPayment } from "./process-payment";
import { retryRefund } from "./retry-refund";
import { settlePayment } from "./settle-payment";
import { submitRefund } from "./submit-refund";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 25, stock: { "TEST-A": { EAST: 10_000 } } });
});
afterEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await shop.set("maxPaymentAttempts", 1);
  await expectSoundBooks(shop);
});
afterAll(() => shop.drop());

const statusOf = async (id: Id<"order">) => (await readOrder(shop.ctx(), id)).status;
const count = (names: string[], name: string) => names.filter((one) => one === name).length;
const captures = async (session: string) => {
  const log = await shop.control<{ path: string; method: string; status: number }[]>(
    "GET",
    "/control/log?vendor=stripe",
  );
  const [row] = await shop.rows<{ intent: string }>(
    "select intent_id as intent from sandbox.stripe_payments where id = $1",
    [session],
  );
  return log.filter(
    (one) => one.method === "POST" && one.path.includes(`${row?.intent}/capture`) && one.status === 200,
  ).length;
};
/** Webhooks that the shop has been sent about one page. */
const toldOf = (session: string, atLeast = 1) =>
  eventually(async () => {
    const told = shop.webhooks.filter((one) => one.body.includes(session));
    expect(told.length).toBeGreaterThanOrEqual(atLeast);
    return told;
  });
const refunds = (order: Id<"order">) =>
  shop.rows<{ id: Id<"refund">; amount: number; status: string }>(
    "select id, amount, status from refund where order_id = $1",
    [order],
  );

/** Calls the provider for real and then loses what it said. */
const losing = (ctx: WithPorts, ...calls: ("capture" | "close" | "look" | "refund")[]): WithPorts => {
  const real = ctx.ports.gateways.stripe;
  if (!real) throw new Error("Stripe is not set up.");
  const lost = Object.fromEntries(
    calls.map((name) => [
      name,
      async (...given: unknown[]) => {
        await (real[name] as (...given: unknown[]) => Promise<unknown>)(...given);
        throw new Error(`${name}: the answer was lost`);
      },
    ]),
  );
  return { ...ctx, ports: { ...ctx.ports, gateways: { stripe: { ...real, ...lost } } } };
};

test("a webhook that comes ten times, in any order, pays the order once", async () => {
  const order = await placeOrder(shop.ctx());
  const { session } = await pay(shop, order.id);
  const told = await toldOf(session);
  for (const webhook of [...told].reverse()) await deliver(shop.ctx(), webhook);
  const again = told[0];
  if (again) await Promise.all(Array.from({ length: 10 }, () => deliver(shop.ctx(), again)));
  for (const webhook of await toldOf(session, told.length)) await deliver(shop.ctx(), webhook);
  expect(await statusOf(order.id)).toBe("paid");
  const events = await eventsOf(shop, order.id);
  expect([
    count(events, "OrderPaid"),
    count(events, "InventoryDeducted"),
    count(events, "PaymentProcessed"),
  ]).toEqual([1, 1, 1]);
  expect(await moneyAt(shop, session)).toEqual({
    state: "succeeded",
    received: order.total.amount,
    refunded: 0,
  });
});

test("webhook, return page and sweep at once, twenty of them, take the money once", async () => {
  const order = await placeOrder(shop.ctx());
  const { paymentId, session } = await pay(shop, order.id);
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => settlePayment(shop.ctx(), paymentId)),
  );
  for (const result of results)
    if (result.status === "rejected") expect(result.reason).toMatchObject({ kind: "provider_unavailable" });
  expect(await statusOf(order.id)).toBe("paid");
  expect(await moneyAt(shop, session)).toMatchObject({ state: "succeeded", received: order.total.amount });
  const keys = await shop.rows("select 1 from sandbox.stripe_idempotency where key = $1", [
    `payment:${paymentId}:capture`,
  ]);
  expect(keys).toHaveLength(1);
  expect(await captures(session)).toBeGreaterThanOrEqual(1);
  expect(count(await eventsOf(shop, order.id), "OrderPaid")).toBe(1);
});

test("a lost webhook is made up for by the sweep", async () => {
  const order = await placeOrder(shop.ctx());
  const { paymentId } = await pay(shop, order.id);
  const later = { ...shop.ctx(), now: new Date(shop.clock.now().getTime() + 61_000) };
  const still = await paymentsToAsk(later, "stripe", 100);
  expect(still.map((one) => one.id)).toContain(paymentId);
  await settlePayment(later, paymentId);
  expect(await statusOf(order.id)).toBe("paid");
});

test("payments that are half captured are looked at before pages that nobody pays on", async () => {
  const orders = await Promise.all(Array.from({ length: 5 }, () => placeOrder(shop.ctx())));
  await Promise.all(orders.map(({ id }) => processPayment(shop.ctx(), id, "stripe")));
  const order = await placeOrder(shop.ctx());
  const { paymentId } = await pay(shop, order.id);
  await expect(settlePayment(losing(shop.ctx(), "capture"), paymentId)).rejects.toThrow("lost");
  const soon = { ...shop.ctx(), now: new Date(shop.clock.now().getTime() + 61_000) };
  const [first] = await paymentsToAsk(soon, "stripe", 1);
  expect(first?.id).toBe(paymentId);
  await settlePayment(shop.ctx(), paymentId);
});

test("a forged webhook is refused, one about nothing of ours is kept and asked about again", async () => {
  const order = await placeOrder(shop.ctx());
  const { session } = await pay(shop, order.id);
  const [webhook] = await toldOf(session);
  if (!webhook) throw new Error("There is no webhook.");
  const forged = acceptWebhook(shop.ctx(), "stripe", `${webhook.body} `, webhook.headers);
  await expect(forged).rejects.toMatchObject({ kind: "forbidden" });

  // The provider was faster than our own note of the page.
  const [attempt] = await paymentsOf(shop.ctx(), order.id);
  await shop.rows(
    "update payment set provider_ref = null, status = 'created', redirect_url = null where id = $1",
    [attempt?.id],
  );
  await deliver(shop.ctx(), webhook);
  expect(await statusOf(order.id)).toBe("paid");
});

test("a webhook that could not be acted on waits in the inbox and is taken up later", async () => {
  const order = await placeOrder(shop.ctx());
  const { session } = await pay(shop, order.id);
  const [webhook] = await toldOf(session);
  if (!webhook) throw new Error("There is no webhook.");
  const { inboxId } = await acceptWebhook(shop.ctx(), "stripe", webhook.body, webhook.headers);
  await shop.control("PUT", "/control/faults/stripe", { errorRate: 1 });
  expect(await processWebhook(shop.ctx(), inboxId)).toBe("parked");
  await shop.control("DELETE", "/control/faults");
  const soon = { ...shop.ctx(), now: new Date(shop.clock.now().getTime() + 120_000) };
  const open = await unfinishedWebhooks(soon, 100, ["stripe"]);
  expect(open.map((one) => one.id)).toContain(inboxId);
  expect(await processWebhook(shop.ctx(), inboxId)).toBe("processed");
  expect(await statusOf(order.id)).toBe("paid");
});

test("one decline ends the payment by default, and the order gives its stock back", async () => {
  const order = await placeOrder(shop.ctx());
  const { paymentId } = await pay(shop, order.id, declined);
  await Promise.all(Array.from({ length: 5 }, () => settlePayment(shop.ctx(), paymentId)));
  expect(await readPayment(shop.ctx(), paymentId)).toMatchObject({
    status: "failed",
    failureMessage: "Your card was declined.",
  });
  expect(count(await eventsOf(shop, order.id), "PaymentProcessed")).toBe(1);
  expect(await cancelOrder(shop.ctx(), order.id, { reason: "payment_failed" })).toBe("cancel");
});

test("with three attempts allowed, two declines leave the order open and the third card pays", async () => {
  await shop.set("maxPaymentAttempts", 3);
  const order = await placeOrder(shop.ctx());
  for (const card of [declined, "4000000000009995"]) {
    const { paymentId } = await pay(shop, order.id, card);
    await settlePayment(shop.ctx(), paymentId);
    await settlePayment(shop.ctx(), paymentId);
    expect(await statusOf(order.id)).toBe("pending");
  }
  const { paymentId } = await pay(shop, order.id, approved);
  expect(await settlePayment(shop.ctx(), paymentId)).toMatchObject({ outcome: "captured" });
  const events = await shop.rows<{ outcome: string }>(
    "select payload ->> 'outcome' as outcome from event where order_id = $1 and name = 'PaymentProcessed' order by id",
    [order.id],
  );
  expect(events.map((event) => event.outcome)).toEqual(["declined", "declined", "captured"]);
});

test("a card that is approved after the time-out is let go and never charged", async () => {
  const order = await placeOrder(shop.ctx());
  const { paymentId, session } = await pay(shop, order.id);
  expect(
    await cancelOrder({ ...shop.ctx(), now: order.paymentDueAt }, order.id, { reason: "payment_timeout" }),
  ).toBe("cancel");
  expect(await settlePayment(shop.ctx(), paymentId)).toMatchObject({ outcome: "voided" });
  expect(await moneyAt(shop, session)).toEqual({ state: "canceled", received: 0, refunded: 0 });
  expect(await readPayment(shop.ctx(), paymentId)).toMatchObject({ status: "voided", capturedAmount: 0 });
});

test("money that was taken behind our back for a cancelled order goes back in full", async () => {
  const order = await placeOrder(shop.ctx());
  const { paymentId, session } = await pay(shop, order.id);
  const ctx = shop.ctx();
  await ctx.ports.gateways.stripe?.capture(session, { amount: order.total, idempotencyKey: "by hand" });
  await cancelOrder(ctx, order.id, { reason: "customer" });
  await Promise.all([
    settlePayment(shop.ctx(), paymentId),
    closePayments(shop.ctx(), order.id),
    settlePayment(shop.ctx(), paymentId),
  ]);
  await closePayments(shop.ctx(), order.id);
  const [refund, ...more] = await refunds(order.id);
  expect(more).toEqual([]);
  expect(refund).toMatchObject({ amount: order.total.amount, status: "requested" });
  if (!refund) return;
  await Promise.all(Array.from({ length: 5 }, () => submitRefund(shop.ctx(), refund.id)));
  expect(await moneyAt(shop, session)).toMatchObject({
    received: order.total.amount,
    refunded: order.total.amount,
  });
  const events = await eventsOf(shop, order.id);
  expect([
    count(events, "LateMoneyReceived"),
    count(events, "OrderRefunded"),
    count(events, "OrderPaid"),
  ]).toEqual([1, 1, 0]);
});

test("a refund that fails later at the bank is told once and can be sent again under a new key", async () => {
  const order = await placeOrder(shop.ctx());
  const { paymentId, session } = await pay(shop, order.id, "4000000000005126");
  await settlePayment(shop.ctx(), paymentId);
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
  await closePayments(shop.ctx(), order.id);
  const [refund] = await refunds(order.id);
  if (!refund) throw new Error("There is no refund.");
  await submitRefund(shop.ctx(), refund.id);
  await shop.advance(3 * 86_400);
  const told = await eventually(async () => {
    const news = shop.webhooks.filter(
      (one) => one.body.includes('"refund.failed"') && one.body.includes(paymentId),
    );
    expect(news.length).toBeGreaterThan(0);
    return news;
  });
  const [news] = told;
  if (!news) return;
  for (const eventId of ["evt_a", "evt_b", "evt_c"]) {
    const event = {
      eventId,
      type: "refund.failed",
      paymentRef: session,
      refundRef: JSON.parse(news.body).data.object.id,
      occurredAt: new Date(),
    };
    const [row] = await shop.rows<{ id: Id<"webhook"> }>(
      "insert into webhook_inbox (id, vendor, event_id, type, body, received_at) values (gen_random_uuid(), 'stripe', $1, 'refund.failed', $2, now()) returning id",
      [eventId, JSON.stringify({ event, raw: {} })],
    );
    if (row) expect(await processWebhook(shop.ctx(), row.id)).toBe("processed");
  }
  expect(await shop.rows("select status, attempts from refund where id = $1", [refund.id])).toEqual([
    { status: "failed", attempts: 1 },
  ]);
  expect(count(await eventsOf(shop, order.id), "RefundFailed")).toBe(1);
  await retryRefund(shop.ctx(), refund.id);
  const keys = await shop.rows<{ key: string }>(
    "select key from sandbox.stripe_idempotency where key like $1 order by key",
    [`refund:${refund.id}:%`],
  );
  expect(keys.map((row) => row.key)).toEqual([`refund:${refund.id}:0`, `refund:${refund.id}:1`]);
});

test("an order whose time is over while its payment waits unheard is paid, not cancelled", async () => {
  const order = await placeOrder(shop.ctx());
  await pay(shop, order.id);
  expect(await timeOutOrder({ ...shop.ctx(), now: order.paymentDueAt }, order.id)).toBe("not_due");
  expect(await statusOf(order.id)).toBe("paid");
});

test("an overdue order is cancelled and its page shut, also when the provider can't be reached", async () => {
  const order = await placeOrder(shop.ctx());
  await processPayment(shop.ctx(), order.id, "stripe");
  await shop.control("PUT", "/control/faults/stripe", { errorRate: 1 });
  const due = { ...shop.ctx(), now: order.paymentDueAt };
  expect(await timeOutOrder(due, order.id)).toBe("cancel");
  expect(await timeOutOrder(due, order.id)).toBe("already_cancelled");
  await expect(closePayments(shop.ctx(), order.id)).rejects.toMatchObject({ kind: "provider_unavailable" });
  await shop.control("DELETE", "/control/faults");
  await closePayments(shop.ctx(), order.id);
  const [attempt] = await paymentsOf(shop.ctx(), order.id);
  expect(attempt?.status).toBe("expired");
});

test("a cancelled order whose money was never asked back is found until it has been", async () => {
  const order = await placeOrder(shop.ctx());
  const { paymentId } = await pay(shop, order.id);
  await settlePayment(shop.ctx(), paymentId);
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
  const found = async () =>
    (await unclosed(shop.ctx(), new Date(shop.clock.now().getTime() + 1000), 100)).map((one) => one.id);
  expect(await found()).toEqual([order.id]);
  await closePayments(shop.ctx(), order.id);
  expect(await found()).toEqual([]);
});

test("a capture that the provider refuses leaves the page open, and the order can still time out", async () => {
  await shop.set("maxPaymentAttempts", 3);
  const order = await placeOrder(shop.ctx());
  const { paymentId } = await pay(shop, order.id);
  const ctx = shop.ctx();
  const real = ctx.ports.gateways.stripe;
  if (!real) throw new Error("Stripe is not set up.");
  const refusing = (remote: Awaited<ReturnType<typeof real.look>>): WithPorts => ({
    ...ctx,
    ports: { ...ctx.ports, gateways: { stripe: { ...real, capture: async () => remote } } },
  });
  await settlePayment(refusing({ state: "open" }), paymentId);
  expect((await readPayment(ctx, paymentId)).status).toBe("open");
  await settlePayment(
    refusing({ state: "declined", declineRef: "ch_x", code: "x", message: "No." }),
    paymentId,
  );
  expect((await readPayment(ctx, paymentId)).status).toBe("open");
  await cancelOrder({ ...shop.ctx(), now: order.paymentDueAt }, order.id, { reason: "payment_timeout" });
  await closePayments(shop.ctx(), order.id);
  expect(await statusOf(order.id)).toBe("cancelled");
});

test("word from before a capture that is under way does not undo it", async () => {
  const order = await placeOrder(shop.ctx());
  const { paymentId } = await pay(shop, order.id);
  const ctx = shop.ctx();
  const real = ctx.ports.gateways.stripe;
  if (!real) throw new Error("Stripe is not set up.");
  const stale: WithPorts = {
    ...ctx,
    ports: {
      ...ctx.ports,
      gateways: {
        stripe: {
          ...real,
          look: async () => ({ state: "declined", declineRef: "ch_old", code: "x", message: "No." }),
        },
      },
    },
  };
  const slow: WithPorts = {
    ...ctx,
    ports: {
      ...ctx.ports,
      gateways: {
        stripe: {
          ...real,
          async capture(ref, input) {
            await settlePayment(stale, paymentId);
            return real.capture(ref, input);
          },
        },
      },
    },
  };
  expect(await settlePayment(slow, paymentId)).toMatchObject({ outcome: "captured" });
  expect(await statusOf(order.id)).toBe("paid");
});

test.each(["look", "capture"] as const)(
  "after a crash at %s, another process finishes the payment",
  async (call) => {
    const order = await placeOrder(shop.ctx());
    const { paymentId, session } = await pay(shop, order.id);
    await expect(settlePayment(losing(shop.ctx(), call), paymentId)).rejects.toThrow("lost");
    // While it is half done, neither the time-out nor the customer can get between.
    if (call === "capture") {
      const due = { ...shop.ctx(), now: order.paymentDueAt };
      expect(await cancelOrder(due, order.id, { reason: "payment_timeout" })).toBe("payment_in_flight");
      await expect(cancelOrder(due, order.id, { reason: "customer" })).rejects.toMatchObject({
        message: expect.stringContaining("is being taken right now"),
      });
    }
    shop.restarted();
    const inAWeek = { ...shop.ctx(), now: new Date(shop.clock.now().getTime() + 7 * 86_400_000) };
    const still = await paymentsToAsk(inAWeek, "stripe", 100);
    if (call === "capture") {
      expect(still.map(({ id }) => id)).toContain(paymentId);
      // Whoever took the money might still be at it; a minute later nobody is.
      expect((await settlePayment(shop.ctx(), paymentId)).outcome).toBe("nothing");
    }
    const later = new Date(shop.clock.now().getTime() + 61_000);
    await settlePayment({ ...shop.ctx(), now: later }, paymentId);
    expect(await statusOf(order.id)).toBe("paid");
    expect(await moneyAt(shop, session)).toMatchObject({ received: order.total.amount, refunded: 0 });
  },
);

test.each(["close", "refund"] as const)(
  "after a crash at %s, a cancelled order's money still comes right",
  async (call) => {
    const order = await placeOrder(shop.ctx());
    const { paymentId, session } = await pay(shop, order.id);
    if (call === "refund") await settlePayment(shop.ctx(), paymentId);
    await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
    const run = async (ctx: WithPorts) => {
      await closePayments(ctx, order.id);
      for (const refund of await refunds(order.id)) await submitRefund(ctx, refund.id);
    };
    await expect(run(losing(shop.ctx(), call))).rejects.toThrow("lost");
    shop.restarted();
    await run(shop.ctx());
    await run(shop.ctx());
    const money = await moneyAt(shop, session);
    expect(money.received - money.refunded).toBe(0);
    expect(money.state).toBe(call === "refund" ? "succeeded" : "canceled");
  },
);
