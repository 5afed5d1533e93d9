import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { updateInventorySchema } from "@/server/domain/inventory/inventory.schema";
import { undoMovement } from "@/server/domain/inventory/undo-movement";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { newId } from "@/server/kernel/id";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { cancelTransfer } from "./cancel-transfer";
import { closeTransfer } from "./close-transfer";
import { receiveTransfer } from "./receive-transfer";
import { sendTransfer } from "./send-transfer";
import { receiveTransferSchema, sendTransferSchema } from "./transfer.schema";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 40, WEST: 5 }, "TEST-B": { EAST: 20 }, "TEST-FOOD": { EAST: 20 } },
  });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

type Line = { sku: string; quantity: number; lot?: string };
const send = (lines: Line[], over: object = {}) =>
  sendTransfer(
    shop.ctx(),
    sendTransferSchema.parse({ from: "EAST", to: "WEST", reason: "Restock", lines, ...over }),
  );
const linesOf = (number: string) =>
  shop.rows<{
    id: string;
    sku: string;
    lot: string | null;
    quantity: number;
    received: number;
    lost: number;
  }>(
    `select x.id, v.sku, t.code as lot, x.quantity, x.received, x.lost from transfer_line x join transfer f on f.id = x.transfer_id
       join variant v on v.id = x.variant_id left join lot t on t.id = x.lot_id where f.number = $1 order by x.position`,
    [number],
  );
const receive = async (number: string, quantities: number[], damaged: number[] = [], before?: number) =>
  receiveTransfer(
    shop.ctx(),
    receiveTransferSchema.parse({
      transfer: number,
      lines: (await linesOf(number)).map(({ id }, at) => ({
        ...{ line: id, quantity: quantities[at] ?? 0, damaged: damaged[at] ?? 0 },
        ...(before === undefined ? {} : { before }),
      })),
    }),
  );
const at = async (place: string, sku: string) =>
  (
    await shop.rows(
      `select sum(available)::int as available, sum(unavailable)::int as unavailable from stock_level s
         join variant v on v.id = s.variant_id join location l on l.id = s.location_id where v.sku = $1 and l.code = $2`,
      [sku, place],
    )
  )[0];
const status = async (number: string) =>
  (await shop.rows("select status from transfer where number = $1", [number]))[0]?.status;

test("goods on their way stand in neither place, and come in by parts with the damaged ones set aside", async () => {
  const { number, units } = await send([
    { sku: "TEST-A", quantity: 10 },
    { sku: "TEST-B", quantity: 4 },
  ]);
  expect([units, await status(number)]).toEqual([14, "sent"]);
  expect(await at("EAST", "TEST-A")).toMatchObject({ available: 30 });
  expect(await at("WEST", "TEST-A")).toMatchObject({ available: 5 });

  expect(await receive(number, [6], [2])).toEqual({ number, available: 4, setAside: 2, onTheWay: 8 });
  expect(await status(number)).toBe("partially_received");
  expect(await at("WEST", "TEST-A")).toEqual({ available: 9, unavailable: 2 });

  expect(await receive(number, [4, 4])).toMatchObject({ available: 8, onTheWay: 0 });
  expect(await status(number)).toBe("received");
  expect(await at("WEST", "TEST-A")).toEqual({ available: 13, unavailable: 2 });
  expect(await at("WEST", "TEST-B")).toMatchObject({ available: 4 });
});

test("what never arrives is booked in and written off there, once", async () => {
  const { number } = await send([{ sku: "TEST-A", quantity: 5 }]);
  await receive(number, [3]);
  const before = await at("WEST", "TEST-A");
  expect(await closeTransfer(shop.ctx(), number)).toEqual({ number, lost: 2 });
  expect(await closeTransfer(shop.ctx(), number)).toEqual({ number, lost: 0 });
  expect(await at("WEST", "TEST-A")).toEqual(before);
  expect(await linesOf(number)).toMatchObject([{ quantity: 5, received: 3, lost: 2 }]);
  expect(
    await shop.rows("select kind, quantity, reason from stock_movement order by id desc limit 2"),
  ).toEqual([
    { kind: "adjust", quantity: 2, reason: "Lost in transit" },
    { kind: "transfer", quantity: 2, reason: "Lost in transit" },
  ]);
});

test("a sending is called back while nothing has arrived, and never after", async () => {
  const before = await at("EAST", "TEST-B");
  const { number } = await send([{ sku: "TEST-B", quantity: 3 }]);
  expect(await cancelTransfer(shop.ctx(), number)).toEqual({ number, units: 3 });
  expect(await cancelTransfer(shop.ctx(), number)).toEqual({ number, units: 0 });
  expect(await at("EAST", "TEST-B")).toEqual(before);
  await expect(receive(number, [1])).rejects.toMatchObject({
    message: expect.stringContaining("was called back: its goods are in EAST"),
  });
  expect(await closeTransfer(shop.ctx(), number)).toEqual({ number, lost: 0 });

  const second = await send([{ sku: "TEST-B", quantity: 3 }]);
  await receive(second.number, [1]);
  await expect(cancelTransfer(shop.ctx(), second.number)).rejects.toMatchObject({
    kind: "invalid_transition",
    message: expect.stringContaining("have arrived in WEST"),
  });
  await receive(second.number, [2]);
});

test("the lots that expire first go first, a named one when asked, expired ones stay", async () => {
  const first = await send([{ sku: "TEST-FOOD", quantity: 12 }]);
  expect(await linesOf(first.number)).toMatchObject([
    { lot: "LOT-EARLY", quantity: 10 },
    { lot: "LOT-LATE", quantity: 2 },
  ]);
  await receive(first.number, [10, 2]);
  expect(
    await shop.rows(
      `select t.code as lot, s.available from stock_level s join lot t on t.id = s.lot_id join location l on l.id = s.location_id
        where l.code = 'WEST' order by t.code`,
    ),
  ).toEqual([
    { lot: "LOT-EARLY", available: 10 },
    { lot: "LOT-LATE", available: 2 },
  ]);
  await shop.rows("update lot set expires_at = now() - interval '1 day' where code = 'LOT-LATE'");
  await expect(send([{ sku: "TEST-FOOD", quantity: 1, lot: "LOT-LATE" }])).rejects.toMatchObject({
    message: "Lot LOT-LATE of TEST-FOOD has expired; it stays in EAST until it is disposed of or returned.",
  });
  await shop.rows("update lot set expires_at = now() + interval '90 days' where code = 'LOT-LATE'");
});

test("a lot that expired on its way is set aside when it comes in", async () => {
  const { number } = await send([{ sku: "TEST-FOOD", quantity: 2, lot: "LOT-LATE" }]);
  await shop.rows("update lot set expires_at = now() - interval '1 day' where code = 'LOT-LATE'");
  expect(await receive(number, [2])).toMatchObject({ available: 0, setAside: 2 });
  await shop.rows("update lot set expires_at = now() + interval '90 days' where code = 'LOT-LATE'");
});

test("no more is sent than there is, no more comes in than was sent, and what can't be is refused by name", async () => {
  const [{ available = 0 } = {}] = [await at("EAST", "TEST-B")] as [{ available?: number }];
  await expect(send([{ sku: "TEST-B", quantity: available + 1 }])).rejects.toMatchObject({
    kind: "out_of_stock",
    message: `Only ${available} of TEST-B are available in EAST to send; you asked for ${available + 1}.`,
    details: { field: "lines.0.quantity", available },
  });
  const { number } = await send([{ sku: "TEST-A", quantity: 2 }]);
  await expect(receive(number, [3])).rejects.toMatchObject({
    message: "Only 2 of TEST-A are on the way; 3 can't come. Book what is too many as found.",
  });
  await expect(receive(number, [0])).rejects.toThrow("Nothing is entered yet");
  await expect(receive("TR-9", [1])).rejects.toThrow();
  await expect(send([{ sku: "NONE", quantity: 1 }])).rejects.toMatchObject({
    details: { field: "lines.0.sku" },
  });
  await expect(send([{ sku: "TEST-A", quantity: 1 }], { to: "MOON" })).rejects.toMatchObject({
    details: { field: "to" },
  });
  await shop.rows("update location set active = false where code = 'WEST'");
  await expect(send([{ sku: "TEST-A", quantity: 1 }])).rejects.toMatchObject({
    message: "WEST is closed. Choose a place that is open.",
  });
  await shop.rows("update location set active = true where code = 'WEST'");
  await receive(number, [2]);
  const parsed = sendTransferSchema.safeParse({ from: "EAST", to: "EAST", reason: "x", lines: [] });
  expect(parsed.error?.issues.map((issue) => issue.path.join("."))).toEqual(["lines", "to"]);
});

test("a form that is sent twice sends and receives once", async () => {
  const id = newId();
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => send([{ sku: "TEST-A", quantity: 2 }], { id })),
  );
  expect(new Set(answers.map(({ number }) => number)).size).toBe(1);
  const number = answers[0]?.number ?? "";
  const before = await at("WEST", "TEST-A");
  const received = await Promise.allSettled(Array.from({ length: 6 }, () => receive(number, [1], [], 0)));
  expect(received.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  expect(received.find((one) => one.status === "rejected")).toMatchObject({
    reason: {
      message: "1 of 2 TEST-A are received by now, not 0. Check what is still to come and enter only that.",
    },
  });
  expect(await at("WEST", "TEST-A")).toMatchObject({ available: Number(before?.available) + 1 });
  await closeTransfer(shop.ctx(), number);
});

test("transfers both ways at once neither lose a unit nor block each other", async () => {
  const sendBack = (sku: string) => send([{ sku, quantity: 1 }], { from: "WEST", to: "EAST" });
  const sum = async () =>
    (await shop.rows("select sum(on_hand)::int as units from stock_level"))[0]?.units as number;
  const before = await sum();
  const sent = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      i % 2
        ? sendBack(i % 3 ? "TEST-A" : "TEST-B")
        : send([
            { sku: i % 4 ? "TEST-A" : "TEST-B", quantity: 1 },
            { sku: i % 4 ? "TEST-B" : "TEST-A", quantity: 1 },
          ]),
    ),
  );
  expect(await sum()).toBe(before - sent.reduce((units, one) => units + one.units, 0));
  await Promise.all(
    sent.map(async ({ number }, i) => (i % 3 ? receive(number, [1, 1]) : cancelTransfer(shop.ctx(), number))),
  );
  expect(await sum()).toBe(before);
});

test("a move of a transfer has no undo of its own", async () => {
  const { number } = await send([{ sku: "TEST-A", quantity: 1 }]);
  const [row] = await shop.rows<{ id: number }>("select max(id)::int as id from stock_movement");
  await expect(undoMovement(shop.ctx(), { movement: row?.id ?? 0 })).rejects.toMatchObject({
    message: expect.stringContaining("belongs to a transfer"),
  });
  await receive(number, [1]);
});

test("goods that orders hold are not sent away", async () => {
  await updateInventory(
    shop.ctx(),
    updateInventorySchema.parse({
      ...{ sku: "TEST-B", location: "EAST", kind: "count", quantity: 6, reason: "Cycle count" },
    }),
  );
  await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 5 }]);
  await expect(send([{ sku: "TEST-B", quantity: 6 }])).rejects.toMatchObject({ kind: "out_of_stock" });
});
