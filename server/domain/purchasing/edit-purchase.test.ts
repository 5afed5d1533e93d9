import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/server/kernel/ctx";
import { asId, newId } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import { cancelPurchase } from "./cancel-purchase";
import { draftPurchase } from "./draft-purchase";
import { editPurchase } from "./edit-purchase";
import { orderPurchase } from "./order-purchase";
import { roundingWords } from "./purchase-lines";
import { listPurchaseOrders } from "./purchase-list.queries";
import { purchaseOrderView } from "./purchase-order.queries";
import { findPurchaseOrder } from "./purchase-order.store";
import { dockOf } from "./receipt.queries";
import { drafted, linesOf, ordered, receive, statusOf } from "./testing";

let shop: TestApp;
const manager: Actor = {
  kind: "staff",
  id: asId("01890000-0000-7000-8000-000000000001"),
  name: "Mo",
  role: "manager",
};
beforeAll(async () => {
  shop = await testApp({
    pool: 20,
    supplier: {
      leadTimeDays: 5,
      items: { "TEST-A": { cost: 400 }, "TEST-B": { cost: 900, pack: 6, minimum: 12 } },
    },
  });
  await shop.rows("update category set shelf_life_margin_days = 0");
});
afterAll(() => shop.drop());

const ctx = () => shop.ctx(manager);
const edit = (number: string, change: Partial<Parameters<typeof editPurchase>[1]>) =>
  editPurchase(ctx(), { purchaseOrder: number, lines: [], remove: [], add: [], ...change });
const lineId = async (number: string, sku: string) =>
  (await linesOf(shop, number)).find((line) => line.sku === sku)?.id ?? "";

test("a draft is opened once, however often it is pressed", async () => {
  const input = {
    id: newId(),
    supplier: "TESTCO",
    location: "EAST",
    lines: [{ sku: "TEST-A", quantity: 3 }],
  };
  const answers = await Promise.all(Array.from({ length: 5 }, () => draftPurchase(ctx(), input)));
  expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
  expect(await linesOf(shop, answers[0]?.number ?? "")).toMatchObject([{ sku: "TEST-A", quantity: 3 }]);
});

test("quantities are raised to whole packs and the minimum, and the person hears it", async () => {
  const number = await drafted(shop, [{ sku: "TEST-A", quantity: 3 }]);
  const added = await edit(number, { add: [{ sku: "test-b", quantity: 5 }] });
  expect(added.rounded.map(roundingWords)).toEqual(["TEST-B: 5 became 12, 2 packs of 6."]);
  const line = await lineId(number, "TEST-B");
  const changed = await edit(number, { lines: [{ line, quantity: 13 }] });
  expect(changed).toMatchObject({ rounded: [{ asked: 13, quantity: 18 }], changes: ["TEST-B 12 → 18"] });
});

test("what a form did not show stays, and what is gone is told", async () => {
  const number = await drafted(shop, [
    { sku: "TEST-A", quantity: 3 },
    { sku: "TEST-B", quantity: 12 },
  ]);
  const [a, b] = [await lineId(number, "TEST-A"), await lineId(number, "TEST-B")];
  await edit(number, { remove: [a], note: "Ring twice" });
  expect(await linesOf(shop, number)).toMatchObject([{ sku: "TEST-B", quantity: 12 }]);
  // Somebody else took it off first: quiet when that was the wish, told when it was to be changed.
  expect((await edit(number, { remove: [a] })).changes).toEqual([]);
  await expect(edit(number, { lines: [{ line: a, quantity: 4 }] })).rejects.toMatchObject({
    kind: "not_found",
  });
  expect((await edit(number, { lines: [{ line: b, quantity: 12 }] })).changes).toEqual([]);
  await expect(edit(number, { add: [{ sku: "TEST-B", quantity: 6 }] })).rejects.toMatchObject({
    message: "TEST-B is on this order already. Change its quantity there.",
  });
  await expect(edit(number, { add: [{ sku: "TEST-FOOD", quantity: 6 }] })).rejects.toMatchObject({
    message: expect.stringContaining("Test Company does not sell us TEST-FOOD"),
  });
});

test("ordering sets the day it is expected by its slowest item; after that nothing can be changed", async () => {
  await shop.rows(
    "update supplier_item set lead_time_days = 9 where variant_id = (select id from variant where sku = 'TEST-B')",
  );
  const number = await drafted(shop, [
    { sku: "TEST-A", quantity: 3 },
    { sku: "TEST-B", quantity: 12 },
  ]);
  await orderPurchase(ctx(), await findPurchaseOrder(ctx(), number));
  const [row] = await shop.rows<{ days: number; ordered_by: string }>(
    "select extract(day from expected_at - ordered_at)::int as days, ordered_by from purchase_order where number = $1",
    [number],
  );
  expect(row).toEqual({ days: 9, ordered_by: "staff:Mo" });
  await expect(edit(number, { note: "Too late" })).rejects.toMatchObject({
    message: `${number} is ordered already; its lines can no longer be changed.`,
  });
  const empty = await drafted(shop, []);
  await expect(orderPurchase(ctx(), await findPurchaseOrder(ctx(), empty))).rejects.toMatchObject({
    message: `${empty} has no lines. Add what to order first.`,
  });
});

test("an order is cancelled before anything came, with a word once its supplier has it", async () => {
  const draft = await drafted(shop, []);
  await cancelPurchase(ctx(), { purchaseOrder: draft, note: "" });
  await cancelPurchase(ctx(), { purchaseOrder: draft, note: "" });
  expect(await statusOf(shop, draft)).toBe("cancelled");
  await expect(orderPurchase(ctx(), await findPurchaseOrder(ctx(), draft))).rejects.toMatchObject({
    kind: "invalid_transition",
  });

  const sent = await ordered(shop, [{ sku: "TEST-A", quantity: 4 }]);
  await expect(cancelPurchase(ctx(), { purchaseOrder: sent, note: "" })).rejects.toMatchObject({
    details: { field: "note" },
  });
  await receive(shop, sent, [{ sku: "TEST-A", quantity: 1 }]);
  await expect(
    cancelPurchase(ctx(), { purchaseOrder: sent, note: "Changed our mind" }),
  ).rejects.toMatchObject({
    message: `${sent} has come in part already; it can't be cancelled. Close what is missing instead.`,
  });
});

test("an order that is cancelled and received at the same moment is one or the other", async () => {
  const number = await ordered(shop, [{ sku: "TEST-A", quantity: 4 }]);
  const outcomes = await Promise.allSettled([
    cancelPurchase(ctx(), { purchaseOrder: number, note: "No" }),
    receive(shop, number, [{ sku: "TEST-A", quantity: 4 }]),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const [line] = await linesOf(shop, number);
  expect([await statusOf(shop, number), line?.received]).toEqual(
    outcomes[0]?.status === "fulfilled" ? ["cancelled", 0] : ["received", 4],
  );
});

test("the warehouse sees what is awaited and no cost at all; managers see both", async () => {
  const number = await ordered(shop, [{ sku: "TEST-B", quantity: 12 }]);
  await receive(shop, number, [{ sku: "TEST-B", quantity: 5, damaged: 2 }]);
  const bare = await purchaseOrderView(shop.ctx(), number, { money: false });
  expect(JSON.stringify(bare)).not.toMatch(/10800|\$108|"amount":\{/);
  expect(JSON.stringify(await dockOf(shop.ctx(), number))).not.toMatch(/cost|amount/i);
  expect(bare?.lines).toMatchObject([{ quantity: 12, received: 5, damaged: 2, awaited: 7, cost: null }]);
  const whole = await purchaseOrderView(shop.ctx(), number, { money: true });
  expect(whole?.total).toEqual({ amount: 10_800, currency: "USD" });
  expect(whole?.timeline.map(({ title, detail }) => `${title}: ${detail}`)).toEqual([
    "Draft opened: Test Company for EAST",
    "Ordered from Test Company: $108.00",
    "Received in part: 5 units, 2 damaged",
  ]);
  expect(whole?.receipts[0]?.moves).toMatchObject([
    { quantity: 3, damaged: false },
    { quantity: 2, damaged: true },
  ]);
});

test("the list turns its pages both ways and filters by what is in its address", async () => {
  const reader = shop.ctx();
  const all = await listPurchaseOrders(reader, {}, { limit: 500 });
  const first = await listPurchaseOrders(reader, {}, { limit: 3 });
  const second = await listPurchaseOrders(reader, {}, { limit: 3, after: first.older ?? "" });
  const back = await listPurchaseOrders(reader, {}, { limit: 3, before: second.newer ?? "" });
  const numbers = (page: typeof all) => page.rows.map((row) => row.number);
  expect([...numbers(first), ...numbers(second)]).toEqual(numbers(all).slice(0, 6));
  expect(numbers(back)).toEqual(numbers(first));
  expect(first.newer).toBeNull();

  const open = await listPurchaseOrders(reader, { status: "open" });
  expect(new Set(open.rows.map(({ status }) => status))).toEqual(
    new Set(["draft", "ordered", "partially_received"]),
  );
  expect((await listPurchaseOrders(reader, { place: "WEST" })).rows).toEqual([]);
  expect((await listPurchaseOrders(reader, { supplier: "TESTCO" })).rows).toHaveLength(all.rows.length);
  expect((await listPurchaseOrders(reader, { overdue: true })).rows).toEqual([]);
  const late = await listPurchaseOrders(
    { ...reader, now: new Date(reader.now.getTime() + 30 * 86_400_000) },
    { overdue: true },
  );
  expect(late.rows.length).toBeGreaterThan(0);
  expect(late.rows.every(({ overdue, status }) => overdue && status !== "received")).toBe(true);
});
