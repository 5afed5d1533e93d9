import { afterAll, expect, test } from "vitest";
import { testDatabase } from "../testing";
import { testShop } from "./test-fixtures";

const made = await Promise.all([testDatabase(), testDatabase()]);
const [plain, chosen] = made;
afterAll(() => Promise.all(made.map((database) => database.drop())));

test("the test shop holds 100 of everything in EAST, the food split over two lots", async () => {
  const shop = await testShop(plain.pool);
  const { rows } = await plain.pool.query<{ id: number; available: number }>(
    "select id::int, available from stock_level",
  );
  const units = Object.fromEntries(rows.map((row) => [row.id, row.available]));
  const food = shop.variants["TEST-FOOD"];
  expect(units[shop.variants["TEST-A"].levels.EAST]).toBe(100);
  expect(units[shop.variants["TEST-A"].levels.WEST]).toBe(0);
  expect(food.lots.map((lot) => [lot.code, units[lot.levels.EAST]])).toEqual([
    ["LOT-EARLY", 50],
    ["LOT-LATE", 50],
  ]);
  expect(food.levels).toEqual(food.lots[0]?.levels);
});

test("a test can choose the stock and the reorder points", async () => {
  const now = new Date("2026-03-01T12:00:00Z");
  const shop = await testShop(chosen.pool, {
    now,
    stock: { "TEST-A": { WEST: 3 }, "TEST-FOOD": { EAST: 5 } },
    reorderPoint: { "TEST-B": 20 },
  });
  const { rows } = await chosen.pool.query<{ id: number; on_hand: number; moved: number }>(
    `select l.id::int, on_hand, coalesce(sum(m.quantity), 0)::int as moved
     from stock_level l left join stock_movement m on m.stock_level_id = l.id group by l.id`,
  );
  expect(rows.filter((row) => row.on_hand !== row.moved)).toEqual([]);
  const units = Object.fromEntries(rows.map((row) => [row.id, row.on_hand]));
  expect(units[shop.variants["TEST-A"].levels.EAST]).toBe(0);
  expect(units[shop.variants["TEST-A"].levels.WEST]).toBe(3);
  expect(shop.variants["TEST-FOOD"].lots.map((lot) => units[lot.levels.EAST])).toEqual([3, 2]);
  expect(shop.variants["TEST-FOOD"].lots[0]?.expiresAt).toEqual(new Date("2026-03-31T12:00:00Z"));
  const rules = await chosen.pool.query(
    "select variant_id, location_id, reorder_point, reorder_up_to from reorder_rule",
  );
  expect(rules.rows).toEqual([
    {
      variant_id: shop.variants["TEST-B"].id,
      location_id: shop.locations.EAST,
      reorder_point: 20,
      reorder_up_to: 50,
    },
  ]);
});
