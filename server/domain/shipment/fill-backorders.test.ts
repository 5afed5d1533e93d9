import { afterEach, expect, test } from "vitest";
import { updateInventorySchema } from "@/server/domain/inventory/inventory.schema";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { cancelUnits } from "@/server/domain/order/cancel-units";
import { readOrder } from "@/server/domain/order/order.store";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { eventsOf, paidOrder, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { assignShipments } from "./assign-shipments";
import { fillBackorders } from "./fill-backorders";
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
const open = async (east: number) => {
  shop = await testApp({ pool: 25, stock: { "TEST-A": { EAST: east } } });
};

const withCarrier = (): WithPorts => {
  const ctx = shop.ctx();
  return { ...ctx, ports: { ...ctx.ports, carriers: { ups: fakeCarrier() } } };
};

/** A paid order of so many, of which so many are not found and wait for stock. */
async function short(quantity: number, missing: number) {
  const order = await paidOrder(shop, [{ sku: "TEST-A", quantity }]);
  await assignShipments(shop.ctx(), order.id);
  const name = (await shipmentsOf(shop, order.id))[0]?.number ?? "";
  await startPicking(shop.ctx(), name);
  if (quantity > missing) await pickItem(shop.ctx(), name, "TEST-A", quantity - missing);
  const stockLevelId = shop.shop.variants["TEST-A"].levels.EAST;
  await shortPick(shop.ctx(), { shipment: name, stockLevelId, missing, reason: "not_found" });
  return { ...order, name };
}
const receive = (quantity: number) =>
  updateInventory(
    shop.ctx(),
    updateInventorySchema.parse({
      ...{ sku: "TEST-A", location: "EAST", kind: "receive", quantity, reason: "Delivery" },
    }),
  );
const waiting = (orderId: Id<"order">) =>
  shop.rows(
    "select quantity, outcome from backorder where order_id = $1 order by closed_at nulls last, quantity",
    [orderId],
  );
const parcels = async (orderId: Id<"order">) =>
  shop.rows(
    `select s.number, s.status, sum(x.quantity)::int as units from shipment s
       join shipment_line x on x.shipment_id = s.id where s.order_id = $1 and s.status <> 'cancelled' group by s.id order by 1`,
    [orderId],
  );
async function send(name: string, units: number) {
  await startPicking(shop.ctx(), name);
  await pickItem(shop.ctx(), name, "TEST-A", units);
  await packShipment(shop.ctx(), name);
  await shipOrder(withCarrier(), name);
}

test("what was short is sent from the same shelf when stock comes in, and then the order is shipped", async () => {
  await open(3);
  const order = await short(3, 1);
  await packShipment(shop.ctx(), order.name);
  await shipOrder(withCarrier(), order.name);
  expect(await fillBackorders(shop.ctx())).toEqual({ orders: 0, units: 0 });

  await receive(1);
  expect(await fillBackorders(shop.ctx())).toEqual({ orders: 1, units: 1 });
  const second = `${order.number}-2`;
  expect(await parcels(order.id)).toEqual([
    { number: order.name, status: "shipped", units: 2 },
    { number: second, status: "assigned", units: 1 },
  ]);
  await expectSoundBooks(shop);
  await send(second, 1);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("shipped");
  expect(await eventsOf(shop, order.id)).toEqual(expect.arrayContaining(["BackorderFilled"]));
});

test("what comes in joins the parcel that nobody has begun, and leaves it as one", async () => {
  await open(3);
  const order = await short(3, 3);
  await receive(2);
  await fillBackorders(shop.ctx());
  await receive(1);
  await fillBackorders(shop.ctx());
  expect(await parcels(order.id)).toEqual([{ number: `${order.number}-2`, status: "assigned", units: 3 }]);
  expect(await waiting(order.id)).toEqual([
    { quantity: 2, outcome: "filled" },
    { quantity: 1, outcome: "filled" },
  ]);
});

test("a box that is packed at the same place keeps what it has, and the rest leaves in another", async () => {
  await open(4);
  const order = await short(4, 1);
  await packShipment(shop.ctx(), order.name);
  await receive(5);
  await fillBackorders(shop.ctx());
  await shipOrder(withCarrier(), order.name);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("partially_shipped");
  await expectSoundBooks(shop);
  await send(`${order.number}-2`, 1);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("shipped");
});

test("who has waited longest is served first", async () => {
  await open(4);
  const first = await short(2, 2);
  const second = await short(2, 2);
  await receive(3);
  await fillBackorders(shop.ctx());
  expect(await waiting(first.id)).toEqual([{ quantity: 2, outcome: "filled" }]);
  expect(await waiting(second.id)).toEqual([
    { quantity: 1, outcome: "filled" },
    { quantity: 1, outcome: null },
  ]);
});

test("ten deliveries noticed at once give no unit twice", async () => {
  await open(6);
  const orders = [await short(2, 2), await short(2, 2), await short(2, 2)];
  await receive(4);
  const answers = await Promise.all(Array.from({ length: 10 }, () => fillBackorders(shop.ctx())));
  expect(answers.reduce((units, one) => units + one.units, 0)).toBe(4);
  const left = await Promise.all(orders.map((order) => waiting(order.id)));
  expect(left.flat().filter((row) => row.outcome === null)).toEqual([{ quantity: 2, outcome: null }]);
});

test("units that were cancelled while they waited get no stock", async () => {
  await open(3);
  const order = await short(3, 2);
  const [line] = await shop.rows<{ id: string }>("select id from order_line where order_id = $1", [order.id]);
  const lines = [{ orderLineId: line?.id ?? "", quantity: 1 }];
  const done = await cancelUnits(shop.ctx(), order.id, { lines, reason: "staff" });
  expect(done.refund.amount).toBe(1080);
  await receive(9);
  expect(await fillBackorders(shop.ctx())).toEqual({ orders: 1, units: 1 });
});
