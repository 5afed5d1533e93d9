import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { closePayments } from "@/server/domain/payment/close-payments";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import type { Id } from "@/server/kernel/id";
import {
  eventsOf,
  moneyAt,
  paidOrder,
  pay,
  placeOrder,
  shipmentsOf,
  type TestApp,
  testApp,
} from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { cancelOrder } from "./cancel-order";
import type { CreatedOrder } from "./create-order";
import { readOrder } from "./order.store";
import { timeOutOrder } from "./time-out-order";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 20, stock: { "TEST-A": { EAST: 500 }, "TEST-B": { EAST: 100 } } });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const available = async () =>
  (
    await shop.rows<{ units: number }>("select available as units from stock_level where id = $1", [
      shop.shop.variants["TEST-A"].levels.EAST,
    ])
  )[0]?.units ?? 0;
const statusOf = async (id: Id<"order">) => (await readOrder(shop.ctx(), id)).status;
const refundsOf = (id: Id<"order">) =>
  shop.rows<{ id: Id<"refund">; amount: number }>("select id, amount from refund where order_id = $1", [id]);
/** What the policies do about a cancelled order's money. */
const sendMoneyBack = async (id: Id<"order">) => {
  await closePayments(shop.ctx(), id);
  for (const refund of await refundsOf(id)) await submitRefund(shop.ctx(), refund.id);
};

test("a cancelled order gives back its stock, and cancelling again changes nothing", async () => {
  const before = await available();
  const order = await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 3 }]);
  expect(await available()).toBe(before - 3);
  expect(await cancelOrder(shop.ctx(), order.id, { reason: "customer", note: "changed my mind" })).toBe(
    "cancel",
  );
  expect(await available()).toBe(before);
  expect(
    await Promise.all([1, 2, 3].map(() => cancelOrder(shop.ctx(), order.id, { reason: "staff" }))),
  ).toEqual(Array(3).fill("already_cancelled"));
  expect(await readOrder(shop.ctx(), order.id)).toMatchObject({
    cancelReason: "customer",
    cancelNote: "changed my mind",
  });
  expect(await closePayments(shop.ctx(), order.id)).toEqual({ voided: 0, refundsRequested: 0 });
});

test("a paid order that is cancelled gives back stock and shipments, and its money once", async () => {
  const before = await available();
  const order = await paidOrder(shop, [{ sku: "TEST-A", quantity: 2 }]);
  await assignShipments(shop.ctx(), order.id);
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
  expect(await available()).toBe(before);
  expect(await shipmentsOf(shop, order.id)).toMatchObject([{ status: "cancelled" }]);
  const results = await Promise.all([1, 2, 3].map(() => closePayments(shop.ctx(), order.id)));
  expect(results.reduce((sum, one) => sum + one.refundsRequested, 0)).toBe(1);
  expect(await refundsOf(order.id)).toMatchObject([{ amount: order.total.amount }]);
  const events = await eventsOf(shop, order.id);
  expect(events.slice(-4)).toEqual([
    "ShipmentProgressed",
    "OrderCancelled",
    "InventoryReleased",
    "RefundRequested",
  ]);
});

test("an order that has left the warehouse can't be cancelled, and says so", async () => {
  const order = await paidOrder(shop);
  await assignShipments(shop.ctx(), order.id);
  const [shipment] = await shipmentsOf(shop, order.id);
  const name = shipment?.number ?? "";
  await startPicking(shop.ctx(), name);
  await pickItem(shop.ctx(), name, "TEST-A", 1);
  await packShipment(shop.ctx(), name);
  await shipOrder(shop.ctx(), name);
  await expect(cancelOrder(shop.ctx(), order.id, { reason: "customer" })).rejects.toMatchObject({
    kind: "invalid_transition",
    message: `Order ${order.number} has left the warehouse; it can no longer be cancelled.`,
  });
  expect(await cancelOrder(shop.ctx(), order.id, { reason: "payment_timeout" })).toBe("not_due");
});

test("a time-out before the deadline does nothing", async () => {
  const order = await placeOrder(shop.ctx());
  expect(await cancelOrder(shop.ctx(), order.id, { reason: "payment_timeout" })).toBe("not_due");
  expect(await timeOutOrder(shop.ctx(), order.id)).toBe("not_due");
  expect(await statusOf(order.id)).toBe("pending");
});

test.each([
  ["cancelled by its customer", "customer"],
  ["timed out", "payment_timeout"],
] as const)(
  "twenty-five orders %s while they are being paid end either paid or cancelled, and the money agrees",
  async (_, reason) => {
    const orders = await Promise.all(
      Array.from({ length: 25 }, async (_each, i) => {
        const order = await placeOrder(shop.ctx(), undefined, {
          customer: { email: `${reason}-${i}@example.com`, name: "Ada" },
        });
        return { order, ...(await pay(shop, order.id)) };
      }),
    );
    const end = (order: CreatedOrder) =>
      reason === "customer"
        ? cancelOrder(shop.ctx(), order.id, { reason })
        : timeOutOrder({ ...shop.ctx(), now: order.paymentDueAt }, order.id);
    await Promise.all(
      orders.flatMap(({ order, paymentId }) =>
        [settlePayment(shop.ctx(), paymentId), end(order), settlePayment(shop.ctx(), paymentId)].map((one) =>
          one.catch((error: unknown) => expect(error).toMatchObject({ name: "DomainError" })),
        ),
      ),
    );
    await Promise.all(
      orders.map(async ({ order, paymentId, session }) => {
        await settlePayment(shop.ctx(), paymentId);
        const status = await statusOf(order.id);
        if (status === "cancelled") await sendMoneyBack(order.id);
        const money = await moneyAt(shop, session);
        expect(money.received - money.refunded).toBe(status === "paid" ? order.total.amount : 0);
        expect(["paid", "cancelled"]).toContain(status);
      }),
    );
  },
  60_000,
);
