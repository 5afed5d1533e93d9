import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { refundOrder } from "@/server/domain/order/refund-order";
import { refundOrderSchema } from "@/server/domain/order/refund-order.schema";
import { after, minutes } from "@/server/kernel/clock";
import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { type Id, newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { PaymentGateway, RemoteRefund } from "@/server/ports/payment-gateway";
import { eventsOf, moneyAt, pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { closePayments } from "./close-payments";
import { keepRefund } from "./keep-refund";
import { failureWords, nextTry } from "./refund";
import { refundFilterSchema } from "./refund.schema";
import { listRefunds } from "./refund-list.queries";
import { retryRefund, settleRefundByHand } from "./retry-refund";
import { settlePayment } from "./settle-payment";
import { submitRefund } from "./submit-refund";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 20, stock: { "TEST-A": { EAST: 200 } } });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const mara: Actor = { kind: "staff", id: newId<"user">(), name: "Mara", role: "manager" };

/** A paid order with a refund of so much asked for, and where its money is. */
async function asked(amount = 500) {
  const order = await placeOrder(shop.ctx());
  const { paymentId, session } = await pay(shop, order.id);
  await settlePayment(shop.ctx(), paymentId);
  const { refundId } = await refundOrder(shop.ctx(mara), order.id, {
    ...refundOrderSchema.parse({ number: order.number, amount, reason: "goodwill", key: newId() }),
  });
  return { order, session, refundId };
}
const row = async (id: Id<"refund">) =>
  (
    await shop.rows<Record<string, unknown>>(
      "select status, attempts, provider_ref as ref, failure_reason as failure, next_try_at as next, note from refund where id = $1",
      [id],
    )
  )[0];
const count = async (order: Id<"order">, name: string) =>
  (await eventsOf(shop, order)).filter((one) => one === name).length;

/** The shop with another way to give money back. */
const withGateway = (refund: PaymentGateway["refund"], more: Partial<PaymentGateway> = {}): WithPorts => {
  const ctx = shop.ctx();
  const real = ctx.ports.gateways.stripe;
  if (!real) throw new Error("Stripe is not set up.");
  return { ...ctx, ports: { ...ctx.ports, gateways: { stripe: { ...real, refund, ...more } } } };
};
const failing =
  (failureReason: string): PaymentGateway["refund"] =>
  async (_, { idempotencyKey }) => ({ ref: `re_${idempotencyKey}`, state: "failed", failureReason });
const down: PaymentGateway["refund"] = async () => {
  throw new DomainError("provider_unavailable", "Stripe can't be reached.");
};

describe("when the provider is in trouble", () => {
  test("an outage loses nothing: the refund waits, and goes out once when the provider is back", async () => {
    const { order, session, refundId } = await asked();
    await expect(submitRefund(withGateway(down), refundId)).rejects.toMatchObject({
      kind: "provider_unavailable",
    });
    await shop.control("PUT", "/control/faults/stripe", { errorRate: 1 });
    await expect(submitRefund(shop.ctx(), refundId)).rejects.toMatchObject({ kind: "provider_unavailable" });
    await shop.control("DELETE", "/control/faults");
    expect(await row(refundId)).toMatchObject({ status: "requested", attempts: 0 });
    await Promise.all(Array.from({ length: 5 }, () => submitRefund(shop.ctx(), refundId)));
    expect(await row(refundId)).toMatchObject({ status: "succeeded", failure: null });
    expect((await moneyAt(shop, session)).refunded).toBe(500);
    expect(await count(order.id, "OrderRefunded")).toBe(1);
  });

  test("a crash after the request, after the provider's answer or after it was kept gives back once", async () => {
    const { order, session, refundId } = await asked();
    const real = shop.ctx().ports.gateways.stripe as PaymentGateway;
    // The answer is lost on its way, twice; then ours dies before it is kept.
    const lost: PaymentGateway["refund"] = async (...given) => {
      await real.refund(...given);
      throw new Error("the answer was lost");
    };
    for (const _ of [1, 2])
      await expect(submitRefund(withGateway(lost), refundId)).rejects.toThrow("the answer was lost");
    expect((await moneyAt(shop, session)).refunded).toBe(500);
    expect(await row(refundId)).toMatchObject({ status: "requested", ref: null });
    shop.restarted();
    expect(await submitRefund(shop.ctx(), refundId)).toBe("succeeded");
    expect(await submitRefund(shop.ctx(), refundId)).toBe("succeeded");
    expect((await moneyAt(shop, session)).refunded).toBe(500);
    expect(await count(order.id, "OrderRefunded")).toBe(1);
  });

  test("what it refuses outright has failed and is told; what may have gone through is asked again under the same key", async () => {
    const { order, refundId } = await asked();
    const refusing = withGateway(async () => {
      throw new DomainError("invalid_transition", "Stripe refused it: too much.");
    });
    expect(await submitRefund(refusing, refundId)).toBe("failed");
    expect(await row(refundId)).toMatchObject({ status: "failed", attempts: 1, ref: null });
    expect(await count(order.id, "RefundFailed")).toBe(1);
    const garbled = withGateway(async () => {
      throw new TypeError("not the answer we know");
    });
    await expect(retryRefund(garbled, refundId)).rejects.toThrow("not the answer");
    expect(await row(refundId)).toMatchObject({ status: "requested", attempts: 1 });
    expect(await submitRefund(shop.ctx(), refundId)).toBe("succeeded");
  });
});

describe("one that failed", () => {
  test("is sent again by itself after growing pauses, and then waits for a person", async () => {
    const { order, refundId } = await asked();
    await submitRefund(withGateway(failing("declined")), refundId);
    for (const [hours, attempts] of [
      [1, 1],
      [6, 2],
      [24, 3],
      [72, 4],
    ] as const) {
      const failed = await row(refundId);
      expect(failed).toMatchObject({ status: "failed", attempts });
      const pause = Number(failed?.next) - shop.clock.now().getTime();
      expect(Math.round(pause / minutes(60))).toBe(hours);
      // Only a retry sends it again; who merely asks leaves it alone.
      expect(await submitRefund(withGateway(failing("declined")), refundId)).toBe("failed");
      await retryRefund(withGateway(failing("declined")), refundId);
    }
    expect(await row(refundId)).toMatchObject({ status: "failed", attempts: 5, next: null });
    expect(await count(order.id, "RefundFailed")).toBe(5);
    expect(await count(order.id, "RefundRetried")).toBe(4);
    expect(await retryRefund(shop.ctx(mara), refundId)).toBe("succeeded");
  });

  test("is sent again once, however many press; late word of the earlier try changes nothing", async () => {
    const { order, session, refundId } = await asked();
    await submitRefund(withGateway(failing("unknown")), refundId);
    const old = (await row(refundId))?.ref as string;
    await Promise.all(Array.from({ length: 10 }, () => retryRefund(shop.ctx(mara), refundId)));
    const late: RemoteRefund = { ref: old, state: "failed", failureReason: "unknown" };
    await keepRefund(shop.ctx(), refundId, late);
    await keepRefund(shop.ctx(), refundId, late, 0);
    expect(await row(refundId)).toMatchObject({ status: "succeeded", attempts: 1 });
    expect((await moneyAt(shop, session)).refunded).toBe(500);
    expect(await count(order.id, "RefundRetried")).toBe(1);
    expect(await count(order.id, "RefundFailed")).toBe(1);
  });

  test("can be closed as paid another way; it keeps no reference of the provider and can't be paid twice", async () => {
    const { order, session, refundId } = await asked();
    const byHand = { way: "bank_transfer", note: "SEPA 4711" } as const;
    await expect(settleRefundByHand(shop.ctx(mara), refundId, byHand)).rejects.toThrow("is on its way");
    await submitRefund(withGateway(failing("lost_or_stolen_card")), refundId);
    expect(await row(refundId)).toMatchObject({ status: "failed", next: null });
    await Promise.all([1, 2, 3].map(() => settleRefundByHand(shop.ctx(mara), refundId, byHand)));
    expect(await row(refundId)).toMatchObject({
      status: "succeeded",
      ref: null,
      note: "Paid back by bank transfer: SEPA 4711",
    });
    expect(await retryRefund(shop.ctx(mara), refundId)).toBe("succeeded");
    expect(await count(order.id, "OrderRefunded")).toBe(1);
    expect((await moneyAt(shop, session)).refunded).toBe(0);
    const filter = refundFilterSchema.parse({ state: "by_hand", q: order.number });
    const { rows } = await listRefunds(shop.ctx(), filter, { timeZone: "UTC" });
    expect(rows).toMatchObject([{ id: refundId, byHand: true, requestedBy: "staff:Mara" }]);

    const sent = await asked();
    await submitRefund(shop.ctx(), sent.refundId);
    await expect(settleRefundByHand(shop.ctx(mara), sent.refundId, byHand)).rejects.toThrow(
      "Don’t pay it a second time",
    );
  });

  test("keeps its money spoken for, also when the order is cancelled afterwards", async () => {
    const { order, refundId } = await asked();
    await submitRefund(withGateway(failing("declined")), refundId);
    await cancelOrder(shop.ctx(mara), order.id, { reason: "staff" });
    await closePayments(shop.ctx(), order.id);
    const amounts = await shop.rows<{ sum: string }>(
      "select sum(amount) as sum from refund where order_id = $1",
      [order.id],
    );
    expect(Number(amounts[0]?.sum)).toBe(order.total.amount);
    await retryRefund(shop.ctx(), refundId);
  });
});

test("pauses grow, and a lost card is not tried again", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  expect([1, 2, 3, 4, 5].map((times) => nextTry(times, "declined", now))).toEqual([
    after(now, minutes(60)),
    after(now, minutes(360)),
    after(now, minutes(1440)),
    after(now, minutes(4320)),
    null,
  ]);
  expect(nextTry(1, "lost_or_stolen_card", now)).toBeNull();
  expect(nextTry(1, "PayPal gives payments back for 180 days only.", now)).toBeNull();
  expect(failureWords("declined")).toBe("The customer’s bank declined it.");
  expect(failureWords("some_new_code")).toBe("some new code.");
});

test("the list turns its pages without losing or repeating a refund", async () => {
  for (const amount of [101, 102, 103]) await asked(amount);
  const every = refundFilterSchema.parse({});
  const seen: string[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await listRefunds(shop.ctx(), every, { timeZone: "UTC", limit: 2, after });
    seen.push(...page.rows.map((one) => one.id));
    if (!page.older) break;
    after = page.older;
  }
  const all = await shop.rows<{ id: string }>("select id from refund order by created_at desc, id desc");
  expect(seen).toEqual(all.map((one) => one.id));
});
