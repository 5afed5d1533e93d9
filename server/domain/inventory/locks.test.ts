import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { updateInventory } from "./update-inventory";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ stock: { "TEST-A": { EAST: 20 } } });
});
afterAll(() => shop.drop());

test("nothing that moves stock waits for a row that only refers to the shelf", async () => {
  // What the foreign key of a shipment's line takes, and keeps until the shipment is written.
  const refers = await shop.app.db.$client.connect();
  await refers.query("begin");
  await refers.query("select id from stock_level for key share");
  try {
    const paid = await placeOrder(shop.ctx());
    const { paymentId } = await pay(shop, paid.id);
    await settlePayment(shop.ctx(), paymentId);
    const cancelled = await placeOrder(shop.ctx());
    expect(await cancelOrder(shop.ctx(), cancelled.id, { reason: "customer" })).toBe("cancel");
    const change = { sku: "TEST-A", location: "EAST", quantity: 2, reason: "test" } as const;
    expect(await updateInventory(shop.ctx(), { ...change, kind: "receive" })).toMatchObject({ changed: 2 });
  } finally {
    await refers.query("rollback");
    refers.release();
  }
});
