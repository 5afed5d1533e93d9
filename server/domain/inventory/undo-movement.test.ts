import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { linesOf, ordered, receive, statusOf } from "@/server/domain/purchasing/testing";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { updateInventorySchema } from "./inventory.schema";
import { undoMovement } from "./undo-movement";
import { updateInventory } from "./update-inventory";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 10 }, "TEST-B": { EAST: 10 } },
    supplier: { items: { "TEST-A": { cost: 400 }, "TEST-B": { cost: 900 } } },
  });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const update = async (input: Record<string, unknown>) => {
  const done = await updateInventory(
    shop.ctx(),
    updateInventorySchema.parse({ sku: "TEST-A", location: "EAST", quantity: 1, reason: "test", ...input }),
  );
  return { ...done, movement: done.movements[0] ?? 0 };
};
const undo = (movement: number) => undoMovement(shop.ctx(), { movement });
const standing = async (sku = "TEST-A") =>
  (
    await shop.rows(
      `select available, unavailable from stock_level s join variant v on v.id = s.variant_id
         join location l on l.id = s.location_id where v.sku = $1 and l.code = 'EAST'`,
      [sku],
    )
  )[0];

test("every change by hand can be taken back, and the ledger tells both", async () => {
  await update({ kind: "quarantine", quantity: 4 });
  for (const change of [
    { kind: "receive", quantity: 5 },
    { kind: "adjust", quantity: -2 },
    { kind: "adjust", quantity: 2 },
    { kind: "count", quantity: 7 },
    { kind: "quarantine", quantity: 3 },
    { kind: "reinstate", quantity: 3 },
    { kind: "dispose", quantity: 2 },
    { kind: "return_to_supplier", quantity: 2 },
  ]) {
    const before = await standing();
    const { movement } = await update(change);
    expect(await standing(), change.kind).not.toEqual(before);
    const undone = await undo(movement);
    expect(await standing(), change.kind).toEqual(before);
    const [row] = await shop.rows("select undoes::int, reason from stock_movement where id = $1", [
      undone.movement,
    ]);
    expect(row).toEqual({ undoes: movement, reason: "Undo: test" });
  }
  const [event] = await shop.rows(
    "select payload ->> 'kind' as kind, payload ->> 'quantity' as units from event order by id desc limit 1",
  );
  expect(event).toEqual({ kind: "undo", units: "2" });
});

test("pressed twice, or by twenty at once, it is undone once", async () => {
  const { movement } = await update({ kind: "receive", quantity: 6 });
  const before = await standing();
  const answers = await Promise.all(Array.from({ length: 20 }, () => undo(movement)));
  expect(new Set(answers.map((answer) => answer.movement)).size).toBe(1);
  expect(answers.filter((answer) => answer.changed !== 0)).toHaveLength(1);
  expect(await standing()).toEqual({ ...before, available: Number(before?.available) - 6 });
});

test("units that an order holds by now stand in the way", async () => {
  const { movement, levels } = await update({ sku: "TEST-B", kind: "receive", quantity: 5 });
  const order = await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: levels.available - 2 }]);
  await expect(undo(movement)).rejects.toMatchObject({
    kind: "invalid_transition",
    message: expect.stringContaining("Only 2 of 5 units of TEST-B can still be taken off sale in EAST"),
  });
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
  await undo(movement);
});

test("what was set aside and then disposed of goes back in that order only", async () => {
  await update({ sku: "TEST-B", kind: "count", quantity: 10 });
  const aside = await update({ sku: "TEST-B", kind: "quarantine", quantity: 3 });
  const gone = await update({ sku: "TEST-B", kind: "dispose", quantity: 3 });
  await expect(undo(aside.movement)).rejects.toMatchObject({
    message: expect.stringContaining("Undo that first"),
  });
  await undo(gone.movement);
  await undo(aside.movement);
  expect(await standing("TEST-B")).toEqual({ available: 10, unavailable: 0 });
});

test("a shelf that was counted since is not made wrong again", async () => {
  const received = await update({ sku: "TEST-B", kind: "receive", quantity: 10 });
  const counted = await update({ sku: "TEST-B", kind: "count", quantity: 11 });
  await expect(undo(received.movement)).rejects.toMatchObject({
    message: expect.stringContaining("was counted since"),
  });
  await undo(counted.movement);
  await undo(received.movement);
});

test("a receipt that is taken back is awaited again, line by line, until the order is as if nothing had come", async () => {
  const number = await ordered(shop, [{ sku: "TEST-A", quantity: 6 }]);
  const came = { sku: "TEST-A", lot: "R-1", expiresAt: "2099-01-01" };
  const { movements } = await receive(shop, number, [{ ...came, quantity: 6, damaged: 2 }]);
  expect(await statusOf(shop, number)).toBe("received");
  const [good = 0, damaged = 0] = movements;
  await undo(damaged);
  expect([await statusOf(shop, number), await linesOf(shop, number)]).toMatchObject([
    "partially_received",
    [{ received: 4, damaged: 0 }],
  ]);
  await Promise.all([undo(good), undo(good), undo(damaged)]);
  expect([await statusOf(shop, number), await linesOf(shop, number)]).toMatchObject([
    "ordered",
    [{ received: 0, damaged: 0 }],
  ]);
  await receive(shop, number, [{ ...came, quantity: 6 }]);
  expect(await statusOf(shop, number)).toBe("received");
});

test("an undo is not undone, nor what an order did, nor what is not there", async () => {
  const { movement } = await update({ kind: "receive" });
  const back = await undo(movement);
  await expect(undo(back.movement)).rejects.toMatchObject({
    message: "This can't be undone. It takes another move back; book the change again instead.",
  });
  await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 1 }]);
  const [reserved] = await shop.rows<{ id: number }>("select max(id)::int as id from stock_movement");
  await expect(undo(reserved?.id ?? 0)).rejects.toMatchObject({
    message: expect.stringContaining("followed from an order"),
  });
  await expect(undo(999_999)).rejects.toMatchObject({ kind: "not_found" });
});

test("units of a lot that has expired since stay set aside", async () => {
  const lot = { sku: "TEST-FOOD", lot: "L-SOON", quantity: 2 };
  await update({ ...lot, kind: "receive", expiresAt: "2099-01-01" });
  const { movement } = await update({ ...lot, kind: "quarantine" });
  await shop.rows("update lot set expires_at = '2020-01-01' where code = 'L-SOON'");
  await expect(undo(movement)).rejects.toMatchObject({
    message: expect.stringContaining("expired on 2020-01-01"),
  });
});
