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

test("units are set aside, put back, disposed of and returned, each by its own move", async () => {
  const shelf = { sku: "TEST-B", location: "EAST" };
  await update({ ...shelf, kind: "count", quantity: 20 });
  expect(await update({ ...shelf, kind: "quarantine", quantity: 6 })).toMatchObject({
    changed: -6,
    levels: { available: 14, unavailable: 6 },
  });
  expect(await update({ ...shelf, kind: "reinstate", quantity: 1 })).toMatchObject({
    changed: 1,
    levels: { available: 15, unavailable: 5 },
  });
  expect(await update({ ...shelf, kind: "dispose", quantity: 2 })).toMatchObject({
    changed: 0,
    levels: { available: 15, unavailable: 3 },
  });
  expect(await update({ ...shelf, kind: "return_to_supplier", quantity: 3 })).toMatchObject({
    changed: 0,
    levels: { available: 15, unavailable: 0 },
  });
  expect(
    await shop.rows(
      "select kind, from_place || ' → ' || to_place as way, quantity from stock_movement order by id desc limit 4",
    ),
  ).toEqual([
    { kind: "return_to_supplier", way: "unavailable → supplier", quantity: 3 },
    { kind: "dispose", way: "unavailable → adjustment", quantity: 2 },
    { kind: "quarantine", way: "unavailable → available", quantity: 1 },
    { kind: "quarantine", way: "available → unavailable", quantity: 6 },
  ]);
  await expect(update({ ...shelf, kind: "dispose", quantity: 1 })).rejects.toMatchObject({
    kind: "invalid_input",
    message: "Only 0 of TEST-B are set aside in EAST; 1 can't be disposed of. Set units aside first.",
  });
});

test("what came damaged is set aside as it comes in", async () => {
  const before = await update({ kind: "count", quantity: 10 });
  const received = await update({ quantity: 8, damaged: 3 });
  expect(received).toMatchObject({
    changed: 5,
    levels: { available: 15, unavailable: before.levels.unavailable + 3 },
  });
  expect(received.movements).toHaveLength(2);
  const [event] = await shop.rows(
    "select payload ->> 'quantity' as good, payload ->> 'damaged' as damaged from event order by id desc limit 1",
  );
  expect(event).toEqual({ good: "5", damaged: "3" });
});

test("goods past their date are not received to be sold, only to be set aside", async () => {
  const lot = { sku: "TEST-FOOD", lot: "L-OLD", expiresAt: "2020-01-31", quantity: 4 };
  await expect(update(lot)).rejects.toMatchObject({
    kind: "invalid_input",
    details: { field: "lot" },
    message:
      "Lot L-OLD expired on 2020-01-31; its units can't be sold. Refuse the goods, or receive all of them as damaged so that they are set aside.",
  });
  await expect(update({ ...lot, damaged: 3 })).rejects.toMatchObject({ kind: "invalid_input" });
  expect(await update({ ...lot, damaged: 4 })).toMatchObject({
    changed: 0,
    levels: { available: 0, unavailable: 4 },
  });
  await expect(
    update({ sku: "TEST-FOOD", lot: "L-OLD", kind: "reinstate", quantity: 1 }),
  ).rejects.toMatchObject({ message: expect.stringContaining("Leave its units set aside") });
});

test("goods that are kept by lot ask for the lot, rather than saying there are none", async () => {
  await update({ sku: "TEST-FOOD", lot: "L-ASK", quantity: 2 });
  await expect(update({ sku: "TEST-FOOD", kind: "quarantine", quantity: 1 })).rejects.toMatchObject({
    message: "TEST-FOOD is kept by lot in EAST. Name the lot; it is printed on the box.",
    details: { field: "lot" },
  });
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
  for (const kind of ["quarantine", "reinstate", "dispose", "return_to_supplier"])
    expect(wrong({ kind, quantity: 0 })).toEqual(["quantity"]);
  expect(wrong({ quantity: 2, damaged: 3 })).toEqual(["damaged"]);
  expect(wrong({ kind: "adjust", quantity: 2, damaged: 1 })).toEqual(["damaged"]);
  expect(wrong({ expiresAt: "2027-01-01" })).toEqual(["lot"]);
});
