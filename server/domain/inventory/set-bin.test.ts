import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { setBinSchema } from "./bin.schema";
import { setBin } from "./set-bin";
import { skuPage } from "./sku.queries";
import { updateInventory } from "./update-inventory";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const put = (sku: string, bin: string | null, over: object = {}) =>
  setBin(shop.ctx(), setBinSchema.parse({ sku, location: "EAST", bin, ...over }));
const bins = async (sku: string, place = "EAST") =>
  (await skuPage(shop.ctx(), sku, null, place))?.levels.map(({ lot, bin }) => `${lot ?? "-"} ${bin}`);
const told = () =>
  shop.rows<{ payload: object }>("select payload from event where name = 'BinChanged' order by id");

test("goods are put on a shelf, written in capitals, and everyone is told once", async () => {
  expect(await put("test-a", " a-03-2 ")).toMatchObject({ sku: "TEST-A", from: null, to: "A-03-2" });
  expect(await put("TEST-A", "A-03-2")).toMatchObject({ from: "A-03-2", to: "A-03-2" });
  expect(await bins("TEST-A")).toEqual(["- A-03-2"]);
  expect(await bins("TEST-A", "WEST")).toEqual(["- null"]);
  expect(await told()).toEqual([{ payload: { sku: "TEST-A", location: "EAST", from: null, to: "A-03-2" } }]);
});

test("all lots lie together, unless one is put elsewhere; a new lot is put beside the others", async () => {
  await put("TEST-FOOD", "F-01");
  await put("TEST-FOOD", "F-02", { lot: "LOT-LATE" });
  await updateInventory(shop.ctx(), {
    ...{ sku: "TEST-FOOD", location: "EAST", kind: "receive", quantity: 5, reason: "Delivery" },
    lot: "LOT-NEW",
  });
  expect(await bins("TEST-FOOD")).toEqual(["LOT-EARLY F-01", "LOT-LATE F-02", "LOT-NEW F-02"]);
  await expectSoundBooks(shop);
});

test("a shelf can be given up again", async () => {
  await put("TEST-B", "B-01");
  expect(await put("TEST-B", null)).toMatchObject({ from: "B-01", to: null });
  expect(await bins("TEST-B")).toEqual(["- null"]);
});

test("what is unknown, or no shelf's code, is refused and changes nothing", async () => {
  await expect(put("NOPE", "A-01")).rejects.toThrow("There is no SKU NOPE.");
  await expect(put("TEST-A", "A-01", { lot: "L9" })).rejects.toThrow("EAST has no lot L9 of TEST-A.");
  await expect(put("TEST-A", "A-01", { location: "MOON" })).rejects.toThrow("There is no place MOON.");
  expect(() => setBinSchema.parse({ sku: "TEST-A", location: "EAST", bin: "A 01!" })).toThrow(
    "A shelf's code",
  );
});
