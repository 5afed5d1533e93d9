import { afterAll, beforeAll, expect, test } from "vitest";
import { event } from "@/db/schema";
import { type Id, newId } from "@/server/kernel/id";
import { eventually, type TestApp, testApp } from "@/server/testing";
import { type FloorNews, listenToFloor, newsSince, tellFloor } from "./floor-feed";
import { fact, toRow } from "./outbox";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

/** The row of a shipment's step, as a command writes it. */
const step = (number: string) =>
  toRow(
    shop.ctx(),
    fact("ShipmentProgressed", {
      orderId: newId<"order">(),
      orderNumber: number.slice(0, -2),
      shipmentId: newId<"shipment">(),
      shipmentNumber: number,
      from: "assigned",
      to: "picking",
    }),
  );
const aWhileAgo = () => Date.now() - 20_000;

test("an event that is committed after a later one is told, and each is told once", async () => {
  const told = new Set<string>();
  const early = step("HF-1-1");
  const late = step("HF-2-1");
  await shop.app.db.insert(event).values(late);
  expect(await newsSince(shop.app.db, told, aWhileAgo())).toEqual({
    shipments: ["HF-2-1"],
    orders: ["HF-2"],
  });
  // Its id is older, and so it stands before what was told already.
  await shop.app.db.insert(event).values(early);
  expect(await newsSince(shop.app.db, told, aWhileAgo())).toEqual({
    shipments: ["HF-1-1"],
    orders: ["HF-1"],
  });
  expect(await newsSince(shop.app.db, told, aWhileAgo())).toEqual({ shipments: [], orders: [] });
});

test("what is long past, and what is not about the floor, is not told", async () => {
  const id = "01800000-0000-7000-8000-000000000000" as Id<"event">;
  await shop.app.db.insert(event).values([
    { ...step("HF-3-1"), id },
    { ...step("HF-4-1"), name: "OrderCreated" },
  ]);
  const news = await newsSince(shop.app.db, new Set(), aWhileAgo());
  expect(news.shipments).not.toContain("HF-3-1");
  expect(news.shipments).not.toContain("HF-4-1");
});

test("all who listen hear, whether the news come from this process or from another one", async () => {
  const heard: FloorNews[][] = [[], []];
  const stops = heard.map((one) => listenToFloor(shop.app.db, (news) => void one.push(news)));
  tellFloor({ shipments: ["HF-5-1"] });
  await shop.app.db.insert(event).values(step("HF-6-1"));
  for (const one of heard)
    await eventually(async () => {
      const numbers = one.flatMap((news) => news.shipments);
      expect(numbers).toContain("HF-5-1");
      expect(numbers).toContain("HF-6-1");
    });
  for (const stop of stops) stop();
  const before = heard.flat().length;
  tellFloor({ shipments: ["HF-7-1"] });
  expect(heard.flat()).toHaveLength(before);
});
