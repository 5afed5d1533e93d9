import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closePayments } from "@/server/domain/payment/close-payments";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { recordTracking } from "@/server/domain/shipment/record-tracking";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import { fakeCarrier } from "@/server/domain/shipment/testing";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { eventsOf, paidOrder, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { cancelShipment } from "./cancel-shipment";
import { cancelUnits } from "./cancel-units";
import { readOrder } from "./order.store";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    pool: 25,
    stock: { "TEST-A": { EAST: 200 }, "TEST-B": { WEST: 200 } },
  });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const a = (quantity: number) => ({ sku: "TEST-A", quantity });
const b = (quantity: number) => ({ sku: "TEST-B", quantity });

/** A paid order over as many places as its goods stand in, and its lines' ids by SKU. */
async function assigned(lines: { sku: string; quantity: number }[]) {
  const order = await paidOrder(shop, lines);
  await assignShipments(shop.ctx(), order.id);
  const rows = await shop.rows<{ sku: string; id: string }>(
    "select sku, id from order_line where order_id = $1",
    [order.id],
  );
  const line = (sku: string) => rows.find((row) => row.sku === sku)?.id ?? "";
  const shipments = await shipmentsOf(shop, order.id);
  return { ...order, line, names: shipments.map((shipment) => shipment.number) };
}

const carrier = fakeCarrier();
const withCarrier = (): WithPorts => {
  const ctx = shop.ctx();
  return { ...ctx, ports: { ...ctx.ports, carriers: { ups: carrier } } };
};

const cancel = (
  order: { id: Id<"order"> },
  lines: { orderLineId: string; quantity: number }[],
  over: Partial<Parameters<typeof cancelUnits>[2]> = {},
) => cancelUnits(shop.ctx(), order.id, { lines, reason: "customer", ...over });

async function send(name: string): Promise<string> {
  await startPicking(shop.ctx(), name);
  const lines = await shop.rows<{ sku: string; quantity: number }>(
    `select i.sku, x.quantity from shipment_line x join shipment s on s.id = x.shipment_id
       join order_line i on i.id = x.order_line_id where s.number = $1`,
    [name],
  );
  for (const { sku, quantity } of lines) await pickItem(shop.ctx(), name, sku, quantity);
  await packShipment(shop.ctx(), name);
  return (await shipOrder(withCarrier(), name)).trackingNumber;
}

const statusOf = async (order: { id: Id<"order"> }) => (await readOrder(shop.ctx(), order.id)).status;
const refundsOf = async (order: { id: Id<"order"> }) =>
  (
    await shop.rows<{ amount: number }>("select amount from refund where order_id = $1 order by id", [
      order.id,
    ])
  ).map((row) => row.amount);
const delivered = (trackingNumber: string) =>
  recordTracking(shop.ctx(), trackingNumber, [
    { state: "delivered", code: "FS", description: "Delivered", at: shop.clock.now() },
  ]);

test("a unit cancelled from a paid order gives back its stock and its price with tax, and the rest goes on", async () => {
  const order = await assigned([a(3), b(1)]);
  const before = await shop.rows("select available, committed from stock_level where id = $1", [
    shop.shop.variants["TEST-A"].levels.EAST,
  ]);
  const done = await cancel(order, [{ orderLineId: order.line("TEST-A"), quantity: 1 }]);
  expect(done).toEqual({
    outcome: "partly_cancelled",
    status: "paid",
    refund: { amount: 1080, currency: "USD" },
  });
  const [after] = await shop.rows<{ available: number; committed: number }>(
    "select available, committed from stock_level where id = $1",
    [shop.shop.variants["TEST-A"].levels.EAST],
  );
  expect(after).toEqual({
    available: Number(before[0]?.available) + 1,
    committed: Number(before[0]?.committed) - 1,
  });
  for (const name of order.names) await send(name);
  expect(await statusOf(order)).toBe("shipped");
});

test("an order over two places, one part sent and the other cancelled, is shipped and then delivered", async () => {
  const order = await assigned([a(2), b(3)]);
  expect(order.names).toHaveLength(2);
  expect(await statusOf(order)).toBe("paid");
  const [first = "", second = ""] = order.names;
  const number = await send(first);
  expect(await statusOf(order)).toBe("partially_shipped");

  expect((await cancel(order, [{ orderLineId: order.line("TEST-B"), quantity: 1 }])).status).toBe(
    "partially_shipped",
  );
  await delivered(number);
  expect(await statusOf(order)).toBe("partially_shipped");
  const rest = await cancelShipment(shop.ctx(), second, { reason: "staff", note: "Discontinued" });
  expect(rest).toMatchObject({ outcome: "partly_cancelled", status: "delivered" });

  expect(await refundsOf(order)).toEqual([2700, 5400]);
  expect(await eventsOf(shop, order.id)).toEqual(expect.arrayContaining(["OrderDelivered"]));
  const { shippedAt, deliveredAt } = await readOrder(shop.ctx(), order.id);
  expect([shippedAt, deliveredAt]).toEqual([expect.any(Date), expect.any(Date)]);
});

test("cancelling all that is left of an order of which nothing has left cancels it, with its carriage", async () => {
  const order = await assigned([a(2)]);
  await cancel(order, [{ orderLineId: order.line("TEST-A"), quantity: 1 }]);
  const last = await cancel(order, [{ orderLineId: order.line("TEST-A"), quantity: 1 }]);
  expect(last).toMatchObject({ outcome: "order_cancelled", status: "cancelled" });
  await closePayments(shop.ctx(), order.id);
  const refunds = await refundsOf(order);
  expect(refunds.reduce((sum, amount) => sum + amount, 0)).toBe(order.total.amount);
  expect(await cancel(order, [{ orderLineId: order.line("TEST-A"), quantity: 1 }])).toMatchObject({
    outcome: "order_cancelled",
  });
});

test("carriage goes back once, when a manager says so", async () => {
  const order = await assigned([a(3), b(1)]);
  const one = [{ orderLineId: order.line("TEST-A"), quantity: 1 }];
  const shipping = 500 + 40;
  expect((await cancel(order, one, { refundShipping: true })).refund.amount).toBe(1080 + shipping);
  expect((await cancel(order, one, { refundShipping: true })).refund.amount).toBe(1080);
});

test("fifty managers at once cancel no unit twice, and the refunds are exact", async () => {
  const order = await assigned([a(25), b(12)]);
  const answers = await Promise.allSettled(
    Array.from({ length: 50 }, (_, i) =>
      cancel(order, [{ orderLineId: order.line(i % 3 ? "TEST-A" : "TEST-B"), quantity: 1 }]),
    ),
  );
  // Seventeen want one of the twelve, thirty-three one of the twenty-five.
  const refused = answers.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []));
  expect(refused.every((message) => /Nothing of Test article [AB] is left/.test(message))).toBe(true);
  expect(refused.length).toBeLessThanOrEqual(13);
  await closePayments(shop.ctx(), order.id);
  expect(await statusOf(order)).toBe("cancelled");
  expect((await refundsOf(order)).reduce((sum, amount) => sum + amount, 0)).toBe(order.total.amount);
});

test("the same button pressed twenty times cancels once", async () => {
  const order = await assigned([a(5), b(1)]);
  const key = "0199e3f0-0000-7000-8000-000000000001";
  await Promise.all(
    Array.from({ length: 20 }, () =>
      cancel(order, [{ orderLineId: order.line("TEST-A"), quantity: 2 }], { key }),
    ),
  );
  expect(await refundsOf(order)).toEqual([2160]);
});

test("a closed box is cancelled whole, and its shipment is then cancelled", async () => {
  const order = await assigned([a(2), b(1)]);
  const [east = ""] = order.names;
  await startPicking(shop.ctx(), east);
  await pickItem(shop.ctx(), east, "TEST-A", 2);
  await packShipment(shop.ctx(), east);
  await expect(cancel(order, [{ orderLineId: order.line("TEST-A"), quantity: 1 }])).rejects.toThrow(
    /is packed with more in it than you cancel/,
  );
  await cancel(order, [{ orderLineId: order.line("TEST-A"), quantity: 2 }]);
  expect((await shipmentsOf(shop, order.id)).map((row) => row.status)).toEqual(["cancelled", "assigned"]);
});

test("a part of an unpaid or a sent order can't be cancelled, nor by staff who may not refund", async () => {
  const order = await assigned([a(1), b(1)]);
  const one = [{ orderLineId: order.line("TEST-A"), quantity: 1 }];
  await expect(cancel(order, one, { mayRefund: false })).rejects.toThrow(/needs a manager/);
  for (const name of order.names) await send(name);
  await expect(cancel(order, one)).rejects.toThrow(/no part of it can be cancelled any more/);
});
