import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { newId } from "@/server/kernel/id";
import { paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { cancelReasonCounts, lastDays, managerToday, outboxLag, warehouseToday } from "./today.queries";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ reorderPoint: { "TEST-B": 99 } });
});
afterAll(() => shop.drop());

const zone = "America/New_York";

test("a new shop has nothing to do and fourteen empty days", async () => {
  expect(await warehouseToday(shop.ctx())).toMatchObject({ toPick: { count: 0 }, exceptions: { count: 0 } });
  const days = await lastDays(shop.ctx(), zone, "USD");
  expect(days).toHaveLength(14);
  expect(days.every((day) => day.orders === 0 && day.sales.amount === 0)).toBe(true);
});

test("sales count what was paid and not cancelled since, by the day of the order where the shop is", async () => {
  const kept = await paidOrder(shop, [{ sku: "TEST-A", quantity: 3 }]);
  const undone = await paidOrder(shop);
  await cancelOrder(shop.ctx(), undone.id, { reason: "customer" });
  await placeOrder(shop.ctx());

  const today = (await lastDays(shop.ctx(), zone, "USD")).at(-1);
  expect(today).toMatchObject({ orders: 3, paidOrders: 1, units: 3, sales: kept.total });
  const inNewYork = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(shop.clock.now());
  expect(today?.day).toBe(inNewYork);
  expect(await cancelReasonCounts(shop.ctx())).toEqual([{ reason: "customer", count: 1 }]);

  await assignShipments(shop.ctx(), kept.id);
  const { toPick } = await warehouseToday(shop.ctx());
  expect(toPick).toMatchObject({ count: 1, first: [{ number: `${kept.number}-1`, status: "assigned" }] });
});

test("a shelf below its reorder point is listed with what is left", async () => {
  await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 5 }]);
  const { low } = await warehouseToday(shop.ctx());
  expect(low.first).toMatchObject([{ sku: "TEST-B", place: "EAST", available: 95, reorderPoint: 99 }]);
});

test("what stands still is shown to managers, what is under way is not", async () => {
  const order = await placeOrder(shop.ctx());
  const payment = (status: string, minutesAgo: number) =>
    shop.rows(
      `insert into payment (id, order_id, provider, provider_ref, status, amount, currency, created_at, changed_at)
       values ($1::uuid, $2, 'stripe', $1::uuid::text, $3::payment_status, 1, 'USD', now(), $4::timestamptz - make_interval(mins => $5))`,
      [newId(), order.id, status, shop.clock.now().toISOString(), minutesAgo],
    );
  await payment("capturing", 0);
  expect((await managerToday(shop.ctx())).capturing).toEqual([]);
  await shop.rows(
    "update payment set changed_at = changed_at - interval '2 minutes' where status = 'capturing'",
  );
  await shop.rows(
    `insert into webhook_inbox (id, vendor, event_id, type, body, verdict, received_at)
     select gen_random_uuid(), 'stripe', 'evt_' || n, 'x', '{}', verdict::webhook_verdict, $1::timestamptz - age::interval
       from (values (1, 'parked', '11 minutes'), (2, 'parked', '9 minutes'), (3, 'processed', '1 day')) as t (n, verdict, age)`,
    [shop.clock.now().toISOString()],
  );
  const checks = await managerToday(shop.ctx());
  expect(checks.capturing).toMatchObject([{ number: order.number }]);
  expect(checks.parked.count).toBe(1);
  expect(checks.failedRefunds).toEqual({ count: 0, oldest: null });
});

test("the outbox tells how many events wait and since when", async () => {
  const { count, oldest } = await outboxLag(shop.ctx());
  expect(count).toBeGreaterThan(5);
  expect(oldest).toBeInstanceOf(Date);
  await shop.rows("update event set published_at = now()");
  expect(await outboxLag(shop.ctx())).toEqual({ count: 0, oldest: null });
});
