import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shipment } from "@/db/schema";
import { testShop } from "@/db/seed/test-fixtures";
import { type TestDatabase, testDatabase } from "@/db/testing";
import { after, minutes } from "@/server/kernel/clock";
import type { WithPorts } from "@/server/ports";
import { packShipment } from "./pack-shipment";
import { pickItem, startPicking } from "./pick-shipment";
import { shipOrder } from "./ship-order";
import { activePlaces, labelOf, shipmentQueue } from "./shipment.queries";
import { labelGif, type Warehouse, warehouse } from "./testing";

let database: TestDatabase;
let house: Warehouse;
let wren: WithPorts;
const one = [{ sku: "TEST-A", quantity: 1 }];

beforeAll(async () => {
  database = await testDatabase();
  await testShop(database.pool, { stock: { "TEST-A": { EAST: 500 }, "TEST-B": { WEST: 50 } } });
  house = await warehouse(database.pool);
  wren = await house.person("Wren Castillo");
});
afterAll(() => database.drop());

const numbers = async (filter: Parameters<typeof shipmentQueue>[1] = {}) =>
  (await shipmentQueue(wren, filter)).items.map((item) => item.number);

test("the oldest promise comes first: express before what was paid at the same time, overdue before all", async () => {
  const standard = await house.paid(one);
  const express = await house.paid(one, "express");
  const forgotten = await house.paid(one);
  await house.db
    .update(shipment)
    .set({ shipBy: after(wren.now, -minutes(60)) })
    .where(eq(shipment.number, forgotten.shipment));
  expect(await numbers()).toEqual([forgotten.shipment, express.shipment, standard.shipment]);
  const [late, first] = (await shipmentQueue(wren, {})).items;
  expect(late).toMatchObject({ late: true });
  expect(first).toMatchObject({
    late: false,
    express: true,
    units: 1,
    lines: 1,
    place: "EAST",
    city: "Albany, NY",
  });
});

test("place and state narrow the queue, and the counts follow the place", async () => {
  const west = await house.paid([{ sku: "TEST-B", quantity: 2 }]);
  await startPicking(wren, west.shipment);
  expect(await numbers({ location: "WEST" })).toEqual([west.shipment]);
  expect(await numbers({ status: "picking" })).toEqual([west.shipment]);
  expect(await numbers({ location: "WEST", status: "assigned" })).toEqual([]);
  const { items, counts } = await shipmentQueue(wren, { location: "WEST" });
  expect(counts).toEqual({ picking: 1 });
  expect(items[0]).toMatchObject({ pickedBy: "Wren Castillo", units: 2, picked: 0 });
});

test("pages go on where the last one ended, and nothing shows twice", async () => {
  for (let i = 0; i < 55; i++) await house.paid(one);
  const first = await shipmentQueue(wren, {});
  expect(first.items).toHaveLength(50);
  const second = await shipmentQueue(wren, { cursor: first.nextCursor ?? "" });
  expect(second.nextCursor).toBeNull();
  const all = [...first.items, ...second.items].map((item) => item.number);
  expect(new Set(all).size).toBe(59);
});

test("what has left is no longer in the queue, and its label can be read", async () => {
  const { shipment: number } = await house.paid(one, "express");
  await startPicking(wren, number);
  await pickItem(wren, number, "TEST-A", 1);
  await packShipment(wren, number);
  await shipOrder(wren, number);
  expect(await numbers({ status: "labelled" })).toEqual([]);
  const { rows } = await database.pool.query("select id from parcel");
  expect(await labelOf(wren, rows[0].id)).toMatchObject({ base64: labelGif, format: "GIF" });
  expect(await labelOf(wren, "not-an-id")).toBeNull();
});

test("the places to choose from are the active ones", async () => {
  expect((await activePlaces(wren)).map((place) => place.code)).toEqual(["EAST", "WEST"]);
});
