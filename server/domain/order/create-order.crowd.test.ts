import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { DomainError } from "@/server/kernel/errors";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";

// Crowds and waiting take a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let shop: TestApp;
beforeEach(async () => {
  shop = await testApp({
    pool: 30,
    stock: { "TEST-A": { EAST: 100 }, "TEST-B": { EAST: 300 } },
    reorderPoint: { "TEST-A": 20 },
  });
});
afterEach(async () => {
  await expectSoundBooks(shop);
  await shop.drop();
});

/** How many ended how: `ok`, a refusal's kind, or a fault's code. */
async function outcomes(orders: readonly Promise<unknown>[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const result of await Promise.allSettled(orders)) {
    const word = result.status === "fulfilled" ? "ok" : wordOf(result.reason);
    counts[word] = (counts[word] ?? 0) + 1;
  }
  return counts;
}
const wordOf = (error: unknown): string => {
  if (error instanceof DomainError) return error.kind;
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
};
const buyer = (i: number) => ({ customer: { email: `buyer-${i}@example.com`, name: `Buyer ${i}` } });
const level = async (sku: string) =>
  (
    await shop.rows(
      "select sum(available)::int as available, sum(reserved)::int as reserved from stock_level s join variant v on v.id = s.variant_id where sku = $1",
      [sku],
    )
  )[0];
const alerts = async () => (await shop.rows("select 1 from event where name = 'InventoryLevelLow'")).length;

test("five hundred buyers of a hundred units: a hundred get one, four hundred are told, nothing is sold twice", async () => {
  const orders = Array.from({ length: 500 }, (_, i) =>
    placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 1 }], buyer(i)),
  );
  expect(await outcomes(orders)).toEqual({ ok: 100, out_of_stock: 400 });
  expect(await level("TEST-A")).toEqual({ available: 0, reserved: 100 });
  expect(await shop.rows("select count(*)::int as orders from orders")).toEqual([{ orders: 100 }]);
  // The level crossed its reorder point once, however many orders saw it happen.
  expect(await alerts()).toBe(1);
});

test("two goods bought in opposite order by many at once never lock each other out", async () => {
  const lines = [
    { sku: "TEST-A", quantity: 1 },
    { sku: "TEST-B", quantity: 2 },
  ];
  const orders = Array.from({ length: 120 }, (_, i) =>
    placeOrder(shop.ctx(), i % 2 === 0 ? lines : [...lines].reverse(), buyer(i)),
  );
  expect(await outcomes(orders)).toEqual({ ok: 100, out_of_stock: 20 });
  expect(await level("TEST-A")).toEqual({ available: 0, reserved: 100 });
  expect(await level("TEST-B")).toEqual({ available: 100, reserved: 200 });
});

test("a low level is told once a crossing, and again when it has been above the point in between", async () => {
  await Promise.all(Array.from({ length: 80 }, (_, i) => placeOrder(shop.ctx(), undefined, buyer(i))));
  expect(await alerts()).toBe(0); // twenty are left: at the point, not below it
  await placeOrder(shop.ctx());
  await placeOrder(shop.ctx());
  expect(await alerts()).toBe(1);
  const receive = (quantity: number) =>
    updateInventory(shop.ctx(), {
      sku: "TEST-A",
      location: "EAST",
      kind: "receive",
      quantity,
      reason: "delivery",
    });
  await receive(2); // back at the point, not above it
  await placeOrder(shop.ctx());
  expect(await alerts()).toBe(1);
  await receive(10);
  await Promise.all(Array.from({ length: 15 }, (_, i) => placeOrder(shop.ctx(), undefined, buyer(i))));
  expect(await alerts()).toBe(2);
});

test("units that come back and units that come in while people buy are sold, none twice", async () => {
  const receive = () =>
    updateInventory(shop.ctx(), {
      sku: "TEST-A",
      location: "EAST",
      kind: "receive",
      quantity: 10,
      reason: "delivery",
    });
  const orders = Array.from({ length: 150 }, (_, i) => placeOrder(shop.ctx(), undefined, buyer(i)));
  const deliveries = Array.from({ length: 5 }, receive);
  const counts = await outcomes(orders);
  await Promise.all(deliveries);
  const left = await level("TEST-A");
  expect(Object.keys(counts).every((word) => word === "ok" || word === "out_of_stock")).toBe(true);
  expect(left).toEqual({ available: 150 - (counts.ok ?? 0), reserved: counts.ok });
});
