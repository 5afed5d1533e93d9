import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import type { Id } from "@/server/kernel/id";
import { eventsOf, eventually, payWithPaypal, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { closePayments } from "./close-payments";
import { processPayment } from "./process-payment";
import { requestRefund } from "./request-refund";
import { settlePayment } from "./settle-payment";
import { submitRefund } from "./submit-refund";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ acts: true });
});
afterAll(() => shop.drop());

const order = () => placeOrder(shop.ctx());
const statusOf = async (orderId: Id<"order">) => {
  const [row] = await shop.rows<{ order: string; payment: string; fee: number | null; code: string | null }>(
    `select o.status as order, p.status as payment, p.fee_amount as fee, p.failure_code as code
     from orders o join payment p on p.order_id = o.id where o.id = $1 order by p.created_at desc limit 1`,
    [orderId],
  );
  return row;
};
const told = (orderId: Id<"order">, expected: object) =>
  eventually(async () => expect(await statusOf(orderId)).toMatchObject(expected));

test("a shopper who agrees at PayPal has paid as soon as PayPal tells", async () => {
  const { id } = await order();
  expect(await payWithPaypal(shop, id)).toMatchObject({ state: "authorized" });
  await told(id, { order: "paid", payment: "captured" });
  expect((await statusOf(id))?.fee).toBeGreaterThan(0);
});
