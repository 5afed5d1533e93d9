import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { payment, refund } from "@/db/schema";
import { proveStock } from "@/server/domain/inventory/stock-proof";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import type { Id } from "@/server/kernel/id";
import { eventsOf, moneyAt, pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { shareOutReturn } from "./return";
import { takeBack } from "./take-back";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ stock: { "TEST-A": { EAST: 20 }, "TEST-B": { EAST: 20 } } });
});
afterAll(() => shop.drop());

/** An order of three A and one B that has left the warehouse. */
async function sentOrder(): Promise<{ id: Id<"order">; session: string }> {
  const order = await placeOrder(shop.ctx(), [
    { sku: "TEST-A", quantity: 3 },
    { sku: "TEST-B", quantity: 1 },
  ]);
  const { paymentId, session } = await pay(shop, order.id);
  await settlePayment(shop.ctx(), paymentId);
  const { shipments } = await assignShipments(shop.ctx(), order.id);
  for (const name of shipments) {
    await startPicking(shop.ctx(), name);
    await pickItem(shop.ctx(), name, "TEST-A", 3);
    await pickItem(shop.ctx(), name, "TEST-B", 1);
    await packShipment(shop.ctx(), name);
    await shipOrder(shop.ctx(), name);
  }
  return { id: order.id, session };
}
const shelf = async (sku: string) =>
  (
    await shop.rows(
      "select s.available, s.unavailable from stock_level s join variant v on v.id = s.variant_id join location l on l.id = s.location_id where v.sku = $1 and l.code = 'EAST'",
      [sku],
    )
  )[0];
const sound = async () => expect((await proveStock(shop.app.db)).filter((line) => !line.ok)).toEqual([]);

describe("goods that come back", () => {
  test("good ones are for sale again, damaged ones are set aside, and the money follows once", async () => {
    const { id, session } = await sentOrder();
    const before = { a: await shelf("TEST-A"), b: await shelf("TEST-B") };
    const request = {
      key: "C1",
      reason: "Too many",
      units: [
        { sku: "TEST-A", quantity: 2, condition: "good" },
        { sku: "TEST-B", quantity: 1, condition: "damaged" },
      ],
      refundAmount: 4500,
    } as const;
    const refunds = await Promise.all([1, 2, 3, 4].map(() => takeBack(shop.ctx(), id, request)));
    expect(new Set(refunds).size).toBe(1);
    const [refundId] = refunds;
    if (!refundId) throw new Error("No refund was written.");
    await submitRefund(shop.ctx(), refundId);

    expect(await shelf("TEST-A")).toEqual({ ...before.a, available: Number(before.a?.available) + 2 });
    expect(await shelf("TEST-B")).toEqual({ ...before.b, unavailable: Number(before.b?.unavailable) + 1 });
    expect((await moneyAt(shop, session)).refunded).toBe(4500);
    expect(await eventsOf(shop, id)).toContain("ReturnReceived");
    const rows = await shop.app.db.select().from(refund).where(eq(refund.orderId, id));
    expect(rows.map((row) => row.amount)).toEqual([4500]);
    await sound();
  });

  test("more than is with the customer can't come back, whatever is tried, and nothing is written", async () => {
    const { id } = await sentOrder();
    const back = (key: string, quantity: number) =>
      takeBack(shop.ctx(), id, {
        key,
        reason: "test",
        units: [{ sku: "TEST-A", quantity, condition: "good" }],
        refundAmount: 100,
      });
    const tries = await Promise.allSettled([back("1", 2), back("2", 2), back("3", 1), back("4", 1)]);
    const came = (
      await shop.rows(
        "select sum(quantity)::int as units from stock_movement where order_id = $1 and kind = 'restock'",
        [id],
      )
    )[0];
    expect(came?.units).toBeLessThanOrEqual(3);
    expect(tries.some((one) => one.status === "rejected")).toBe(true);
    await expect(back("5", 4)).rejects.toMatchObject({ kind: "invalid_input" });
    const [paid] = await shop.app.db.select().from(payment).where(eq(payment.orderId, id));
    expect(paid?.refundedAmount).toBe(100 * tries.filter((one) => one.status === "fulfilled").length);
    await sound();
  });

  test("an order that has not left has nothing to come back", async () => {
    await updateInventory(shop.ctx(), {
      sku: "TEST-A",
      location: "EAST",
      kind: "receive",
      quantity: 1,
      reason: "test",
    });
    const order = await placeOrder(shop.ctx());
    await expect(
      takeBack(shop.ctx(), order.id, {
        key: "1",
        reason: "test",
        units: [{ sku: "TEST-A", quantity: 1, condition: "good" }],
        refundAmount: 0,
      }),
    ).rejects.toThrow("0 of TEST-A");
  });
});

test("units go back to the shelves they left from, in their order", () => {
  const shared = shareOutReturn(
    [{ sku: "A", quantity: 4, condition: "good" }],
    [
      { levelId: 7, sku: "A", quantity: 3 },
      { levelId: 8, sku: "B", quantity: 3 },
      { levelId: 9, sku: "A", quantity: 3 },
    ],
  );
  expect(shared).toEqual({
    ok: true,
    moves: [
      { levelId: 7, quantity: 3, to: "available" },
      { levelId: 9, quantity: 1, to: "available" },
    ],
  });
});
