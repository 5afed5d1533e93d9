import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "./domain/order/cancel-order";
import { invoiceOf } from "./domain/order/invoice.queries";
import { refundOrder } from "./domain/order/refund-order";
import { refundOrderSchema } from "./domain/order/refund-order.schema";
import { closePayments } from "./domain/payment/close-payments";
import { settlePayment } from "./domain/payment/settle-payment";
import { submitRefund } from "./domain/payment/submit-refund";
import { forgetReferenceData } from "./domain/settings/reference-data";
import { type Id, newId } from "./kernel/id";
import { moneyAt, newYork, pay, placeOrder, type TestApp, testApp } from "./testing";
import { expectSoundBooks } from "./testing-books";

const orders = 50;
let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 2000 }, "TEST-B": { EAST: 1000, WEST: 1000 }, "TEST-FOOD": { EAST: 1000 } },
  });
});
afterAll(() => shop.drop());

const places = [
  newYork,
  { ...newYork, city: "Los Angeles", region: "CA", postalCode: "90001" },
  { ...newYork, city: "Austin", region: "TX", postalCode: "78701" },
];

/** An order paid by card, a part of it given back, then cancelled: the provider's figures beside ours at every step. */
async function follow(no: number): Promise<void> {
  const lines = [
    { sku: "TEST-A", quantity: 1 + (no % 7) },
    ...(no % 2 ? [{ sku: "TEST-B", quantity: 1 + (no % 3) }] : []),
    ...(no % 3 ? [{ sku: "TEST-FOOD", quantity: 1 + (no % 5) }] : []),
  ];
  const order = await placeOrder(shop.ctx(), lines, { shippingAddress: places[no % places.length] });
  const { paymentId, session } = await pay(shop, order.id);
  await settlePayment(shop.ctx(), paymentId);
  const { amount: total } = order.total;
  expect((await moneyAt(shop, session)).received).toBe(total);
  const paper = await invoiceOf(shop.ctx(), order.id);
  const onPaper = paper.lines.reduce((sum, line) => sum + line.amount.amount, 0) + paper.shipping.amount;
  expect(onPaper + (paper.pricesIncludeTax ? 0 : paper.tax.amount)).toBe(total);

  const part = 1 + ((no * 97) % total);
  const request = { number: order.number, amount: part, reason: "goodwill", key: newId() };
  await refundOrder(shop.ctx(), order.id, refundOrderSchema.parse(request));
  await cancelOrder(shop.ctx(), order.id, { reason: "staff" });
  await closePayments(shop.ctx(), order.id);
  const rows = await shop.rows<{ id: Id<"refund">; amount: number }>(
    "select id, amount from refund where order_id = $1 order by created_at, id",
    [order.id],
  );
  expect(rows.map((row) => row.amount)).toEqual(part === total ? [total] : [part, total - part]);
  for (const { id } of rows) await submitRefund(shop.ctx(), id);
  expect((await moneyAt(shop, session)).refunded).toBe(total);
}

test(`${orders} orders through the shop and the provider, paid and given back, agree to the cent`, async () => {
  const batch = 5;
  for (let no = 0; no < orders; no += batch) {
    const price = (of: number) => 1 + ((no * 7_919 + of * 3_331) % 19_997);
    for (const [of, sku] of ["TEST-A", "TEST-B", "TEST-FOOD"].entries())
      await shop.rows("update variant set price_amount = $1 where sku = $2", [price(of), sku]);
    await shop.set("pricesIncludeTax", no % (2 * batch) === 0);
    forgetReferenceData(shop.app.db);
    await Promise.all(Array.from({ length: batch }, (_, i) => follow(no + i)));
  }
  await expectSoundBooks(shop);
}, 120_000);
