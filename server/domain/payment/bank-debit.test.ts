import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { readOrder } from "@/server/domain/order/order.store";
import { shopperOrder } from "@/server/domain/order/shopper.queries";
import { timeOutOrder } from "@/server/domain/order/time-out-order";
import type { Id } from "@/server/kernel/id";
import { deliver, eventsOf, moneyAt, pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { closePayments } from "./close-payments";
import { readPayment, unclosed, withoutFee } from "./payment.store";
import { processPayment } from "./process-payment";
import { settlePayment } from "./settle-payment";

const account = "000123456789";
let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ stock: { "TEST-A": { EAST: 1_000 } } });
});
afterEach(async () => {
  await shop.set("maxPaymentAttempts", 1);
  await expectSoundBooks(shop);
});
afterAll(() => shop.drop());

const statusOf = async (id: Id<"order">) => (await readOrder(shop.ctx(), id)).status;
const paymentOf = async (id: Id<"payment">) => (await readPayment(shop.ctx(), id)).status;
const count = async (id: Id<"order">, name: string) =>
  (await eventsOf(shop, id)).filter((one) => one === name).length;
const settle = (id: Id<"payment">) => settlePayment(shop.ctx(), id);
const bank = (session: string, outcome: "pays" | "refuses") =>
  shop.control("POST", "/control/stripe/debit", { session, outcome });

/** An order whose shopper has given their bank account; the bank has not answered. */
async function atBank() {
  const order = await placeOrder(shop.ctx());
  await processPayment(shop.ctx(), order.id, "stripe");
  const [row] = await shop.rows<{ id: Id<"payment">; ref: string }>(
    "select id, provider_ref as ref from payment where order_id = $1",
    [order.id],
  );
  if (!row) throw new Error("There is no payment.");
  await shop.control("POST", "/control/stripe/pay", { session: row.ref, account });
  return { order, id: row.id, session: row.ref };
}
const past = async (order: { id: Id<"order"> }) => {
  const { paymentDueAt } = await readOrder(shop.ctx(), order.id);
  return { ...shop.ctx({ kind: "policy", name: "test" }), now: new Date(paymentDueAt.getTime() + 1_000) };
};

test("a bank at work holds the goods past the deadline, is news once, and pays the order days later", async () => {
  const { order, id, session } = await atBank();
  await Promise.all([settle(id), settle(id), settle(id)]);
  await settle(id);
  expect(await paymentOf(id)).toBe("processing");
  expect(await count(order.id, "PaymentProcessing")).toBe(1);

  expect(await timeOutOrder(await past(order), order.id)).toBe("payment_in_flight");
  expect(await cancelOrder(await past(order), order.id, { reason: "payment_timeout" })).toBe(
    "payment_in_flight",
  );
  expect(await statusOf(order.id)).toBe("pending");
  const [held] = await shop.rows<{ units: number }>(
    "select sum(quantity)::int as units from reservation where order_id = $1 and status = 'reserved'",
    [order.id],
  );
  expect(held?.units).toBe(1);

  await bank(session, "pays");
  expect((await settle(id)).outcome).toBe("captured");
  expect(await statusOf(order.id)).toBe("paid");
  expect(await moneyAt(shop, session)).toMatchObject({ received: order.total.amount, refunded: 0 });
});

test("the deadline finds out for itself that a bank is at work, when that news was lost", async () => {
  const { order, id } = await atBank();
  expect(await paymentOf(id)).toBe("open");
  expect(await timeOutOrder(await past(order), order.id)).toBe("payment_in_flight");
  expect(await paymentOf(id)).toBe("processing");
});

test("a bank that refuses ends the payment, however many cards might still be tried", async () => {
  await shop.set("maxPaymentAttempts", 3);
  const { order, id, session } = await atBank();
  await settle(id);
  await bank(session, "refuses");
  await settle(id);
  await settle(id);
  expect(await paymentOf(id)).toBe("failed");
  expect(await count(order.id, "PaymentProcessed")).toBe(1);
  expect(await cancelOrder(shop.ctx(), order.id, { reason: "payment_failed" })).toBe("cancel");
});

test("a shopper may cancel while the bank works; money that comes all the same goes back, once", async () => {
  const { order, id, session } = await atBank();
  await settle(id);
  expect(await cancelOrder(shop.ctx(), order.id, { reason: "customer" })).toBe("cancel");
  expect(await closePayments(shop.ctx(), order.id)).toEqual({ voided: 0, refundsRequested: 0 });
  expect(await paymentOf(id)).toBe("processing");
  const later = new Date(Date.now() + 60_000);
  expect((await unclosed(shop.ctx(), later, 500)).map((one) => one.id)).not.toContain(order.id);

  await bank(session, "pays");
  await settle(id);
  await settle(id);
  await closePayments(shop.ctx(), order.id);
  expect(await statusOf(order.id)).toBe("cancelled");
  expect(await count(order.id, "LateMoneyReceived")).toBe(1);
  const refunds = await shop.rows("select amount from refund where order_id = $1", [order.id]);
  expect(refunds).toEqual([{ amount: order.total.amount }]);
});

test("pressing Pay while the bank works opens no second page and says what is going on", async () => {
  const { order, id } = await atBank();
  await settle(id);
  await expect(processPayment(shop.ctx(), order.id, "stripe")).rejects.toMatchObject({
    kind: "invalid_transition",
    message: expect.stringContaining("bank"),
  });
});

test("the shopper sees no offer to pay, and by when the bank usually decides", async () => {
  const { order, id } = await atBank();
  await settle(id);
  const seen = await shopperOrder(shop.ctx(), order.id);
  expect(seen.payments.at(-1)?.status).toBe("processing");
  expect(seen.news[0]).toMatchObject({ title: "Your bank is working on the payment" });
});

test("webhooks of a debit, delivered backwards and twice, pay the order once", async () => {
  const { order, id, session } = await atBank();
  await bank(session, "pays");
  const about = () => shop.webhooks.filter((one) => one.body.includes(id));
  await expect.poll(() => about().length, { timeout: 10_000 }).toBeGreaterThan(3);
  const told = about();
  for (const webhook of [...told.toReversed(), ...told]) await deliver(shop.ctx(), webhook);
  expect(await paymentOf(id)).toBe("captured");
  expect(await count(order.id, "OrderPaid")).toBe(1);
});

test("a fee that the provider books later is written down when it is told", async () => {
  const order = await placeOrder(shop.ctx());
  const { paymentId, session } = await pay(shop, order.id);
  await shop.control("POST", "/control/stripe/late-fee", { session, seconds: 60 });
  await settle(paymentId);
  expect(await readPayment(shop.ctx(), paymentId)).toMatchObject({ status: "captured", feeAmount: null });
  const now = Date.now();
  const between = { from: new Date(now - 86_400_000), to: new Date(now + 86_400_000) };
  expect((await withoutFee(shop.ctx(), between, 100)).map((one) => one.id)).toContain(paymentId);
  expect((await settle(paymentId)).outcome).toBe("nothing");
  await shop.advance(61);
  expect((await settle(paymentId)).outcome).toBe("note_fee");
  const { feeAmount, capturedAmount } = await readPayment(shop.ctx(), paymentId);
  expect(feeAmount).toBe(Math.round(capturedAmount * 0.029) + 30);
  await settle(paymentId);
});
