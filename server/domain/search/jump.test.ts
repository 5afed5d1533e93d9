import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "@/server/testing";
import { jumpTargets } from "./jump.queries";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const found = async (typed: string, editsCatalogue = true) =>
  (await jumpTargets(shop.ctx(), typed, { editsCatalogue })).map(({ kind, key }) => `${kind} ${key}`);

test("a product is found by any word of its title and by its address, its articles by SKU", async () => {
  expect(await found("food")).toEqual(["product test-food"]);
  expect(await found("test-f")).toEqual(["product test-food", "variant TEST-FOOD"]);
  expect(await found("100%")).toEqual([]);
});

test("who may not edit the catalogue is led to the articles alone", async () => {
  expect(await found("test-f", false)).toEqual(["variant TEST-FOOD"]);
});
