import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import type { WithPorts } from "@/server/ports";
import type { PaymentGateway } from "@/server/ports/payment-gateway";
import { eventsOf, moneyAt, paidOrder, pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { closePayments } from "./close-payments";
import { paymentsOf } from "./payment.store";
import { processPayment } from "./process-payment";
import { settlePayment } from "./settle-payment";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await expectSoundBooks(shop);
});
afterAll(() => shop.drop());

/** The card provider with something done before or after one of its calls. */
const gatewayWith = (change: (real: PaymentGateway) => Partial<PaymentGateway>): WithPorts => {
  const ctx = shop.ctx();
  const real = ctx.ports.gateways.stripe;
  if (!real) throw new Error("Stripe is not set up.");
  return { ...ctx, ports: { ...ctx.ports, gateways: { stripe: { ...real, ...change(real) } } } };
};

test("pressing Pay twice, and ten times at once, leads to the same page of one payment", async () => {
  const order = await placeOrder(shop.ctx());
  const first = await processPayment(shop.ctx(), order.id, "stripe");
  const more = await Promise.all(
    Array.from({ length: 10 }, () => processPayment(shop.ctx(), order.id, "stripe")),
  );
  expect(new Set([first, ...more].map((page) => page.redirectUrl)).size).toBe(1);

  const quick = await placeOrder(shop.ctx());
  const pages = await Promise.all(
    Array.from({ length: 10 }, () => processPayment(shop.ctx(), quick.id, "stripe")),
  );
  expect(new Set(pages.map((page) => page.redirectUrl)).size).toBe(1);
  expect(await paymentsOf(shop.ctx(), quick.id)).toHaveLength(1);
  expect((await eventsOf(shop, quick.id)).filter((name) => name === "PaymentOpened")).toHaveLength(1);
});

test("a provider that is down is said to be down, and the next press succeeds", async () => {
  const order = await placeOrder(shop.ctx());
  await shop.control("PUT", "/control/faults/stripe", { errorRate: 1 });
  await expect(processPayment(shop.ctx(), order.id, "stripe")).rejects.toMatchObject({
    kind: "provider_unavailable",
  });
  expect(await paymentsOf(shop.ctx(), order.id)).toMatchObject([{ status: "created", providerRef: null }]);
  await shop.control("DELETE", "/control/faults");
  const { paymentId } = await pay(shop, order.id);
  expect(await settlePayment(shop.ctx(), paymentId)).toMatchObject({ outcome: "captured" });
  expect(await paymentsOf(shop.ctx(), order.id)).toHaveLength(1);
});

test("a page whose address got lost on the way is the same page at the next press", async () => {
  const order = await placeOrder(shop.ctx());
  const lost = gatewayWith((real) => ({
    open: async (input) => {
      await real.open(input);
      throw new Error("the connection broke");
    },
  }));
  await expect(processPayment(lost, order.id, "stripe")).rejects.toThrow("the connection broke");
  await processPayment(shop.ctx(), order.id, "stripe");
  const sessions = await shop.rows(
    "select id from sandbox.stripe_payments where doc ->> 'clientReferenceId' = $1 or doc::text like $2",
    [order.id, `%${order.id}%`],
  );
  expect(sessions).toHaveLength(1);
});

test("an order that is paid, cancelled or overdue can't be paid, in words that say so", async () => {
  const paid = await paidOrder(shop);
  await expect(processPayment(shop.ctx(), paid.id, "stripe")).rejects.toMatchObject({
    kind: "invalid_transition",
    message: `Order ${paid.number} is paid already.`,
  });
  const cancelled = await placeOrder(shop.ctx());
  await cancelOrder(shop.ctx(), cancelled.id, { reason: "customer" });
  await expect(processPayment(shop.ctx(), cancelled.id, "stripe")).rejects.toMatchObject({
    message: expect.stringContaining("is cancelled; nothing was charged"),
  });
  const late = await placeOrder(shop.ctx());
  const overdue = { ...shop.ctx(), now: late.paymentDueAt };
  await expect(processPayment(overdue, late.id, "stripe")).rejects.toMatchObject({
    message: expect.stringContaining("The time to pay order"),
  });
});

test("a provider that the shop has not set up is refused, with the others named", async () => {
  const order = await placeOrder(shop.ctx());
  const { stripe } = shop.ctx().ports.gateways;
  const cardsOnly = { ...shop.ctx(), ports: { ...shop.ctx().ports, gateways: stripe ? { stripe } : {} } };
  await expect(processPayment(cardsOnly, order.id, "paypal")).rejects.toMatchObject({
    kind: "invalid_input",
    message: "This shop does not take PayPal. Pay by card.",
  });
});

test.each([
  ["before its policy closed the payment", false],
  ["and its policy closed the payment", true],
])(
  "an order cancelled while the page is being opened %s gives no page, and none that could be paid",
  async (_, policyRan) => {
    const order = await placeOrder(shop.ctx());
    const cancelling = gatewayWith((real) => ({
      open: async (input) => {
        const page = await real.open(input);
        await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
        if (policyRan) await closePayments(shop.ctx(), order.id);
        return page;
      },
    }));
    await expect(processPayment(cancelling, order.id, "stripe")).rejects.toMatchObject({
      kind: "invalid_transition",
    });
    const [attempt] = await paymentsOf(shop.ctx(), order.id);
    expect(attempt).toMatchObject({ status: "expired" });
    const state = await shop.rows("select status from sandbox.stripe_payments where id = $1", [
      attempt?.providerRef,
    ]);
    expect(state).toEqual([{ status: "expired" }]);
  },
);

test("a shopper who pays on the first press's page is not stopped by the second press", async () => {
  const order = await placeOrder(shop.ctx());
  const slow = gatewayWith((real) => ({
    open: async (input) => {
      const page = await real.open(input);
      // The other press got its answer first, and the shopper was quick.
      const { paymentId } = await pay(shop, order.id);
      await settlePayment(shop.ctx(), paymentId);
      return page;
    },
  }));
  await processPayment(slow, order.id, "stripe");
  const [attempt] = await paymentsOf(shop.ctx(), order.id);
  expect(attempt?.status).toBe("captured");
  expect(await moneyAt(shop, attempt?.providerRef ?? "")).toMatchObject({
    state: "succeeded",
    received: order.total.amount,
  });
});
