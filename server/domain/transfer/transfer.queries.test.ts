import { afterAll, beforeAll, expect, test } from "vitest";
import { testShop } from "@/db/seed/test-fixtures";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { warehouse } from "@/server/domain/shipment/testing";
import { after, days, minutes } from "@/server/kernel/clock";
import type { WithPorts } from "@/server/ports";
import { cancelTransfer } from "./cancel-transfer";
import { closeTransfer } from "./close-transfer";
import { receiveTransfer } from "./receive-transfer";
import { sendTransfer } from "./send-transfer";
import { sendable, transferList, transferPage } from "./transfer.queries";
import { receiveTransferSchema, sendTransferSchema, transferFilterSchema } from "./transfer.schema";

let database: TestDatabase;
let wren: WithPorts;
const now = new Date("2026-11-20T08:00:00Z");
beforeAll(async () => {
  database = await testDatabase();
  await testShop(database.pool, { now, stock: { "TEST-A": { EAST: 100 }, "TEST-FOOD": { EAST: 9 } } });
  wren = await (await warehouse(database.pool, now)).person("Wren Castillo");
});
afterAll(() => database.drop());

const send = (quantity: number, at = now) =>
  sendTransfer(
    { ...wren, now: at },
    sendTransferSchema.parse({
      ...{ from: "EAST", to: "WEST", reason: "Restock" },
      lines: [{ sku: "TEST-A", quantity }],
    }),
  );

test("the list shows what is on its way, the last sent first, page after page", async () => {
  for (let i = 0; i < 55; i++) await send(1, after(now, minutes(i)));
  const filter = transferFilterSchema.parse({ show: "nonsense" });
  const first = await transferList(wren, filter);
  const second = await transferList(wren, { ...filter, cursor: first.nextCursor ?? "" });
  const numbers = [...first.rows, ...second.rows].map(({ number }) => number);
  expect([first.rows.length, second.rows.length, new Set(numbers).size, second.nextCursor]).toEqual([
    50,
    5,
    55,
    null,
  ]);
  expect(first.rows[0]).toMatchObject({ from: "EAST", to: "WEST", status: "sent", units: 1, received: 0 });
  await cancelTransfer(wren, numbers[0] ?? "");
  expect((await transferList(wren, filter)).rows[0]?.number).toBe(numbers[1]);
  expect((await transferList(wren, { show: "all" })).rows[0]?.number).toBe(numbers[0]);
  expect((await transferList(wren, { show: "open", place: "NORTH" })).rows).toEqual([]);
});

test("a transfer's page tells what came of every unit, in the ledger's words", async () => {
  const { number } = await send(6);
  const sent = await transferPage(wren, number);
  const line = sent?.lines[0]?.id;
  await receiveTransfer(
    wren,
    receiveTransferSchema.parse({ transfer: number, lines: [{ line, quantity: 4, damaged: 1 }] }),
  );
  await closeTransfer({ ...wren, now: after(now, minutes(5)) }, number);
  const page = await transferPage(wren, number);
  expect(page).toMatchObject({ status: "received", sentBy: "staff:Wren Castillo" });
  expect(page?.lines).toMatchObject([{ sku: "TEST-A", quantity: 6, received: 4, lost: 2 }]);
  expect(page?.moves.map(({ what, quantity }) => `${what} ${quantity}`)).toEqual([
    "lost 2",
    "set_aside 1",
    "arrived 4",
    "sent 6",
  ]);
  expect(await transferPage(wren, "TR-9")).toBeNull();
});

test("a scan tells the item and how much of it can leave, lot by lot", async () => {
  expect(await sendable(wren, { place: "EAST", code: "TEST-FOOD" })).toMatchObject({
    sku: "TEST-FOOD",
    available: 9,
    lots: [
      { code: "LOT-EARLY", available: 5 },
      { code: "LOT-LATE", available: 4 },
    ],
  });
  const later = { ...wren, now: after(now, days(400)) };
  expect(await sendable(later, { place: "EAST", code: "TEST-FOOD" })).toMatchObject({
    available: 0,
    lots: [],
  });
  expect(await sendable(wren, { place: "EAST", code: "NONE" })).toBeNull();
});
