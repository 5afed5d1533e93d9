import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { updateInventorySchema } from "./inventory.schema";
import { updateInventory } from "./update-inventory";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 10 }, "TEST-B": { EAST: 10 }, "TEST-FOOD": { EAST: 0 } },
  });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const update = (input: Record<string, unknown>) =>
  updateInventory(
    shop.ctx(),
    updateInventorySchema.parse({
      sku: "TEST-A",
      location: "EAST",
      kind: "receive",
      quantity: 1,
      reason: "test",
      ...input,
    }),
  );

test("what comes in can be sold, and the ledger says who booked it and why", async () => {
  expect(await update({ quantity: 5, reason: "delivery 4711", location: "east" })).toMatchObject({
    changed: 5,
    levels: { available: 15 },
  });
  const [row] = await shop.rows(
    "select kind, from_place, to_place, quantity, reason, actor from stock_movement order by id desc limit 1",
  );
  expect(row).toEqual({
    kind: "receive",
    from_place: "supplier",
    to_place: "available",
    quantity: 5,
    reason: "delivery 4711",
    actor: "shopper",
  });
});

test("a correction takes away or adds, but never what orders hold", async () => {
  const order = await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 8 }]);
  expect(await update({ kind: "adjust", quantity: -3 })).toMatchObject({
    changed: -3,
    levels: { available: 4, reserved: 8 },
  });
  await expect(update({ kind: "adjust", quantity: -5 })).rejects.toMatchObject({
    kind: "invalid_input",
    message:
      "Only 4 of TEST-A are available in EAST; 5 can't be taken away. 8 more are held for orders or set aside.",
  });
  expect(await update({ kind: "adjust", quantity: 3 })).toMatchObject({ levels: { available: 7 } });
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
});

test("a count is of what stands on the shelf, whoever holds it", async () => {
  const order = await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 4 }]);
  expect(await update({ sku: "TEST-B", kind: "count", quantity: 10 })).toMatchObject({ changed: 0 });
  expect(await update({ sku: "TEST-B", kind: "count", quantity: 9 })).toMatchObject({
    changed: -1,
    levels: { available: 5, reserved: 4 },
  });
  await expect(update({ sku: "TEST-B", kind: "count", quantity: 3 })).rejects.toMatchObject({
    kind: "invalid_input",
  });
  expect(await update({ sku: "TEST-B", kind: "count", quantity: 12 })).toMatchObject({
    changed: 3,
    levels: { available: 8 },
  });
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
});

test("a lot is made when it first comes in, keeps its date, and gets one that was not known", async () => {
  const lot = { sku: "TEST-FOOD", lot: "L-9", quantity: 6 };
  expect(await update({ ...lot })).toMatchObject({ lot: "L-9", levels: { available: 6 } });
  await update({ ...lot, expiresAt: "2027-03-01" });
  expect(await shop.rows("select expires_at from lot where code = 'L-9'")).toEqual([
    { expires_at: new Date("2027-03-01T00:00:00Z") },
  ]);
  await expect(update({ ...lot, expiresAt: "2027-04-01" })).rejects.toMatchObject({
    message: "Lot L-9 is known to expire on 2027-03-01. Check the date or use another lot code.",
  });
  expect(await update({ ...lot, location: "WEST", expiresAt: "2027-03-01" })).toMatchObject({
    levels: { available: 6 },
  });
});

test("twenty first deliveries of one new lot at once make one lot with all units", async () => {
  await Promise.all(
    Array.from({ length: 20 }, () =>
      update({ sku: "TEST-FOOD", lot: "L-20", expiresAt: "2027-05-01", quantity: 3 }),
    ),
  );
  const rows = await shop.rows(
    "select s.available from lot t join stock_level s on s.lot_id = t.id where t.code = 'L-20'",
  );
  expect(rows).toEqual([{ available: 60 }]);
});

test("what can't be is refused by name", async () => {
  await expect(update({ sku: "NONE" })).rejects.toMatchObject({
    kind: "not_found",
    details: { field: "sku" },
  });
  await expect(update({ location: "MOON" })).rejects.toMatchObject({
    kind: "not_found",
    details: { field: "location" },
  });
  const wrong = (input: Record<string, unknown>) => {
    const given = { sku: "TEST-A", location: "EAST", kind: "receive", quantity: 1, reason: "test", ...input };
    return updateInventorySchema.safeParse(given).error?.issues.map((issue) => issue.path.join("."));
  };
  expect(wrong({ quantity: 0 })).toEqual(["quantity"]);
  expect(wrong({ kind: "count", quantity: -1 })).toEqual(["quantity"]);
  expect(wrong({ kind: "adjust", quantity: 0 })).toEqual(["quantity"]);
  expect(wrong({ quantity: 1.5 })).toEqual(["quantity"]);
  expect(wrong({ reason: " " })).toEqual(["reason"]);
  expect(wrong({ expiresAt: "2027-01-01" })).toEqual(["lot"]);
});
