import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import type { Actor } from "@/server/kernel/ctx";
import { inTransaction } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/id";
import { paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { updateInventory } from "../inventory/update-inventory";
import { addCountLine } from "./add-count-line";
import { cancelCount, closeCount } from "./close-count";
import { countList, countSheet } from "./count.queries";
import { openCountSchema } from "./count.schema";
import { decideCountLines } from "./decide-count-lines";
import { enterCount } from "./enter-count";
import { openCount, openRecount } from "./open-count";
import { recountLine } from "./recount-line";
import { countReview } from "./review.queries";

let shop: TestApp;
const person = (name: string, role: string): Actor => ({ kind: "staff", id: newId<"user">(), name, role });
const wrenActor = person("Wren", "warehouse");
const ashActor = person("Ash", "warehouse");
const managerActor = person("Morgan", "manager");
const wren = () => shop.ctx(wrenActor);
const ash = () => shop.ctx(ashActor);
const manager = () => shop.ctx(managerActor);

beforeAll(async () => {
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 50, WEST: 10 }, "TEST-B": { EAST: 20 }, "TEST-FOOD": { EAST: 20 } },
  });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const open = (input: Record<string, unknown>) =>
  openCount(wren(), openCountSchema.parse({ location: "EAST", ...input }));
/** A list with one SKU, and its line. */
async function listOf(sku: string, location = "EAST") {
  const { number } = await open({ by: "skus", skus: sku, location });
  const { lines } = await countSheet(wren(), number);
  const [line] = lines;
  if (!line) throw new Error("The list is empty.");
  return { number, line: line.id, lines };
}
const available = async (sku: string, place = "EAST"): Promise<number> => {
  const [row] = await shop.rows<{ n: number }>(
    `select sum(s.available)::int n from stock_level s join variant v on v.id = s.variant_id
       join location l on l.id = s.location_id where v.sku = $1 and l.code = $2`,
    [sku, place],
  );
  return row?.n ?? 0;
};

describe("a list", () => {
  test("has the shelves of a place by lot, under the next number", async () => {
    const first = await open({ by: "category", category: "test" });
    const sheet = await countSheet(wren(), first.number);
    expect(sheet.lines.map(({ sku, lot }) => `${sku} ${lot ?? ""}`.trim())).toEqual([
      "TEST-A",
      "TEST-B",
      "TEST-FOOD LOT-EARLY",
      "TEST-FOOD LOT-LATE",
    ]);
    expect(sheet).toMatchObject({ name: "Test", place: "EAST", status: "open", total: 4, toCount: 4 });
    const second = await open({ by: "skus", skus: "TEST-B\nTEST-A, TEST-A", name: "Friday" });
    expect(Number(second.number.slice(3))).toBe(Number(first.number.slice(3)) + 1);
    expect(second.lines).toBe(2);
    // What is on an open list is not drawn for another one.
    await expect(open({ by: "random", limit: "5" })).rejects.toMatchObject({ kind: "invalid_input" });
    await cancelCount(wren(), first.number);
    await cancelCount(wren(), second.number);
    expect((await open({ by: "random", limit: "3" })).lines).toBe(3);
    for (const { number } of (await countList(wren(), undefined)).rows) await cancelCount(wren(), number);
  });

  test("takes the most valuable, the fastest, and those nobody counted for long", async () => {
    const skus = async (input: Record<string, unknown>) => {
      const { number } = await open(input);
      const { lines } = await countSheet(wren(), number);
      await cancelCount(wren(), number);
      return lines.map(({ sku, lot }) => lot ?? sku);
    };
    expect(await skus({ by: "value", limit: "2" })).toEqual(["TEST-A", "TEST-B"]);
    expect(await skus({ by: "movers", limit: "1" })).toHaveLength(1);
    expect(await skus({ by: "stale", days: "30", limit: "10" })).toHaveLength(4);
    const { number, line } = await listOf("TEST-B");
    await enterCount(wren(), { line, quantity: 20 });
    await closeCount(wren(), number);
    expect(await skus({ by: "stale", days: "30", limit: "10" })).toEqual(["TEST-A", "LOT-EARLY", "LOT-LATE"]);
  });

  test("names what is unknown", async () => {
    await expect(open({ by: "skus", skus: "NOPE TEST-A" })).rejects.toMatchObject({
      message: "There is no SKU NOPE.",
      details: { field: "skus" },
    });
    await expect(open({ by: "category", category: "none" })).rejects.toMatchObject({ kind: "not_found" });
    await expect(open({ by: "random", location: "MOON" })).rejects.toMatchObject({ kind: "not_found" });
  });
});

/** Every value in an answer, as text: ids and times may hold any digits, a figure stands alone. */
const valuesIn = (value: unknown): string[] =>
  typeof value === "object" && value !== null ? Object.values(value).flatMap(valuesIn) : [String(value)];

describe("counting a shelf", () => {
  test("books a small difference at once, tied to its count", async () => {
    const { number, line } = await listOf("TEST-A");
    expect(await enterCount(wren(), { line, quantity: 48 })).toEqual({
      counted: 48,
      status: "booked",
      difference: -2,
      left: 0,
      count: "open",
    });
    expect(
      await shop.rows(
        `select m.kind, m.quantity, m.from_place, m.reason, m.actor from stock_movement m
           join stock_count c on c.id = m.count_id where c.number = $1`,
        [number],
      ),
    ).toEqual([
      { kind: "count", quantity: 2, from_place: "available", reason: `Count ${number}`, actor: "staff:Wren" },
    ]);
    expect(await closeCount(wren(), number)).toEqual({ status: "closed" });
    expect(await closeCount(wren(), number)).toEqual({ status: "closed" });
    await expect(enterCount(ash(), { line, quantity: 40 })).rejects.toMatchObject({
      message: `Count ${number} is closed; nothing can be changed on it any more.`,
    });
  });

  test("is heard once, however often it is sent", async () => {
    const { number, line } = await listOf("TEST-A");
    const before = await available("TEST-A");
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => enterCount(wren(), { line, quantity: before - 3 })),
    );
    expect(new Set(answers.map((answer) => answer.difference))).toEqual(new Set([-3]));
    expect(await available("TEST-A")).toBe(before - 3);
    await expect(enterCount(ash(), { line, quantity: 7 })).rejects.toMatchObject({
      message: `Wren counted ${before - 3} here, and that is booked. Ask for a recount if it is wrong.`,
    });
    await closeCount(wren(), number);
  });

  test("never tells the counter what the books expect before it is booked", async () => {
    const { number, line } = await listOf("TEST-A");
    const secret = String(await available("TEST-A"));
    expect(valuesIn(await countSheet(wren(), number))).not.toContain(secret);
    const answer = await enterCount(wren(), { line, quantity: 999 });
    expect(answer).toEqual({
      counted: 999,
      status: "to_approve",
      difference: null,
      left: 0,
      count: "review",
    });
    const sheet = await countSheet(wren(), number);
    expect(sheet.lines[0]).toMatchObject({ counted: 999, difference: null });
    expect(Object.keys(sheet.lines[0] ?? {})).not.toContain("expected");
    expect(valuesIn([answer, sheet.lines[0]])).not.toContain(secret);
    const [row] = (await countReview(manager(), number)).waiting;
    expect(row).toMatchObject({ expected: Number(secret), counted: 999 });
    await decideCountLines(manager(), { number, decision: "leave" });
    expect(valuesIn((await countSheet(wren(), number)).lines)).not.toContain(secret);
    expect((await countSheet(wren(), number)).lines[0]?.difference).toBeNull();
  });

  test("entered again before it is booked replaces the figure", async () => {
    const { number, line } = await listOf("TEST-A");
    const now = await available("TEST-A");
    await enterCount(wren(), { line, quantity: 9 });
    expect(await enterCount(ash(), { line, quantity: now })).toMatchObject({
      status: "booked",
      difference: 0,
    });
    expect(
      await shop.rows(
        "select 1 from stock_movement m join stock_count c on c.id = m.count_id where c.number = $1",
        [number],
      ),
    ).toEqual([]);
  });

  test("by two people at once books one of the figures, and the other hears of it", async () => {
    const { number, line } = await listOf("TEST-A");
    const now = await available("TEST-A");
    const both = await Promise.allSettled([
      enterCount(wren(), { line, quantity: now - 1 }),
      enterCount(ash(), { line, quantity: now - 2 }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect([now - 1, now - 2]).toContain(await available("TEST-A"));
    await closeCount(wren(), number);
  });

  test("is of all units on the shelf; what orders hold is not taken away unasked", async () => {
    const order = await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 18 }]);
    const { number, line } = await listOf("TEST-B");
    expect(await enterCount(wren(), { line, quantity: 17 })).toMatchObject({ status: "to_approve" });
    const [row] = (await countReview(manager(), number)).waiting;
    expect(row).toMatchObject({ difference: -3, available: 2 });
    await expect(decideCountLines(manager(), { number, decision: "approve" })).rejects.toMatchObject({
      kind: "invalid_transition",
      message:
        "3 of TEST-B are missing, but only 2 can be booked away; the rest is held by orders. Move or cancel those orders first, or ask for a recount.",
    });
    await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
    expect(await decideCountLines(manager(), { number, decision: "approve" })).toMatchObject({
      decided: 1,
      status: "closed",
    });
    expect(await available("TEST-B")).toBe(17);
  });

  test("adds what is found beside the list, by lot where goods are kept by lot", async () => {
    const { number, line } = await listOf("TEST-A");
    await expect(addCountLine(wren(), { number, code: "nothing" })).rejects.toMatchObject({
      kind: "not_found",
      details: { field: "code" },
    });
    await expect(addCountLine(wren(), { number, code: "test-food" })).rejects.toMatchObject({
      details: { field: "lot", lots: ["LOT-LATE", "LOT-EARLY"] },
    });
    const added = await addCountLine(wren(), { number, code: "TEST-FOOD", lot: "LOT-NEW" });
    expect(await addCountLine(ash(), { number, code: "TEST-FOOD", lot: "LOT-NEW" })).toEqual(added);
    expect(await enterCount(wren(), { line: added.line, quantity: 4 })).toMatchObject({
      status: "booked",
      difference: 4,
      left: 1,
    });
    expect((await addCountLine(wren(), { number, code: "TEST-A" })).line).toBe(line);
    await enterCount(wren(), { line, quantity: await available("TEST-A") });
    await closeCount(wren(), number);
  });

  test("counters on one list at once don't step on each other", async () => {
    const { number } = await open({ by: "category", category: "test" });
    const { lines } = await countSheet(wren(), number);
    await Promise.all(
      lines.map(({ id }, i) => enterCount(i % 2 ? wren() : ash(), { line: id, quantity: 500 + i })),
    );
    const sheet = await countSheet(wren(), number);
    expect(sheet).toMatchObject({ status: "review", toCount: 0, toApprove: lines.length });
    await expect(closeCount(wren(), number)).rejects.toMatchObject({ kind: "invalid_transition" });
    await decideCountLines(manager(), { number, decision: "recount" });
    const again = await countSheet(wren(), number);
    expect(again).toMatchObject({ status: "open", toCount: lines.length });
    expect(again.lines.every((line) => line.again && line.counted === null)).toBe(true);
    await cancelCount(wren(), number);
  });
});

describe("a manager's word", () => {
  test("books the difference as it was found, whatever was sold or received since", async () => {
    const { number, line } = await listOf("TEST-A");
    const before = await available("TEST-A");
    await enterCount(wren(), { line, quantity: before - 10 });
    await updateInventory(wren(), {
      sku: "TEST-A",
      location: "EAST",
      kind: "receive",
      quantity: 7,
      reason: "Delivery",
    });
    const order = await paidOrder(shop, [{ sku: "TEST-A", quantity: 2 }]);
    expect(order.number).toMatch(/^HF-/);
    const input = { number, lines: [line], decision: "approve" as const };
    const [one, two] = await Promise.all([
      decideCountLines(manager(), input),
      decideCountLines(manager(), input),
    ]);
    expect([one.decided, two.decided].sort()).toEqual([0, 1]);
    expect(await available("TEST-A")).toBe(before - 10 + 7 - 2);
    const [row] = (await countReview(manager(), number)).done;
    expect(row).toMatchObject({ difference: -10, decidedBy: "staff:Morgan", countedBy: "staff:Wren" });
    await expect(
      decideCountLines(manager(), { number, lines: [line], decision: "leave" }),
    ).rejects.toMatchObject({ kind: "invalid_transition" });
  });

  test("asks for a recount of what is booked already, once", async () => {
    const { number, line } = await listOf("TEST-A", "WEST");
    await enterCount(wren(), { line, quantity: 10 });
    const recount = await recountLine(manager(), line);
    expect(await recountLine(manager(), line)).toEqual(recount);
    const sheet = await countSheet(wren(), recount.number);
    expect(sheet).toMatchObject({ source: "recount", place: "WEST", total: 1, name: `Recount of ${number}` });
    const [shelf] = sheet.lines;
    await enterCount(wren(), { line: shelf?.id ?? "", quantity: 9 });
    expect((await countSheet(wren(), recount.number)).status).toBe("closed");
    await closeCount(wren(), number);
  });

  test("a picker who came up short has the shelf counted from inside another command", async () => {
    const { variants, locations } = shop.shop;
    const shelf = { variantId: variants["TEST-B"].id, locationId: locations.EAST, lotId: null };
    const opened = await inTransaction(wren(), (tx) => openRecount(tx, shelf, "Short pick of S-1"));
    expect(await countSheet(wren(), opened.number)).toMatchObject({ source: "recount", toCount: 1 });
    await cancelCount(wren(), opened.number);
  });
});

test("the list shows what needs a hand first, page by page", async () => {
  for (let i = 0; i < 32; i++) {
    const { number } = await open({ by: "skus", skus: "TEST-B", name: `Page ${i}` });
    if (i % 2) await cancelCount(wren(), number);
  }
  const first = await countList(wren(), undefined);
  const second = await countList(wren(), first.nextCursor ?? "");
  const all = [...first.rows, ...second.rows];
  const ended = all.map(({ status }) => status === "closed" || status === "cancelled");
  expect(ended).toEqual([...ended].sort());
  expect(new Set(all.map(({ number }) => number)).size).toBe(all.length);
  expect(all[0]?.name).toBe("Page 30");
});
