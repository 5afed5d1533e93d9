import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import type { CreatedOrder } from "@/server/domain/order/create-order";
import type { Id } from "@/server/kernel/id";
import {
  deliver,
  eventsOf,
  eventually,
  pay,
  payWithPaypal,
  placeOrder,
  type TestApp,
  testApp,
} from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { closePayments } from "./close-payments";
import { processPayment } from "./process-payment";
import { settlePayment } from "./settle-payment";
import { submitRefund } from "./submit-refund";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(async () => {
  await expectSoundBooks(shop);
  await shop.drop();
});
beforeEach(() => shop.set("maxPaymentAttempts", 1));

const order = (): Promise<CreatedOrder> => placeOrder(shop.ctx());
type Stand = { order: string; provider: string; payment: string; captured: number; fee: number | null };
const stands = (orderId: Id<"order">) =>
  shop.rows<Stand>(
    `select o.status as order, p.provider, p.status as payment, p.captured_amount as captured, p.fee_amount as fee
     from orders o join payment p on p.order_id = o.id where o.id = $1 order by p.created_at`,
    [orderId],
  );
const standOf = async (orderId: Id<"order">) => (await stands(orderId)).at(-1);
const settle = (paymentId: Id<"payment">) => settlePayment(shop.ctx(), paymentId);
const atPaypal = async (session: string) => {
  const [row] = await shop.rows<{
    doc: { status: string; capture: { amount: number } | null; refunds: object[] };
  }>("select doc from sandbox.paypal_orders where id = $1", [session]);
  return row?.doc;
};

describe("paying with PayPal", () => {
  test("money is taken once, however often and by whom we are told, and the fee is kept", async () => {
    const { id, total } = await order();
    const { paymentId } = await payWithPaypal(shop, id);
    await Promise.all([settle(paymentId), settle(paymentId), settle(paymentId)]);
    await settle(paymentId);
    expect(await standOf(id)).toMatchObject({ order: "paid", payment: "captured", captured: total.amount });
    expect((await standOf(id))?.fee).toBeGreaterThan(0);
    expect((await eventsOf(shop, id)).filter((name) => name === "OrderPaid")).toHaveLength(1);
  });

  test("a webhook that PayPal has signed pays the order; the same one again changes nothing", async () => {
    const { id } = await order();
    const { session } = await payWithPaypal(shop, id);
    const hook = await eventually(async () => {
      const found = shop.webhooks.find(({ body }) => body.includes(session));
      if (!found) throw new Error("not told yet");
      return found;
    });
    await deliver(shop.ctx(), hook);
    await deliver(shop.ctx(), hook);
    expect(await standOf(id)).toMatchObject({ order: "paid", payment: "captured" });
    const forged = { ...hook, body: hook.body.replace(session, "ANOTHERORDER00001") };
    await expect(deliver(shop.ctx(), forged)).rejects.toMatchObject({ kind: "forbidden" });
  });

  test("a decline at PayPal is the end of the attempt, as with a card", async () => {
    const { id } = await order();
    const { paymentId } = await payWithPaypal(shop, id, "decline");
    await settle(paymentId);
    expect(await standOf(id)).toMatchObject({ payment: "failed", captured: 0 });
    expect(await eventsOf(shop, id)).toContain("PaymentProcessed");
  });

  test("with two tries allowed, the shopper is led back to PayPal's page and pays there", async () => {
    await shop.set("maxPaymentAttempts", 2);
    const { id } = await order();
    const first = await payWithPaypal(shop, id, "decline");
    await settle(first.paymentId);
    expect(await standOf(id)).toMatchObject({ order: "pending", payment: "open" });
    const second = await payWithPaypal(shop, id);
    expect(second).toMatchObject({ paymentId: first.paymentId, session: first.session });
    await settle(second.paymentId);
    expect(await standOf(id)).toMatchObject({ order: "paid", payment: "captured" });
  });

  test("money from a bank account holds the order until it clears, or ends it when it bounces", async () => {
    for (const [funding, control, end] of [
      ["echeck", "complete", { order: "paid", payment: "captured" }],
      ["echeck_denied", "deny", { payment: "failed", captured: 0 }],
    ] as const) {
      const { id } = await order();
      const { paymentId, session } = await payWithPaypal(shop, id, "approve", funding);
      await settle(paymentId);
      expect(await standOf(id)).toMatchObject({ order: "pending", payment: "processing" });
      await shop.control("POST", `/control/paypal/${control}`, { order: session });
      await settle(paymentId);
      expect(await standOf(id)).toMatchObject(end);
    }
  });
});

describe("an order that is cancelled", () => {
  test("leaves nothing open, though PayPal knows no way to shut a page", async () => {
    const { id } = await order();
    await processPayment(shop.ctx(), id, "paypal");
    await cancelOrder(shop.ctx(), id, { reason: "customer" });
    expect(await closePayments(shop.ctx(), id)).toMatchObject({ voided: 1 });
    expect(await standOf(id)).toMatchObject({ order: "cancelled", payment: "voided" });
  });

  test("is never charged, also when the shopper agrees at PayPal afterwards", async () => {
    const { id } = await order();
    await processPayment(shop.ctx(), id, "paypal");
    const [row] = await shop.rows<{ id: Id<"payment">; ref: string }>(
      "select id, provider_ref as ref from payment where order_id = $1",
      [id],
    );
    if (!row) throw new Error("no payment");
    await cancelOrder(shop.ctx(), id, { reason: "customer" });
    await closePayments(shop.ctx(), id);
    await shop.control("POST", "/control/paypal/approve", { order: row.ref });
    await settle(row.id);
    expect(await atPaypal(row.ref)).toMatchObject({ status: "APPROVED", capture: null });
    expect(await standOf(id)).toMatchObject({ order: "cancelled", payment: "voided", captured: 0 });
  });

  test("after it was paid, its money goes back once", async () => {
    const { id, total } = await order();
    const { paymentId, session } = await payWithPaypal(shop, id);
    await settle(paymentId);
    await cancelOrder(shop.ctx(), id, { reason: "customer", mayRefund: true });
    await closePayments(shop.ctx(), id);
    await closePayments(shop.ctx(), id);
    const refunds = await shop.rows<{ id: Id<"refund"> }>("select id from refund where order_id = $1", [id]);
    expect(refunds).toHaveLength(1);
    for (const { id: refundId } of refunds) {
      await submitRefund(shop.ctx(), refundId);
      await submitRefund(shop.ctx(), refundId);
    }
    expect(await atPaypal(session)).toMatchObject({
      refunds: [{ amount: total.amount, status: "COMPLETED" }],
    });
  });
});

describe("a shopper who changes their mind", () => {
  test("pays by card after opening PayPal's page, and what is agreed there later is let go", async () => {
    const { id } = await order();
    await processPayment(shop.ctx(), id, "paypal");
    const [left] = await shop.rows<{ id: Id<"payment">; ref: string }>(
      "select id, provider_ref as ref from payment where order_id = $1",
      [id],
    );
    const card = await pay(shop, id);
    await shop.control("POST", "/control/paypal/approve", { order: left?.ref });
    if (left) await settle(left.id);
    await settle(card.paymentId);
    expect(await stands(id)).toMatchObject([
      { order: "paid", provider: "paypal", payment: "voided", captured: 0 },
      { order: "paid", provider: "stripe", payment: "captured" },
    ]);
    expect((await atPaypal(left?.ref ?? ""))?.capture).toBeNull();
  });

  test("pays with PayPal after opening the card page, which is shut then", async () => {
    const { id } = await order();
    await processPayment(shop.ctx(), id, "stripe");
    const { paymentId } = await payWithPaypal(shop, id);
    await settle(paymentId);
    expect(await stands(id)).toMatchObject([
      { provider: "stripe", payment: "expired" },
      { provider: "paypal", payment: "captured", order: "paid" },
    ]);
  });

  test("has paid when the first page was paid on already", async () => {
    const { id } = await order();
    await payWithPaypal(shop, id);
    await expect(processPayment(shop.ctx(), id, "stripe")).rejects.toMatchObject({
      message: expect.stringContaining("is paid already"),
    });
    expect(await stands(id)).toMatchObject([{ provider: "paypal", payment: "captured" }]);
  });
});
