import { afterAll, beforeAll, expect, test } from "vitest";
import { type TestApp, testApp } from "@/server/testing";
import { estimateSchema, readDestination, writeDestination } from "./carriage.schema";
import { deliveryEstimate } from "./estimate.queries";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    stock: { "TEST-A": { EAST: 5 }, "TEST-B": { EAST: 0, WEST: 9 }, "TEST-FOOD": { EAST: 0, WEST: 0 } },
  });
});
afterAll(() => shop.drop());

const estimate = (sku: string, now: string, over: Record<string, unknown> = {}) =>
  deliveryEstimate(
    { db: shop.app.db, now: new Date(now) },
    estimateSchema.parse({ lines: [{ sku, quantity: 1 }], country: "US", postalCode: "10001", ...over }),
  );

test("an order before the cut-off arrives a day earlier than one after it, and the page says until when", async () => {
  // 10:48 and 15:00 on a Monday in Albany.
  expect(await estimate("TEST-A", "2026-11-23T15:48:00Z")).toMatchObject({
    ways: [
      { title: "Standard", from: "2026-11-27", by: "2026-12-01" },
      { title: "Express", from: "2026-11-24", by: "2026-11-25" },
    ],
    orderBy: "2026-11-23T19:01:00.000Z",
  });
  expect(await estimate("TEST-A", "2026-11-23T20:00:00Z")).toMatchObject({
    ways: [{ from: "2026-11-30", by: "2026-12-02" }, {}],
    orderBy: "2026-11-24T19:01:00.000Z",
  });
});

test("the cut-off is that of the place that has it: in Sacramento it is still morning", async () => {
  expect(await estimate("TEST-B", "2026-11-23T20:00:00Z")).toMatchObject({
    ways: [{ from: "2026-11-27", by: "2026-12-01" }, {}],
    orderBy: "2026-11-23T22:01:00.000Z",
  });
});

test("on a weekend it starts on Monday", async () => {
  expect(await estimate("TEST-A", "2026-11-22T12:00:00Z")).toMatchObject({
    ways: [{ from: "2026-11-27", by: "2026-12-01" }, {}],
  });
});

test("what is sold out, or goes to a country that the shop does not send to, has no days", async () => {
  expect((await estimate("TEST-FOOD", "2026-11-23T15:48:00Z")).ways).toEqual([]);
  expect((await estimate("TEST-A", "2026-11-23T15:48:00Z", { country: "JP", postalCode: "" })).ways).toEqual(
    [],
  );
});

test("a place is remembered as country and postcode; what is none is the United States", () => {
  expect(readDestination(writeDestination({ country: "GB", postalCode: "SW1A 1AA" }))).toEqual({
    country: "GB",
    postalCode: "SW1A 1AA",
  });
  const nowhere = { country: "US", postalCode: "" };
  expect(["", undefined, "<script>", "Gondor 1"].map(readDestination)).toEqual([
    nowhere,
    nowhere,
    nowhere,
    nowhere,
  ]);
});
