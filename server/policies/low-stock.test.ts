import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { eventually, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    policies: true,
    // Up to 2 × 99 + 10 = 208 of each.
    reorderPoint: { "TEST-A": 99, "TEST-B": 99 },
    supplier: { items: { "TEST-A": { cost: 300, pack: 10 }, "TEST-B": { cost: 2000, pack: 10 } } },
  });
});
afterAll(() => shop.drop());

const order = () =>
  shop.rows<{ number: string; status: string; ordered_by: string | null; sku: string; quantity: number }>(
    `select po.number, po.status, po.ordered_by, v.sku, l.quantity from purchase_order po
       join purchase_order_line l on l.purchase_order_id = po.id join variant v on v.id = l.variant_id order by po.number`,
  );
const subjects = async () =>
  (await shop.control<{ subject: string }[]>("GET", "/control/mail?to=manager@holdfast.test"))
    .map((mail) => mail.subject)
    .sort();

test("what shoppers buy down is ordered again by itself, and the managers hear of it", async () => {
  await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 2 }]);
  await eventually(async () =>
    expect(await order()).toEqual([
      {
        number: "PO-1001",
        status: "ordered",
        ordered_by: "policy:create-purchase-order-when-stock-is-low",
        sku: "TEST-A",
        quantity: 110,
      },
    ]),
  );
  await eventually(async () => expect(await subjects()).toEqual(["Low stock: TEST-A at EAST, 98 left"]));
  const [run] = await shop.rows<{ reason: string }>(
    "select reason from policy_run where policy = 'create-purchase-order-when-stock-is-low'",
  );
  expect(run?.reason).toBe(
    "Wrote 110 on PO-1001. Available 98 + incoming 0 + on other drafts 0; up to 208 → 110. PO-1001 over $330.00 was ordered.",
  );
});

test("what comes to more than the limit is put before the managers, once", async () => {
  await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 2 }]);
  await eventually(async () =>
    expect(await subjects()).toEqual([
      "Approve PO-1002: $2,200.00 to Test Company",
      "Low stock: TEST-A at EAST, 98 left",
      "Low stock: TEST-B at EAST, 98 left",
    ]),
  );
  await shop.advance(6 * 60);
  await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 2 }]);
  expect((await order()).at(-1)).toMatchObject({ number: "PO-1002", status: "draft", quantity: 110 });
  await expectSoundBooks(shop);
});

test("a sweep orders what a raised limit allows", async () => {
  await shop.set("purchaseApprovalLimit", 300_000);
  await eventually(async () => {
    await shop.advance(5 * 60);
    expect((await order()).at(-1)).toMatchObject({
      number: "PO-1002",
      status: "ordered",
      ordered_by: "policy:sweep-purchase-drafts",
    });
  }, 20_000);
});
