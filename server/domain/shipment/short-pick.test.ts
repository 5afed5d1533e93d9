import { afterEach, expect, test } from "vitest";
import { readOrder } from "@/server/domain/order/order.store";
import { enterCount } from "@/server/domain/stock-count/enter-count";
import { newId } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { eventsOf, paidOrder, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { assignShipments } from "./assign-shipments";
import { packShipment } from "./pack-shipment";
import { pickItem, startPicking } from "./pick-shipment";
import { shipOrder } from "./ship-order";
import { shortPick } from "./short-pick";
import { fakeCarrier } from "./testing";

let shop: TestApp;
afterEach(async () => {
  await expectSoundBooks(shop);
  await shop.drop();
});

type Stock = NonNullable<Parameters<typeof testApp>[0]>["stock"];
/** A shop with this stock, and a paid order of these lines that is being picked in EAST. */
async function picking(stock: NonNullable<Stock>, lines: { sku: string; quantity: number }[]) {
  shop = await testApp({ stock });
  const order = await paidOrder(shop, lines);
  await assignShipments(shop.ctx(), order.id);
  const [first] = await shipmentsOf(shop, order.id);
  const name = first?.number ?? "";
  await startPicking(shop.ctx(), name);
  return { ...order, name };
}

const level = (sku: "TEST-A" | "TEST-B" | "TEST-FOOD", place: "EAST" | "WEST" = "EAST") =>
  shop.shop.variants[sku].levels[place];
const bucketsOf = async (id: number) =>
  (
    await shop.rows(
      "select available, reserved, committed, unavailable, on_hand from stock_level where id = $1",
      [id],
    )
  )[0];
const contentsOf = (orderId: string) =>
  shop.rows(
    `select s.number, s.status, l.code as place, i.sku, x.quantity, x.picked from shipment s
       join location l on l.id = s.location_id left join shipment_line x on x.shipment_id = s.id
       left join order_line i on i.id = x.order_line_id where s.order_id = $1 and s.status <> 'cancelled'
      order by s.number, i.sku, x.stock_level_id`,
    [orderId],
  );
const short = (name: string, missing: number, over: object = {}) =>
  shortPick(shop.ctx(), {
    ...{ shipment: name, stockLevelId: level("TEST-A"), missing, reason: "not_found" },
    ...over,
  });
const withCarrier = (): WithPorts => {
  const ctx = shop.ctx();
  return { ...ctx, ports: { ...ctx.ports, carriers: { ups: fakeCarrier() } } };
};
/** What the counter of the open recount finds. */
async function recount(quantity: number) {
  const [line] = await shop.rows<{ id: string }>("select id from stock_count_line where status = 'to_count'");
  return enterCount(shop.ctx(), { line: line?.id ?? "", quantity });
}

test("missing units come from another lot of the same place, and the parcel goes on", async () => {
  const order = await picking({ "TEST-FOOD": { EAST: 10 } }, [{ sku: "TEST-FOOD", quantity: 3 }]);
  const [first, second] = shop.shop.variants["TEST-FOOD"].lots;
  const told = await short(order.name, 2, { stockLevelId: first?.levels.EAST });
  expect(told).toMatchObject({
    samePlace: [{ quantity: 2, lot: "LOT-LATE" }],
    otherPlace: [],
    backordered: 0,
  });
  expect(await bucketsOf(first?.levels.EAST ?? 0)).toMatchObject({ committed: 1, unavailable: 2 });
  expect(await bucketsOf(second?.levels.EAST ?? 0)).toMatchObject({ committed: 2 });
  expect(await contentsOf(order.id)).toEqual([
    expect.objectContaining({ number: order.name, quantity: 1 }),
    expect.objectContaining({ number: order.name, quantity: 2 }),
  ]);
});

test("an untouched shipment moves whole to the place that has all of it", async () => {
  const stock = { "TEST-A": { EAST: 5, WEST: 5 }, "TEST-B": { EAST: 5, WEST: 5 } };
  const order = await picking(stock, [
    { sku: "TEST-A", quantity: 3 },
    { sku: "TEST-B", quantity: 1 },
  ]);
  const told = await short(order.name, 1);
  expect(told).toMatchObject({ movedAll: true, ended: true, otherPlace: [{ place: "WEST", quantity: 4 }] });
  expect(await contentsOf(order.id)).toEqual([
    expect.objectContaining({ place: "WEST", sku: "TEST-A", quantity: 3, status: "assigned" }),
    expect.objectContaining({ place: "WEST", sku: "TEST-B", quantity: 1 }),
  ]);
  expect(await bucketsOf(level("TEST-A"))).toMatchObject({ available: 4, committed: 0, unavailable: 1 });
  expect(await eventsOf(shop, order.id)).toEqual(
    expect.arrayContaining(["UnitsShort", "InventoryReallocated"]),
  );
});

test("a shipment that is picked from goes on, and what is missing is sent from the other place", async () => {
  const stock = { "TEST-A": { EAST: 5, WEST: 5 }, "TEST-B": { EAST: 5, WEST: 5 } };
  const order = await picking(stock, [
    { sku: "TEST-A", quantity: 3 },
    { sku: "TEST-B", quantity: 1 },
  ]);
  await pickItem(shop.ctx(), order.name, "TEST-B", 1);
  await pickItem(shop.ctx(), order.name, "TEST-A", 1);
  expect(await short(order.name, 2, { reason: "too_few", note: "Box was open" })).toMatchObject({
    ...{ movedAll: false, ended: false },
    otherPlace: [{ place: "WEST", quantity: 2, shipment: `${order.number}-2` }],
  });
  expect(await contentsOf(order.id)).toEqual([
    expect.objectContaining({ place: "EAST", sku: "TEST-A", quantity: 1, picked: 1 }),
    expect.objectContaining({ place: "EAST", sku: "TEST-B", quantity: 1, picked: 1 }),
    expect.objectContaining({ place: "WEST", sku: "TEST-A", quantity: 2, picked: 0 }),
  ]);
  await packShipment(shop.ctx(), order.name);
});

test("what is nowhere waits for stock: the rest is sent, and the order is not called shipped", async () => {
  const order = await picking({ "TEST-A": { EAST: 3 } }, [{ sku: "TEST-A", quantity: 3 }]);
  await pickItem(shop.ctx(), order.name, "TEST-A", 2);
  expect(await short(order.name, 1)).toMatchObject({ backordered: 1, ended: false });
  await packShipment(shop.ctx(), order.name);
  await shipOrder(withCarrier(), order.name);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("partially_shipped");
  expect(await eventsOf(shop, order.id)).toEqual(expect.arrayContaining(["UnitsShort", "BackorderOpened"]));
});

test("a shipment of which nothing is there is cancelled, and its paid order waits", async () => {
  const order = await picking({ "TEST-A": { EAST: 2 } }, [{ sku: "TEST-A", quantity: 2 }]);
  expect(await short(order.name, 2)).toMatchObject({ backordered: 2, ended: true });
  expect(await contentsOf(order.id)).toEqual([]);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("paid");
});

test("the button pressed ten times over is one shortage", async () => {
  const order = await picking({ "TEST-A": { EAST: 9 } }, [{ sku: "TEST-A", quantity: 8 }]);
  const scan = newId();
  await Promise.all(Array.from({ length: 10 }, () => short(order.name, 2, { scan })));
  expect(await bucketsOf(level("TEST-A"))).toMatchObject({ committed: 6, unavailable: 2 });
  expect((await eventsOf(shop, order.id)).filter((name) => name === "UnitsShort")).toHaveLength(1);
});

test("more than is still to be picked can't be missing, nor by somebody who does not pick it", async () => {
  const order = await picking({ "TEST-A": { EAST: 9 } }, [{ sku: "TEST-A", quantity: 3 }]);
  await pickItem(shop.ctx(), order.name, "TEST-A", 2);
  await expect(short(order.name, 2)).rejects.toThrow(/Only 1 of Test article A is still to be picked here/);
  const other = shop.ctx({ kind: "staff", id: newId(), name: "Bo", role: "warehouse" });
  await expect(
    shortPick(other, {
      ...{ shipment: order.name, stockLevelId: level("TEST-A"), missing: 1, reason: "not_found" },
    }),
  ).rejects.toThrow(/picking/);
});

test("a recount that finds the units puts them on sale again", async () => {
  const order = await picking({ "TEST-A": { EAST: 5 } }, [{ sku: "TEST-A", quantity: 3 }]);
  await short(order.name, 2);
  expect(await recount(5)).toMatchObject({ difference: 0, status: "booked" });
  expect(await bucketsOf(level("TEST-A"))).toMatchObject({ available: 4, committed: 1, unavailable: 0 });
});

test("a recount that does not find them takes them out of the books, and nothing else", async () => {
  const order = await picking({ "TEST-A": { EAST: 5 } }, [{ sku: "TEST-A", quantity: 3 }]);
  await short(order.name, 2);
  expect(await recount(3)).toMatchObject({ difference: -2, status: "booked" });
  expect(await bucketsOf(level("TEST-A"))).toMatchObject({
    ...{ available: 2, committed: 1, unavailable: 0, on_hand: 3 },
  });
});

test("damaged units stay set aside, whatever the recount says", async () => {
  const order = await picking({ "TEST-A": { EAST: 5 } }, [{ sku: "TEST-A", quantity: 3 }]);
  await short(order.name, 2, { reason: "damaged" });
  await recount(5);
  expect(await bucketsOf(level("TEST-A"))).toMatchObject({ unavailable: 2, on_hand: 5 });
});
