import { afterAll, beforeAll, expect, test } from "vitest";
import { refundOrder } from "@/server/domain/order/refund-order";
import { refundOrderSchema } from "@/server/domain/order/refund-order.schema";
import { keepRefund } from "@/server/domain/payment/keep-refund";
import { settleRefundByHand } from "@/server/domain/payment/retry-refund";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import type { EventName, Payload } from "@/server/events/events";
import { type Id, newId } from "@/server/kernel/id";
import { moneyAt, pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import "./index";
import { definitionOf, runPolicy, runSweep } from "./policy";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

/** A paid order with a refund asked for. */
async function asked() {
  const order = await placeOrder(shop.ctx());
  const { paymentId, session } = await pay(shop, order.id);
  await settlePayment(shop.ctx(), paymentId);
  const request = refundOrderSchema.parse({
    ...{ number: order.number, amount: 500, reason: "late", words: "by a week", key: newId() },
  });
  const { refundId } = await refundOrder(shop.ctx(), order.id, request);
  return { order, session, refundId };
}

/** Runs a policy for every event of its kind that an order has. */
async function run(id: string, orderId: Id<"order">) {
  const definition = definitionOf(id);
  if (!definition) throw new Error(`There is no policy ${id}.`);
  const events = await shop.rows<{ id: Id<"event">; payload: Payload<EventName> }>(
    "select id, payload from event where order_id = $1 and name = $2 order by id",
    [orderId, definition.when],
  );
  const runs = [];
  for (const { id: cause, payload } of events)
    runs.push(await runPolicy(definition, cause, payload, { attempts: 1, last: true }));
  return runs;
}
const failed = (ref: string) => ({ ref, state: "failed" as const, failureReason: "declined" });
const mails = (orderId: Id<"order">, template: string) =>
  shop.rows<{ subject: string; recipient: string }>(
    "select subject, recipient from notification where order_id = $1 and template = $2 order by created_at",
    [orderId, template],
  );

test("a refund that failed is told to managers, sent again when it is due, and the shopper hears of it once", async () => {
  const { order, session, refundId } = await asked();
  await keepRefund(shop.ctx(), refundId, failed("re_one"), 0);
  const [alert] = await run("alert-managers-when-refund-fails", order.id);
  expect(alert?.reason).toMatch(/^Told .+\. It is sent again at /);
  expect((await mails(order.id, "refund-failed"))[0]?.subject).toBe(
    `Refund failed, will be sent again: $5.00 for order ${order.number}`,
  );

  await runSweep("sweep-refunds");
  expect((await moneyAt(shop, session)).refunded).toBe(0);
  await shop.advance(3601);
  await runSweep("sweep-refunds");
  await runSweep("sweep-refunds");
  expect((await moneyAt(shop, session)).refunded).toBe(500);
  expect((await run("alert-managers-when-refund-fails", order.id))[0]?.outcome).toBe("nothing_to_do");

  await run("email-refund-when-order-refunded", order.id);
  // The bank changes its mind days later, and takes it the next time.
  const [{ ref } = { ref: "" }] = await shop.rows<{ ref: string }>(
    "select provider_ref as ref from refund where id = $1",
    [refundId],
  );
  await keepRefund(shop.ctx(), refundId, failed(ref));
  await shop.advance(6 * 3600 + 1);
  await shop.rows(
    "update refund set status = 'succeeded', next_try_at = null, succeeded_at = now() where id = $1",
    [refundId],
  );
  await run("email-refund-when-order-refunded", order.id);
  expect(await mails(order.id, "refund-issued")).toEqual([
    {
      subject: `Order ${order.number}: $5.00 is on its way back to you`,
      recipient: "ada@example.com",
    },
  ]);
  await expectSoundBooks(shop);
});

test("a shopper whose refund was paid another way hears how", async () => {
  const { order, refundId } = await asked();
  await keepRefund(shop.ctx(), refundId, { ...failed("re_two"), failureReason: "lost_or_stolen_card" }, 0);
  const [alert] = await run("alert-managers-when-refund-fails", order.id);
  expect(alert?.reason).toContain("It waits for a person.");
  await settleRefundByHand(shop.ctx(), refundId, { way: "bank_transfer", note: "SEPA 4711" });
  await run("email-refund-when-order-refunded", order.id);
  expect(await mails(order.id, "refund-issued")).toMatchObject([
    { subject: `Order ${order.number}: we paid $5.00 back by bank transfer` },
  ]);
});
