import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { readOrder } from "@/server/domain/order/order.store";
import { processPayment } from "@/server/domain/payment/process-payment";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import type { Id } from "@/server/kernel/id";
import {
  declined,
  eventually,
  moneyAt,
  pay,
  placeOrder,
  shipmentsOf,
  type TestApp,
  testApp,
} from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";

// Crowds and waiting take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ policies: true, reorderPoint: { "TEST-B": 99 } });
});
afterEach(async () => {
  await shop.control("DELETE", "/control/faults");
});
afterAll(() => shop.drop());

const buyer = (name: string) => ({ customer: { email: `${name}@example.com`, name: "Ada" } });
const subjects = async (name: string) =>
  (await shop.control<{ subject: string }[]>("GET", `/control/mail?to=${name}@example.com`)).map(
    (mail) => mail.subject,
  );
const statusBecomes = (id: Id<"order">, status: string) =>
  eventually(async () => expect((await readOrder(shop.ctx(), id)).status).toBe(status), 15_000);
/** Waits until every policy that listens to an order's events has told what it came to. */
const runs = (id: Id<"order">, expected: Record<string, string>) =>
  eventually(async () => {
    const rows = await shop.rows<{ policy: string; outcome: string; reason: string }>(
      "select policy, outcome, reason from policy_run where order_id = $1",
      [id],
    );
    expect(Object.fromEntries(rows.map((row) => [row.policy, row.outcome]))).toMatchObject(expected);
    for (const row of rows) expect(row.reason.length, row.policy).toBeGreaterThan(10);
  }, 15_000);

test("an order that is paid is confirmed, assigned and receipted, and tracked to its delivery, without anybody's hand", async () => {
  const order = await placeOrder(shop.ctx(), undefined, buyer("happy"));
  await pay(shop, order.id);
  await statusBecomes(order.id, "paid");
  await runs(order.id, {
    "email-confirmation-when-order-created": "done",
    "assign-to-fulfilment-when-order-paid": "done",
    "email-receipt-when-order-paid": "done",
    "cancel-order-when-payment-fails": "nothing_to_do",
  });
  const [shipment] = await shipmentsOf(shop, order.id);
  const name = shipment?.number ?? "";
  await startPicking(shop.ctx(), name);
  await pickItem(shop.ctx(), name, "TEST-A", 1);
  await packShipment(shop.ctx(), name);
  const { trackingNumber } = await shipOrder(shop.ctx(), name);
  await runs(order.id, {
    "email-tracking-when-order-shipped": "done",
    "follow-parcel-when-order-shipped": "done",
  });
  await shop.control("POST", "/control/parcels/advance", { trackingNumber, to: "delivered" });
  await statusBecomes(order.id, "delivered");
  await runs(order.id, { "request-review-when-order-delivered": "done" });
  expect(await subjects("happy")).toHaveLength(4);
  await expectSoundBooks(shop);
});

test("a declined card cancels the order, gives its stock back and says so", async () => {
  const order = await placeOrder(shop.ctx(), undefined, buyer("declined"));
  await pay(shop, order.id, declined);
  await statusBecomes(order.id, "cancelled");
  await runs(order.id, {
    "cancel-order-when-payment-fails": "done",
    "email-when-order-cancelled": "done",
    "void-or-refund-when-order-cancelled": "nothing_to_do",
    "void-labels-when-order-cancelled": "nothing_to_do",
  });
  expect((await readOrder(shop.ctx(), order.id)).cancelReason).toBe("payment_failed");
  await expectSoundBooks(shop);
});

test("a paid order that is cancelled is refunded, and the customer is told of both", async () => {
  const order = await placeOrder(shop.ctx(), undefined, buyer("refunded"));
  const { session } = await pay(shop, order.id);
  await statusBecomes(order.id, "paid");
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
  await runs(order.id, {
    "void-or-refund-when-order-cancelled": "done",
    "send-refund-when-requested": "done",
    "email-refund-when-order-refunded": "done",
    "email-when-order-cancelled": "done",
  });
  expect(await moneyAt(shop, session)).toMatchObject({
    received: order.total.amount,
    refunded: order.total.amount,
  });
  await expectSoundBooks(shop);
});

test("managers hear once that a level is low", async () => {
  await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 2 }], buyer("low-1"));
  await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 2 }], buyer("low-2"));
  await eventually(async () => {
    const mails = await shop.control<unknown[]>("GET", "/control/mail?to=manager@holdfast.test");
    expect(mails).toHaveLength(1);
  });
});

test("a policy that can't reach its vendor is tried again until it has", async () => {
  await shop.control("PUT", "/control/faults/mail", { errorRate: 1 });
  const order = await placeOrder(shop.ctx(), undefined, buyer("patient"));
  await runs(order.id, { "email-confirmation-when-order-created": "running" });
  await shop.control("DELETE", "/control/faults");
  await runs(order.id, { "email-confirmation-when-order-created": "done" });
  const [run] = await shop.rows<{ attempts: number }>(
    "select attempts from policy_run where order_id = $1 and policy like 'email%'",
    [order.id],
  );
  expect(run?.attempts).toBeGreaterThan(1);
  expect(await subjects("patient")).toHaveLength(1);
});

test("the same event published twice has its consequences once", async () => {
  const order = await placeOrder(shop.ctx(), undefined, buyer("twice"));
  await runs(order.id, { "email-confirmation-when-order-created": "done" });
  await shop.rows("update event set published_at = null where order_id = $1", [order.id]);
  await shop.app.publish();
  // A second delivery under another name of the event's: the receiver's memory is not what keeps it single.
  await shop.rows(
    "delete from sandbox.inngest_run where event_id in (select id::text from event where order_id = $1)",
    [order.id],
  );
  await shop.rows(
    "delete from sandbox.inngest_event where id in (select id::text from event where order_id = $1)",
    [order.id],
  );
  await shop.rows("update event set published_at = null where order_id = $1", [order.id]);
  await shop.app.publish();
  await eventually(async () => {
    const again = await shop.rows(
      "select 1 from sandbox.inngest_run where status = 'completed' and function_id like '%email-confirmation%' and event_id = any($1)",
      [
        (await shop.rows<{ id: string }>("select id from event where order_id = $1", [order.id])).map(
          (row) => row.id,
        ),
      ],
    );
    expect(again).toHaveLength(1);
  });
  expect(await subjects("twice")).toHaveLength(1);
  // The record still says what was done, not that it had been done already.
  await runs(order.id, { "email-confirmation-when-order-created": "done" });
});

test("an order that nobody pays is cancelled at its deadline, its page shut, its stock back", async () => {
  const order = await placeOrder(shop.ctx(), undefined, buyer("idle"));
  const { redirectUrl } = await processPayment(shop.ctx(), order.id, "stripe");
  await shop.advance(29 * 60);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("pending");
  await shop.advance(2 * 60);
  await statusBecomes(order.id, "cancelled");
  await runs(order.id, { "email-when-order-cancelled": "done" });
  const [row] = await shop.rows<{ reason: string; outcome: string }>(
    "select outcome, reason from policy_run where policy in ('cancel-order-when-payment-times-out', 'sweep-overdue-orders') and outcome = 'done'",
  );
  expect(row?.reason).toMatch(/No payment by|Cancelled \d+ of/);
  await eventually(async () =>
    expect((await fetch(redirectUrl)).ok && (await (await fetch(redirectUrl)).text())).toMatch(
      /expired|closed|over/i,
    ),
  );
  await expectSoundBooks(shop);
});

test("what a crash left is finished by the sweeps", async () => {
  const order = await placeOrder(shop.ctx(), undefined, buyer("swept"));
  await shop.control("PUT", "/control/faults/stripe", { webhooks: { lossRate: 1 } });
  await pay(shop, order.id);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("pending");
  await eventually(async () => {
    await shop.advance(61);
    await shop.app.publish();
    expect((await readOrder(shop.ctx(), order.id)).status).toBe("paid");
  }, 15_000);
  await expectSoundBooks(shop);
});
