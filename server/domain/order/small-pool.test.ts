import { afterAll, beforeAll, expect, test } from "vitest";
import { closePayments } from "@/server/domain/payment/close-payments";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import type { Id } from "@/server/kernel/id";
import { pay, placeOrder, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { cancelOrder } from "./cancel-order";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 2, reorderPoint: { "TEST-A": 95 } });
});
afterAll(() => shop.drop());

test("two connections are enough for any number of orders at once: no command takes a second one while it holds one", async () => {
  const journey = async (i: number) => {
    const { id } = await placeOrder(shop.ctx());
    const { paymentId } = await pay(shop, id);
    await settlePayment(shop.ctx(), paymentId);
    await assignShipments(shop.ctx(), id);
    if (i % 2 === 0) {
      await cancelOrder(shop.ctx(), id, { reason: "customer" });
      await closePayments(shop.ctx(), id);
      const refunds = await shop.rows<{ id: Id<"refund"> }>("select id from refund where order_id = $1", [
        id,
      ]);
      for (const refund of refunds) await submitRefund(shop.ctx(), refund.id);
      return "cancelled";
    }
    const [shipment] = await shipmentsOf(shop, id);
    const name = shipment?.number ?? "";
    await startPicking(shop.ctx(), name);
    await pickItem(shop.ctx(), name, "TEST-A", 1);
    await packShipment(shop.ctx(), name);
    await shipOrder(shop.ctx(), name);
    return "shipped";
  };
  const ends = await Promise.all(Array.from({ length: 12 }, (_, i) => journey(i)));
  expect(ends.filter((end) => end === "shipped")).toHaveLength(6);
  expect(
    await shop.rows("select status::text, count(*)::int as orders from orders group by 1 order by 1"),
  ).toEqual([
    { status: "cancelled", orders: 6 },
    { status: "shipped", orders: 6 },
  ]);
  await expectSoundBooks(shop);
}, 40_000);
