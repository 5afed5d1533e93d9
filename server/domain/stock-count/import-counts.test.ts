import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/server/kernel/ctx";
import { newId } from "@/server/kernel/id";
import { paidOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { updateInventory } from "../inventory/update-inventory";
import { readCountFile } from "./count-file";
import { decideCountLines } from "./decide-count-lines";
import { importCounts } from "./import-counts";
import { previewCountFile } from "./preview-count-file";

let shop: TestApp;
const actor: Actor = { kind: "staff", id: newId<"user">(), name: "Morgan", role: "manager" };
const ctx = () => shop.ctx(actor);
beforeAll(async () => {
  shop = await testApp({
    pool: 12,
    stock: { "TEST-A": { EAST: 50, WEST: 10 }, "TEST-B": { EAST: 20 }, "TEST-FOOD": { EAST: 20 } },
  });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

async function* text(lines: readonly string[]) {
  yield ["sku,place,lot,expires,quantity", ...lines].join("\r\n");
}
const fileOf = (...lines: string[]) => readCountFile(text(lines));
const previewOf = async (...lines: string[]) => previewCountFile(ctx(), await fileOf(...lines));
/** Looks at a file and imports what was seen. */
async function take(...lines: string[]) {
  const file = await fileOf(...lines);
  const { seen } = await previewCountFile(ctx(), file);
  return importCounts(ctx(), file, { seen });
}
const levels = () =>
  shop.rows(`select v.sku, l.code as place, coalesce(t.code, '') as lot, s.on_hand as n
    from stock_level s join variant v on v.id = s.variant_id join location l on l.id = s.location_id
    left join lot t on t.id = s.lot_id order by 1, 2, 3`);
const movements = async () => (await shop.rows("select 1 from stock_movement")).length;

test("a preview tells what each row would change, and changes nothing", async () => {
  const before = await movements();
  const preview = await previewOf(
    "TEST-A,EAST,,,48",
    "test-a,west,,,10",
    "TEST-B,EAST,,,8",
    "TEST-FOOD,EAST,LOT-EARLY,,10",
    "TEST-FOOD,EAST,LOT-NEW,2030-01-31,3",
  );
  expect(preview.faults).toEqual([]);
  expect(preview.seen).toEqual([-2, 0, -12, 0, 3]);
  expect(preview.places).toMatchObject([
    { code: "EAST", rows: 4, differing: 3, plus: 3, minus: 14, toApprove: 1, newLots: 1 },
    { code: "WEST", rows: 1, differing: 0 },
  ]);
  expect(preview.differences[0]).toMatchObject({
    line: 4,
    sku: "TEST-B",
    expected: 20,
    counted: 8,
    amount: -30_000,
    verdict: "limit",
  });
  expect(await movements()).toBe(before);
  expect(await shop.rows("select 1 from lot where code = 'LOT-NEW'")).toEqual([]);
});

test("rows that name what isn't there are told, and nothing of the file is imported", async () => {
  const lines = [
    "TEST-A,EAST,,,48",
    "NOPE,EAST,,,1",
    "TEST-A,MOON,,,1",
    "TEST-FOOD,EAST,LOT-X,,1",
    "TEST-FOOD,EAST,,,1",
    "TEST-FOOD,EAST,LOT-EARLY,2031-01-01,1",
    "TEST-B,EAST,,,-1",
  ];
  const preview = await previewOf(...lines);
  const [expiry] = await shop.rows<{ d: string }>(
    "select to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD') d from lot where code = 'LOT-EARLY'",
  );
  expect(preview.faults.map(({ line, message }) => `${line}: ${message}`)).toEqual([
    "3: There is no SKU NOPE.",
    "4: There is no place MOON.",
    "5: TEST-FOOD has no lot LOT-X. With a date in “expires” it is made.",
    "6: TEST-FOOD is kept by lot. Name the lot.",
    `7: Lot LOT-EARLY is known to expire on ${expiry?.d}.`,
    "8: -1: a count can't be below 0.",
  ]);
  const before = await levels();
  await expect(importCounts(ctx(), await fileOf(...lines), { seen: [] })).rejects.toMatchObject({
    message: "6 rows have something wrong. Nothing was imported.",
  });
  expect(await levels()).toEqual(before);
  expect(await shop.rows("select 1 from stock_count")).toEqual([]);
});

test("importing books what is within the limits, and leaves the rest to a manager", async () => {
  const { counts, repeated } = await take(
    "TEST-A,EAST,,,48",
    "TEST-A,WEST,,,11",
    "TEST-B,EAST,,,8",
    "TEST-FOOD,EAST,LOT-NEW,2030-01-31,3",
  );
  expect(repeated).toBe(false);
  expect(new Set(counts)).toEqual(
    new Set([
      expect.objectContaining({ place: "EAST", lines: 3, booked: 2, toApprove: 1 }),
      expect.objectContaining({ place: "WEST", lines: 1, booked: 1, toApprove: 0 }),
    ]),
  );
  const [east, west] = ["EAST", "WEST"].map((place) => counts.find((one) => one.place === place)?.number);
  expect(
    await shop.rows("select number, source, status from stock_count order by source, status desc"),
  ).toEqual(
    expect.arrayContaining([
      { number: east, source: "file", status: "review" },
      { number: west, source: "file", status: "closed" },
    ]),
  );
  expect(
    await shop.rows(
      `select v.sku, m.quantity, m.reason from stock_movement m join stock_count c on c.id = m.count_id
         join stock_level s on s.id = m.stock_level_id join variant v on v.id = s.variant_id
        where c.number = $1 order by 1`,
      [east],
    ),
  ).toEqual([
    { sku: "TEST-A", quantity: 2, reason: `Count ${east}` },
    { sku: "TEST-FOOD", quantity: 3, reason: `Count ${east}` },
  ]);
  await decideCountLines(ctx(), { number: east ?? "", decision: "approve" });
  expect(await levels()).toEqual(
    expect.arrayContaining([
      { sku: "TEST-B", place: "EAST", lot: "", n: 8 },
      { sku: "TEST-FOOD", place: "EAST", lot: "LOT-NEW", n: 3 },
    ]),
  );
});

test("the same file again books nothing, even after sales, unless it really was counted again", async () => {
  const lines = ["TEST-A,EAST,,,47"];
  const first = await take(...lines);
  await updateInventory(ctx(), {
    sku: "TEST-A",
    location: "EAST",
    kind: "adjust",
    quantity: -3,
    reason: "x",
  });
  const before = await movements();
  const preview = await previewOf("TEST-A,east,,,047");
  expect(preview.earlier).toMatchObject([{ number: first.counts[0]?.number, createdBy: "staff:Morgan" }]);
  const second = await take(...lines);
  expect(second).toMatchObject({ repeated: true, counts: [{ number: first.counts[0]?.number, booked: 0 }] });
  expect(await movements()).toBe(before);

  const file = await fileOf(...lines);
  const { seen } = await previewCountFile(ctx(), file);
  expect(await importCounts(ctx(), file, { seen, again: true })).toMatchObject({
    repeated: false,
    counts: [{ booked: 1 }],
  });
});

test("pressed five times at once it is imported once", async () => {
  const file = await fileOf("TEST-A,EAST,,,46", "TEST-A,WEST,,,9");
  const { seen } = await previewCountFile(ctx(), file);
  const answers = await Promise.all(Array.from({ length: 5 }, () => importCounts(ctx(), file, { seen })));
  expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
  expect(new Set(answers.flatMap(({ counts }) => counts.map(({ number }) => number))).size).toBe(2);
});

test("a difference that has grown since it was shown is shown again before anything is booked", async () => {
  const file = await fileOf("TEST-A,EAST,,,44", "TEST-A,WEST,,,8");
  const { seen } = await previewCountFile(ctx(), file);
  expect(seen).toEqual([-2, -1]);
  await updateInventory(ctx(), {
    sku: "TEST-A",
    location: "WEST",
    kind: "receive",
    quantity: 2,
    reason: "x",
  });
  const before = await levels();
  await expect(importCounts(ctx(), file, { seen })).rejects.toMatchObject({
    kind: "invalid_transition",
    details: { grown: [3] },
  });
  expect(await levels()).toEqual(before);
  const again = await previewCountFile(ctx(), file);
  expect(again.seen).toEqual([-2, -3]);
  // Smaller than it was shown is no surprise to anybody.
  await updateInventory(ctx(), {
    sku: "TEST-A",
    location: "WEST",
    kind: "adjust",
    quantity: -1,
    reason: "x",
  });
  expect(await importCounts(ctx(), file, { seen: again.seen })).toMatchObject({ repeated: false });
});

test("what orders hold is not taken away by a file", async () => {
  await paidOrder(shop, [{ sku: "TEST-B", quantity: 7 }]);
  const { counts } = await take("TEST-B,EAST,,,5");
  expect(counts).toMatchObject([{ booked: 0, toApprove: 1 }]);
});

test("ten thousand rows are previewed and imported in seconds, in bounded memory", async () => {
  await shop.rows(`
    with made as (
      insert into variant (id, product_id, sku, price_amount, currency, weight_grams)
      select gen_random_uuid(), (select product_id from variant where sku = 'TEST-A'), 'BULK-' || n, 100, 'USD', 1
        from generate_series(1, 10000) n returning id)
    insert into stock_level (variant_id, location_id) select made.id, (select id from location where code = 'EAST') from made`);
  async function* many() {
    yield "sku,place,lot,expires,quantity\n";
    for (let n = 1; n <= 10_000; n++) yield `BULK-${n},EAST,,,${n % 8}\n`;
  }
  // As the server does by itself within a minute.
  await shop.rows("analyze variant, stock_level, stock_movement, lot");
  const begin = performance.now();
  const file = await readCountFile(many());
  const preview = await previewCountFile(ctx(), file);
  expect(preview).toMatchObject({ rows: 10_000, faultCount: 0, differing: 8750 });
  const { counts } = await importCounts(ctx(), file, { seen: preview.seen });
  expect(performance.now() - begin).toBeLessThan(30_000);
  expect(counts).toMatchObject([{ lines: 10_000, booked: 6250, toApprove: 2500 }]);
  const number = counts[0]?.number ?? "";
  expect(await decideCountLines(ctx(), { number, decision: "approve" })).toMatchObject({ decided: 2500 });
  const [sum] = await shop.rows(
    "select sum(s.on_hand)::int n from stock_level s join variant v on v.id = s.variant_id where v.sku like 'BULK-%'",
  );
  expect(sum).toEqual({ n: 35_000 });
}, 60_000);
