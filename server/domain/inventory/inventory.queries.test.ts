import { afterAll, beforeAll, expect, test } from "vitest";
import { testShop } from "@/db/seed/test-fixtures";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { type Warehouse, warehouse } from "@/server/domain/shipment/testing";
import { after, days, minutes } from "@/server/kernel/clock";
import type { WithPorts } from "@/server/ports";
import { exportLevels } from "./export-levels";
import { stockLevels } from "./inventory.queries";
import { updateInventorySchema } from "./inventory.schema";
import { ledgerOf } from "./ledger.queries";
import { skuPage } from "./sku.queries";
import { undoMovement } from "./undo-movement";
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

test("levels are narrowed by bucket, by what is sold out, by category and by what is on its way", async () => {
  const goods = { sku: "TEST-A", location: "WEST" };
  await update(today, { ...goods, kind: "quarantine", quantity: 20, reason: "Recalled by supplier" });
  expect(await shown({ bucket: "unavailable" })).toEqual(["TEST-A WEST"]);
  expect(await shown({ bucket: "reserved" })).toEqual([]);
  // Set aside is not for sale.
  expect(await shown({ out: true, q: "test-a" })).toEqual(["TEST-A WEST"]);
  expect(await shown({ out: true, q: "test-a", place: "EAST" })).toEqual([]);
  expect(await shown({ category: "test", q: "test-b", place: "EAST" })).toEqual(["TEST-B EAST"]);
  expect(await shown({ category: "no-such" })).toEqual([]);
  await update(today, { ...goods, kind: "reinstate", quantity: 20, reason: "Checked and good" });

  expect(await shown({ incoming: true })).toEqual([]);
  await database.pool.query(`
    insert into supplier (id, code, name, currency, lead_time_days) values (gen_random_uuid(), 'NORTH', 'North', 'USD', 5);
    insert into purchase_order (id, number, supplier_id, location_id, status, automatic, currency, created_by, created_at, ordered_at)
      select gen_random_uuid(), 'PO-9001', f.id, l.id, 'partially_received', false, 'USD', 'x', now(), now()
        from supplier f, location l where l.code = 'WEST';
    insert into purchase_order_line (id, purchase_order_id, position, variant_id, supplier_sku, pack_size, cost_amount, quantity, received, given_up)
      select gen_random_uuid(), p.id, 1, v.id, 'X', 1, 100, 24, 10, 2 from purchase_order p, variant v where v.sku = 'TEST-A';
    insert into transfer (id, number, from_location_id, to_location_id, status, reason, sent_by, sent_at)
      select gen_random_uuid(), 'TR-9001', e.id, w.id, 'partially_received', 'Balance', 'x', now()
        from location e, location w where e.code = 'EAST' and w.code = 'WEST';
    insert into transfer_line (id, transfer_id, position, variant_id, quantity, received, lost)
      select gen_random_uuid(), t.id, 1, v.id, 9, 3, 1 from transfer t, variant v where v.sku = 'TEST-A'`);
  expect(await shown({ incoming: true })).toEqual(["TEST-A WEST"]);
  const [west] = (await stockLevels(wren, { incoming: true })).rows;
  expect(west?.incoming).toBe(12 + 5);
  const page = await skuPage(wren, "TEST-A", null);
  expect(page?.incoming).toMatchObject([
    { kind: "transfer", number: "TR-9001", from: "EAST", place: "WEST", units: 5 },
    { kind: "purchase", number: "PO-9001", from: "North", place: "WEST", units: 12 },
  ]);
  expect((await skuPage(wren, "TEST-A", null, "EAST"))?.incoming).toEqual([]);
});

test("a lot is found by its code, and goods that don't expire are not among those that do", async () => {
  expect(await shown({ q: "LOT-LATE" })).toEqual(["TEST-FOOD EAST LOT-LATE", "TEST-FOOD WEST LOT-LATE"]);
  expect(await shown({ sort: "expiry", place: "EAST" })).toEqual([
    "TEST-FOOD EAST LOT-EARLY",
    "TEST-FOOD EAST LOT-LATE",
  ]);
});

test.each(["sku", "available", "-available", "expiry"] as const)(
  "pages by %s go on where the last one ended, and miss nothing",
  async (sort) => {
    await database.pool.query(`
      insert into lot (id, variant_id, code, expires_at)
        select gen_random_uuid(), v.id, '${sort}-' || n, timestamptz '2027-01-01' + make_interval(days => n / 7)
          from variant v, generate_series(1, 60) n where v.sku = 'TEST-A';
      insert into stock_level (variant_id, location_id, lot_id)
        select t.variant_id, l.id, t.id from lot t, location l where t.code like '${sort}-%' and l.code = 'WEST'`);
    const whole = (await stockLevels(wren, { q: "test-", sort }, 1000)).rows;
    const ids: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await stockLevels(wren, { q: "test-", sort, cursor }, 7);
      ids.push(...page.rows.map((row) => row.levelId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(ids).toEqual(whole.map((row) => row.levelId));
    expect(new Set(ids).size).toBe(ids.length);
    const keys = whole.map((row) => (sort === "expiry" ? Date.parse(row.expiresAt ?? "") : row.available));
    if (sort !== "sku")
      expect(keys).toEqual([...keys].sort((a, b) => (sort === "-available" ? b - a : a - b)));
    await database.pool.query(`
      delete from stock_level where lot_id in (select id from lot where code like '${sort}-%');
      delete from lot where code like '${sort}-%'`);
  },
);

test.each(["nonsense", Buffer.from('["a", 1]').toString("base64url")])(
  "a page link that is not ours is refused: %s",
  async (cursor) => {
    await expect(stockLevels(wren, { cursor, sort: "available" })).rejects.toThrow(
      "Start from the first page",
    );
  },
);

test("the exported list is the filtered one, with its time zone in the head", async () => {
  const lines: string[] = [];
  for await (const part of exportLevels(wren, { q: "test-food", place: "EAST" }, "America/New_York"))
    lines.push(...part.trim().split("\r\n"));
  expect(lines[0]).toContain("Low since (America/New_York)");
  expect(lines.slice(1)).toEqual([
    "TEST-FOOD,Test food,,EAST,LOT-EARLY,2026-12-01,20,0,0,0,20,0,,,",
    "TEST-FOOD,Test food,,EAST,LOT-LATE,2027-01-30,20,0,0,0,20,0,,,",
  ]);
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
  const second = await ledgerOf(wren, "TEST-A", { from: first.nextFrom ?? 0 });
  const opened = second.rows.filter((row) => row.kind === "receive");
  expect(opened.map((row) => `${row.place} ${row.available}`).sort()).toEqual(["EAST 100", "WEST 20"]);
  expect(first.rows.at(-1)?.available).toBe((second.rows[0]?.available ?? 0) - 1);
  expect(second.nextFrom).toBeNull();

  const then = await ledgerOf(wren, "TEST-A", { asOf: after(today, minutes(10)) });
  expect(then.rows[0]).toMatchObject({ place: "EAST", available: 90 });
});

test("a row that was undone names what undid it, and neither can be undone again", async () => {
  const at = after(today, days(2));
  const { movements } = await update(at, {
    ...{ sku: "TEST-B", location: "WEST", kind: "receive", quantity: 9, damaged: 2 },
    reason: "Delivery from supplier",
  });
  const received = (await ledgerOf(wren, "TEST-B", { place: "WEST" })).rows;
  expect(received.map(({ quantity, to, undoable }) => ({ quantity, to, undoable }))).toEqual([
    { quantity: 2, to: "unavailable", undoable: true },
    { quantity: 7, to: "available", undoable: true },
  ]);
  const [good = 0] = movements;
  const back = await undoMovement({ ...wren, now: after(at, minutes(1)) }, { movement: good });
  const { rows } = await ledgerOf(wren, "TEST-B", { place: "WEST" });
  expect(rows[0]).toMatchObject({ id: back.movement, undoes: good, undoneBy: null, undoable: false });
  expect(rows[0]).toMatchObject({ available: 0, onHand: 2 });
  expect(rows.find(({ id }) => id === good)).toMatchObject({ undoneBy: back.movement, undoable: false });
  // A later count has taken into account what came in damaged.
  expect(rows[1]).toMatchObject({ quantity: 2, undoable: true });
  await update(after(at, minutes(2)), {
    ...{ sku: "TEST-B", location: "WEST", kind: "count", quantity: 3, reason: "Cycle count" },
  });
  const counted = (await ledgerOf(wren, "TEST-B", { place: "WEST", kind: "receive" })).rows;
  expect(counted.every(({ undoable }) => !undoable)).toBe(true);
});

test("the ledger begins with the row that is asked for", async () => {
  const { rows } = await ledgerOf(wren, "TEST-B");
  const third = rows[2];
  const from = await ledgerOf(wren, "TEST-B", { from: third?.id });
  expect(from.rows[0]).toEqual(third);
  expect(from.rows).toEqual(rows.slice(2));
});

test("a transfer's and a purchase order's moves lead to them", async () => {
  await database.pool.query(`
    insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, purchase_order_id, actor, occurred_at)
      select s.id, 'receive', 'supplier', 'available', 1, (select id from purchase_order where number = 'PO-9001'), 'x', '2026-11-28'
        from stock_level s join variant v on v.id = s.variant_id join location l on l.id = s.location_id
       where v.sku = 'TEST-A' and l.code = 'WEST' and s.lot_id is null;
    insert into stock_movement (stock_level_id, kind, from_place, to_place, quantity, transfer_id, actor, occurred_at)
      select stock_level_id, 'transfer', 'available', 'location', 1, (select id from transfer where number = 'TR-9001'), 'x', '2026-11-29'
        from stock_movement where purchase_order_id is not null`);
  const { rows } = await ledgerOf(wren, "TEST-A", { place: "WEST" });
  expect(rows.slice(0, 2)).toMatchObject([
    { transfer: "TR-9001", kind: "transfer", undoable: false },
    { purchaseOrder: "PO-9001", kind: "receive", undoable: true },
  ]);
});
