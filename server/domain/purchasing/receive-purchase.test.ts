import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { undoMovement } from "@/server/domain/inventory/undo-movement";
import { after, days } from "@/server/kernel/clock";
import { newId } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { giveUpRest } from "./give-up-rest";
import { linesOf, ordered, receive, statusOf } from "./testing";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 0 }, "TEST-B": { EAST: 0 }, "TEST-FOOD": { EAST: 0 } },
    supplier: {
      items: { "TEST-A": { cost: 400 }, "TEST-B": { cost: 900, pack: 6 }, "TEST-FOOD": { cost: 120 } },
    },
  });
  // TEST-FOOD alone has a shelf life.
  await shop.rows(
    `insert into category (id, slug, name, shelf_life_margin_days) values ('${newId()}', 'hardware', 'Hardware', 0)`,
  );
  await shop.rows(
    `update product set category_id = (select id from category where slug = 'hardware') where slug <> 'test-food'`,
  );
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const stock = async (sku: string) =>
  (
    await shop.rows<{ available: number; unavailable: number }>(
      `select sum(available)::int as available, sum(unavailable)::int as unavailable from stock_level s
         join variant v on v.id = s.variant_id where v.sku = $1`,
      [sku],
    )
  )[0] ?? { available: 0, unavailable: 0 };

const inDays = (n: number) => after(shop.ctx().now, days(n)).toISOString().slice(0, 10);

test("an order is received in three parts, one of them damaged", async () => {
  const before = await stock("TEST-A");
  const number = await ordered(shop, [
    { sku: "TEST-A", quantity: 10 },
    { sku: "TEST-B", quantity: 6 },
  ]);

  expect(await receive(shop, number, [{ sku: "TEST-A", quantity: 4 }])).toMatchObject({
    status: "partially_received",
    awaited: 12,
  });
  expect(
    await receive(shop, number, [
      { sku: "TEST-A", quantity: 3, damaged: 1 },
      { sku: "TEST-B", quantity: 6 },
    ]),
  ).toMatchObject({ status: "partially_received", units: 9, damaged: 1, awaited: 3 });
  expect(await receive(shop, number, [{ sku: "TEST-A", quantity: 3 }])).toMatchObject({
    status: "received",
    awaited: 0,
  });

  expect(await stock("TEST-A")).toEqual({
    available: before.available + 9,
    unavailable: before.unavailable + 1,
  });
  expect(await linesOf(shop, number)).toMatchObject([
    { received: 10, damaged: 1 },
    { received: 6, damaged: 0 },
  ]);
  const moves = await shop.rows(
    `select m.to_place, sum(m.quantity)::int as units from stock_movement m
       join purchase_order o on o.id = m.purchase_order_id where o.number = $1 and m.from_place = 'supplier' group by 1 order by 1`,
    [number],
  );
  expect(moves).toEqual([
    { to_place: "available", units: 15 },
    { to_place: "unavailable", units: 1 },
  ]);
  const facts = await shop.rows(
    `select name, payload ->> 'complete' as complete, payload ->> 'damaged' as damaged from event
      where payload ->> 'purchaseOrderNumber' = $1 and name in ('InventoryReceived', 'PurchaseOrderReceived') order by id`,
    [number],
  );
  expect(facts.map((row) => `${row.name} ${row.complete ?? ""} ${row.damaged}`)).toEqual([
    "InventoryReceived  0",
    "PurchaseOrderReceived false 0",
    "InventoryReceived  1",
    "InventoryReceived  0",
    "PurchaseOrderReceived false 1",
    "InventoryReceived  0",
    "PurchaseOrderReceived true 0",
  ]);
});

test("the same press books once: one after the other, and twenty at once", async () => {
  const before = await stock("TEST-A");
  const number = await ordered(shop, [{ sku: "TEST-A", quantity: 100 }]);
  const key = crypto.randomUUID();
  const first = await receive(shop, number, [{ sku: "TEST-A", quantity: 5 }], key);
  expect(await receive(shop, number, [{ sku: "TEST-A", quantity: 5 }], key)).toEqual(first);

  const other = crypto.randomUUID();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => receive(shop, number, [{ sku: "TEST-A", quantity: 3 }], other)),
  );
  expect(new Set(answers.map((answer) => answer.movements.join())).size).toBe(1);
  expect((await stock("TEST-A")).available).toBe(before.available + 8);

  await expect(receive(shop, number, [{ sku: "TEST-A", quantity: 6 }], key)).rejects.toMatchObject({
    kind: "idempotency_conflict",
  });
  // Also after the order is closed: the answer was lost, the goods were not.
  await giveUpRest(shop.ctx(), { purchaseOrder: number, note: "Sold out" });
  expect(await receive(shop, number, [{ sku: "TEST-A", quantity: 5 }], key)).toMatchObject({
    movements: first.movements,
  });
});

test("twenty people receiving one order at once take in exactly what was ordered", async () => {
  const before = await stock("TEST-A");
  const number = await ordered(shop, [{ sku: "TEST-A", quantity: 30 }]);
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => receive(shop, number, [{ sku: "TEST-A", quantity: 4 }])),
  );
  expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(7);
  expect((await stock("TEST-A")).available).toBe(before.available + 28);
  await receive(shop, number, [{ sku: "TEST-A", quantity: 2 }]);
  expect(await statusOf(shop, number)).toBe("received");
});

test("more than was ordered is refused with what is still awaited, unless the shop allows it", async () => {
  const number = await ordered(shop, [{ sku: "TEST-A", quantity: 20 }]);
  await receive(shop, number, [{ sku: "TEST-A", quantity: 18 }]);
  const before = await stock("TEST-A");
  const tooMany = [
    { sku: "TEST-A", quantity: 2 },
    { sku: "TEST-A", quantity: 2, damaged: 2 },
  ];
  await expect(receive(shop, number, tooMany)).rejects.toMatchObject({
    kind: "invalid_input",
    message: "2 of TEST-A are still awaited; 4 are too many.",
  });
  expect(await stock("TEST-A")).toEqual(before);
  await shop.set("overReceiptPercent", 10);
  expect(await receive(shop, number, tooMany)).toMatchObject({ status: "received", awaited: 0 });
  await shop.set("overReceiptPercent", 0);
  await expect(receive(shop, number, [{ sku: "TEST-A", quantity: 1 }])).rejects.toMatchObject({
    kind: "invalid_transition",
    message: `${number} is received already; nothing can be received on it.`,
  });
});

test("goods with a shelf life come in with lot and date, and the lot knows who sent it", async () => {
  const number = await ordered(shop, [{ sku: "TEST-FOOD", quantity: 40 }]);
  const food = (over: Record<string, unknown>) =>
    receive(shop, number, [{ sku: "TEST-FOOD", quantity: 5, ...over }]);
  await expect(food({})).rejects.toMatchObject({ details: { field: "lot" } });
  await expect(food({ lot: "R-1" })).rejects.toMatchObject({ details: { field: "expiresAt" } });
  await expect(food({ lot: "R-1", expiresAt: inDays(-1) })).rejects.toMatchObject({
    details: { expired: true },
  });
  await expect(food({ lot: "R-1", expiresAt: inDays(5) })).rejects.toMatchObject({
    details: { shortLife: true },
  });
  await food({ lot: "R-1", expiresAt: inDays(5), shortLifeAccepted: true });
  await food({ lot: "R-0", expiresAt: inDays(-1), damaged: 5 });
  // A lot that has been here before need not be dated again, and can't be dated otherwise.
  await food({ lot: "LOT-LATE" });
  await expect(food({ lot: "LOT-LATE", expiresAt: inDays(300) })).rejects.toMatchObject({
    message: expect.stringContaining("is known to expire"),
  });
  const lots = await shop.rows(
    `select t.code, s.available, s.unavailable, u.code as supplier from lot t join stock_level s on s.lot_id = t.id
       left join supplier u on u.id = t.supplier_id where t.code like 'R-%' order by t.code`,
  );
  expect(lots).toEqual([
    { code: "R-0", available: 0, unavailable: 5, supplier: "TESTCO" },
    { code: "R-1", available: 5, unavailable: 0, supplier: "TESTCO" },
  ]);
});

test("many receipts of the same new lots from several orders don't stand in each other's way", async () => {
  const numbers = await Promise.all(
    Array.from({ length: 8 }, () => ordered(shop, [{ sku: "TEST-FOOD", quantity: 20 }])),
  );
  const lots = ["X-1", "X-2", "X-3", "X-4"];
  await Promise.all(
    numbers.map((number, place) =>
      receive(
        shop,
        number,
        (place % 2 ? lots : [...lots].reverse()).map((lot) => ({
          sku: "TEST-FOOD",
          quantity: 5,
          lot,
          expiresAt: inDays(60),
        })),
      ),
    ),
  );
  const rows = await shop.rows<{ available: number }>(
    "select s.available from lot t join stock_level s on s.lot_id = t.id where t.code like 'X-%'",
  );
  expect(rows.map((row) => row.available)).toEqual([40, 40, 40, 40]);
});

test("what is taken back is awaited again, and what is given up no longer", async () => {
  const number = await ordered(shop, [{ sku: "TEST-A", quantity: 10 }]);
  const { movements } = await receive(shop, number, [{ sku: "TEST-A", quantity: 10, damaged: 2 }]);
  expect(await statusOf(shop, number)).toBe("received");
  for (const movement of movements) await undoMovement(shop.ctx(), { movement });
  expect(await statusOf(shop, number)).toBe("ordered");
  await expect(giveUpRest(shop.ctx(), { purchaseOrder: number, note: "Gone" })).rejects.toMatchObject({
    kind: "invalid_transition",
  });
  await receive(shop, number, [{ sku: "TEST-A", quantity: 7 }]);
  expect(await giveUpRest(shop.ctx(), { purchaseOrder: number, note: "Out of stock there" })).toEqual({
    number,
    units: 3,
  });
  expect(await statusOf(shop, number)).toBe("received");
  expect(await linesOf(shop, number)).toMatchObject([{ received: 7, damaged: 0, given_up: 3 }]);
});

test("a draft can't be received, nor a line of another order", async () => {
  const mine = await ordered(shop, [{ sku: "TEST-A", quantity: 1 }]);
  await expect(receive(shop, "PO-1", [])).rejects.toThrow();
  const { receivePurchase } = await import("./receive-purchase");
  await expect(
    receivePurchase(shop.ctx(), { purchaseOrder: mine, lines: [{ line: newId(), quantity: 1 }] }),
  ).rejects.toMatchObject({ kind: "not_found" });
});
