import { afterAll, beforeAll, expect, test } from "vitest";
import { testShop } from "@/db/seed/test-fixtures";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { type Warehouse, warehouse } from "@/server/domain/shipment/testing";
import { after, days, minutes } from "@/server/kernel/clock";
import type { WithPorts } from "@/server/ports";
import { skuPage, stockLevels } from "./inventory.queries";
import { updateInventorySchema } from "./inventory.schema";
import { ledgerOf } from "./ledger.queries";
import { updateInventory } from "./update-inventory";

let database: TestDatabase;
let house: Warehouse;
let wren: WithPorts;
const opening = new Date("2026-11-01T08:00:00Z");
const today = new Date("2026-11-20T08:00:00Z");

beforeAll(async () => {
  database = await testDatabase();
  await testShop(database.pool, {
    now: opening,
    stock: { "TEST-A": { EAST: 100, WEST: 20 }, "TEST-B": { EAST: 30 }, "TEST-FOOD": { EAST: 40 } },
    reorderPoint: { "TEST-B": 25 },
  });
  house = await warehouse(database.pool, today);
  wren = await house.person("Wren Castillo");
});
afterAll(() => database.drop());

const update = (at: Date, input: object) =>
  updateInventory({ ...wren, now: at }, updateInventorySchema.parse(input));
const shown = async (filter: Parameters<typeof stockLevels>[1]) =>
  (await stockLevels(wren, filter)).rows.map(
    (row) => `${row.sku} ${row.place}${row.lot ? ` ${row.lot}` : ""}`,
  );

test("levels are found by SKU, title and place", async () => {
  expect(await shown({ q: "article a" })).toEqual(["TEST-A EAST", "TEST-A WEST"]);
  expect(await shown({ q: "test-b", place: "EAST" })).toEqual(["TEST-B EAST"]);
  expect(await shown({ q: "100%" })).toEqual([]);
});

test("low only shows what has fallen under its reorder point", async () => {
  expect(await shown({ low: true })).toEqual([]);
  await update(today, { sku: "TEST-B", location: "EAST", kind: "adjust", quantity: -10, reason: "Damaged" });
  expect(await shown({ low: true })).toEqual(["TEST-B EAST"]);
});

test("expiring shows the lots with units that end within the days", async () => {
  expect(await shown({ expiring: 30 })).toEqual(["TEST-FOOD EAST LOT-EARLY"]);
  expect(await shown({ expiring: 0 })).toEqual([]);
});

test("pages go on where the last one ended", async () => {
  await database.pool.query(`
    insert into lot (id, variant_id, code) select gen_random_uuid(), v.id, 'P-' || n from variant v, generate_series(1, 60) n where v.sku = 'TEST-A';
    insert into stock_level (variant_id, location_id, lot_id)
      select t.variant_id, l.id, t.id from lot t, location l where t.code like 'P-%' and l.code = 'WEST'`);
  const first = await stockLevels(wren, { q: "test-a" });
  expect(first.rows).toHaveLength(50);
  const second = await stockLevels(wren, { q: "test-a", cursor: first.nextCursor ?? "" });
  const ids = [...first.rows, ...second.rows].map((row) => row.levelId);
  expect([ids.length, new Set(ids).size, second.nextCursor]).toEqual([62, 62, null]);
  await expect(stockLevels(wren, { cursor: "nonsense" })).rejects.toThrow("Start from the first page");
});

test("a SKU's page as of a moment shows the sums of its ledger up to then", async () => {
  const order = await house.pending([{ sku: "TEST-B", quantity: 4 }]);
  const now = await skuPage(wren, "TEST-B", null);
  expect(now?.levels[0]).toMatchObject({ place: "EAST", available: 16, reserved: 4, onHand: 20 });
  expect(now?.reservations).toMatchObject([
    { order: order.number, quantity: 4, status: "reserved", place: "EAST" },
  ]);
  const before = await skuPage(wren, "TEST-B", after(today, -minutes(1)));
  expect(before?.levels[0]).toMatchObject({ available: 30, reserved: 0, onHand: 30 });
  const long = await skuPage(wren, "TEST-B", after(opening, -days(1)));
  expect(long?.levels[0]).toMatchObject({ available: 0, onHand: 0 });
  expect(await skuPage(wren, "NO-SUCH", null)).toBeNull();
});

test("the ledger tells each move's cause and what was available after it, on every page alike", async () => {
  for (let i = 1; i <= 60; i++)
    await update(after(today, minutes(i)), {
      sku: "TEST-A",
      location: "EAST",
      kind: "adjust",
      quantity: -1,
      reason: "Lost",
    });
  await update(after(today, minutes(90)), {
    sku: "TEST-A",
    location: "WEST",
    kind: "count",
    quantity: 25,
    reason: "Cycle count",
  });
  const first = await ledgerOf(wren, "TEST-A");
  expect(first.rows[0]).toMatchObject({
    kind: "count",
    from: "adjustment",
    to: "available",
    quantity: 5,
    place: "WEST",
    available: 25,
    reason: "Cycle count",
    actor: "staff:Wren Castillo",
  });
  expect(first.rows[1]).toMatchObject({ place: "EAST", available: 40 });
  expect(first.rows).toHaveLength(50);
  const second = await ledgerOf(wren, "TEST-A", { before: first.nextBefore ?? 0 });
  const opened = second.rows.filter((row) => row.kind === "receive");
  expect(opened.map((row) => `${row.place} ${row.available}`).sort()).toEqual(["EAST 100", "WEST 20"]);
  expect(first.rows.at(-1)?.available).toBe((second.rows[0]?.available ?? 0) - 1);
  expect(second.nextBefore).toBeNull();

  const then = await ledgerOf(wren, "TEST-A", { asOf: after(today, minutes(10)) });
  expect(then.rows[0]).toMatchObject({ place: "EAST", available: 90 });
});
