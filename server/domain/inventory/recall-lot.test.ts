import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openHolds } from "@/server/domain/order/hold.store";
import { paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { expireLot } from "./expire-lot";
import { expiringStock, expiryTotals } from "./expiry.queries";
import { larder } from "./expiry.testing";
import { noteExpiredLots } from "./note-expired-lots";
import { recallLot } from "./recall-lot";
import { updateInventory } from "./update-inventory";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());
const { sku, clear, stock, lapse, shelf } = larder(() => shop);
beforeEach(() => clear());

test("a lot that is recalled is set aside at once, and its orders are dealt with as if its date had come", async () => {
  const lot = await stock({ EAST: 5, WEST: 1 }, 40);
  const paid = await paidOrder(shop, [{ sku, quantity: 2 }]);
  expect(await recallLot(shop.ctx(), { lotId: lot.id, reason: "Maker’s recall" })).toMatchObject({
    quarantined: 4,
    ordersHolding: true,
  });
  expect(await shelf(lot)).toEqual([0, 0, 2, 3]);
  await expect(placeOrder(shop.ctx(), [{ sku, quantity: 1 }])).rejects.toMatchObject({
    kind: "out_of_stock",
  });
  await expect(recallLot(shop.ctx(), { lotId: lot.id, reason: "Again" })).rejects.toMatchObject({
    kind: "invalid_transition",
  });
  const recorded = await shop.rows(
    "select 1 from event where name = 'InventoryExpired' and payload ->> 'lotId' = $1",
    [lot.id],
  );
  expect(recorded).toHaveLength(1);
  expect(await noteExpiredLots(shop.ctx())).toBe(0);
  await expireLot(shop.ctx(), { lotId: lot.id });
  expect((await openHolds(shop.ctx(), paid.id)).map((hold) => hold.reason)).toEqual(["stock_expired"]);
  await expectSoundBooks(shop);
});

test("two who recall a lot at once recall it once", async () => {
  const lot = await stock({ EAST: 5 }, 40);
  const both = await Promise.allSettled(
    [1, 2].map(() => recallLot(shop.ctx(), { lotId: lot.id, reason: "Damp" })),
  );
  expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  expect(await shelf(lot)).toEqual([0, 0, 0, 5]);
});

test("lots are shown by their date, with what they are worth, until their units are gone", async () => {
  const soon = await stock({ EAST: 4, WEST: 2 }, 5);
  const later = await stock({ EAST: 3 }, 25);
  const before = await expiryTotals(shop.ctx(), undefined);
  const week = await expiringStock(shop.ctx(), { band: "7" });
  expect(week.rows.map(({ lot, place, value }) => [lot, place, value.amount])).toEqual([
    [soon.code, "EAST", 2000],
    [soon.code, "WEST", 1000],
  ]);
  const month = await expiringStock(shop.ctx(), { band: "30", place: "EAST" });
  expect(month.rows.map((row) => row.lot)).toEqual([soon.code, later.code]);

  await lapse(soon);
  await expireLot(shop.ctx(), { lotId: soon.id });
  const after = await expiryTotals(shop.ctx(), undefined);
  expect(after["7"].units).toBe(before["7"].units - 6);
  expect(after.expired).toMatchObject({
    units: before.expired.units + 6,
    value: before.expired.value + 3000,
  });

  const leaves = (location: string, kind: "dispose" | "return_to_supplier", quantity: number) =>
    updateInventory(shop.ctx(), { sku, location, kind, quantity, lot: soon.code, reason: "Past its date" });
  await leaves("EAST", "dispose", 4);
  await leaves("WEST", "return_to_supplier", 2);
  const left = await expiringStock(shop.ctx(), { band: "expired" });
  expect(left.rows.map((row) => row.lot)).not.toContain(soon.code);
  await expectSoundBooks(shop);
});

test("pages of lots go on where the last one ended", async () => {
  for (let i = 0; i < 52; i++) await stock({ EAST: 1 }, 60 + i / 10);
  const first = await expiringStock(shop.ctx(), { band: "90" });
  const second = await expiringStock(shop.ctx(), { band: "90", cursor: first.nextCursor ?? "" });
  const lots = [...first.rows, ...second.rows].map((row) => row.lot);
  expect(new Set(lots).size).toBe(lots.length);
  expect(second.nextCursor).toBeNull();
  expect(lots.length).toBeGreaterThanOrEqual(52);
});
