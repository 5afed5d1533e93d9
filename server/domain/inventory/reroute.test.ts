import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { closePayments } from "@/server/domain/payment/close-payments";
import { forgetReferenceData } from "@/server/domain/settings/reference-data";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { eventsOf, paidOrder, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { updateInventorySchema } from "./inventory.schema";
import { reroute } from "./reroute";
import { rerouteSchema } from "./reroute.schema";
import { updateInventory } from "./update-inventory";

let shop: TestApp;
beforeEach(async () => {
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 10, WEST: 10 }, "TEST-B": { EAST: 10, WEST: 2 } },
  });
});
afterEach(async () => {
  await expectSoundBooks(shop);
  await shop.drop();
});

const send = (shipment: string, over: Record<string, unknown> = {}) =>
  reroute(shop.ctx(), rerouteSchema.parse({ shipment, to: "best", reason: "The roof leaks", ...over }));

async function assigned(lines = [{ sku: "TEST-A", quantity: 3 }]) {
  const order = await paidOrder(shop, lines);
  const { shipments } = await assignShipments(shop.ctx(), order.id);
  const [shipment = "", second = ""] = shipments;
  return { order, shipment, second };
}

const shelf = async (sku: string, place: string) => {
  const [row] = await shop.rows<{ available: number; reserved: number; committed: number }>(
    `select sum(s.available)::int as available, sum(s.reserved)::int as reserved, sum(s.committed)::int as committed
       from stock_level s join variant v on v.id = s.variant_id join location l on l.id = s.location_id
      where v.sku = $1 and l.code = $2`,
    [sku, place],
  );
  return row;
};

const states = async (order: { id: Id<"order"> }) =>
  (await shipmentsOf(shop, order.id)).map(({ number, status }) => `${number.slice(-1)} ${status}`);

const brings = (order: { id: Id<"order"> }) =>
  shop.rows<{ shipment: string; sku: string; units: number; picked: number }>(
    `select right(p.number, 1) as shipment, i.sku, sum(x.quantity)::int as units, sum(x.picked)::int as picked
       from shipment p join shipment_line x on x.shipment_id = p.id join order_line i on i.id = x.order_line_id
      where p.order_id = $1 group by 1, 2 order by 1, 2`,
    [order.id],
  );

describe("a shipment that is sent from elsewhere", () => {
  test("is cancelled, and one at the other place brings its units, committed there", async () => {
    const { order, shipment } = await assigned();
    expect(await send(shipment)).toEqual({
      from: "Albany",
      to: [{ code: "WEST", name: "Sacramento", units: 3 }],
    });
    expect(await states(order)).toEqual(["1 cancelled", "2 assigned"]);
    expect(await shelf("TEST-A", "EAST")).toEqual({ available: 10, reserved: 0, committed: 0 });
    expect(await shelf("TEST-A", "WEST")).toEqual({ available: 7, reserved: 0, committed: 3 });
    const [told] = await shop.rows<{ payload: Record<string, unknown> }>(
      "select payload from event where order_id = $1 and name = 'ShipmentRerouted'",
      [order.id],
    );
    expect(told?.payload).toMatchObject({
      ...{ shipmentNumber: shipment, from: "Albany", to: "Sacramento", reason: "The roof leaks" },
    });
    expect(await eventsOf(shop, order.id)).toContain("InventoryReallocated");
  });

  test("joins the parcel that the other place makes up for the order anyway", async () => {
    const { order, second } = await assigned([
      { sku: "TEST-A", quantity: 2 },
      { sku: "TEST-B", quantity: 11 },
    ]);
    expect(await brings(order)).toEqual([
      { shipment: "1", sku: "TEST-A", units: 2, picked: 0 },
      { shipment: "1", sku: "TEST-B", units: 10, picked: 0 },
      { shipment: "2", sku: "TEST-B", units: 1, picked: 0 },
    ]);
    await updateInventory(
      shop.ctx(),
      updateInventorySchema.parse({
        ...{ sku: "TEST-B", location: "EAST", kind: "receive", quantity: 1, reason: "Came in" },
      }),
    );
    await send(second);
    expect(await states(order)).toEqual(["1 assigned", "2 cancelled"]);
    expect(await brings(order)).toEqual([
      { shipment: "1", sku: "TEST-A", units: 2, picked: 0 },
      { shipment: "1", sku: "TEST-B", units: 11, picked: 0 },
    ]);
  });

  test("is refused with what the place lacks, and nothing changes", async () => {
    const { order, shipment } = await assigned([
      { sku: "TEST-A", quantity: 1 },
      { sku: "TEST-B", quantity: 3 },
    ]);
    await expect(send(shipment, { to: "WEST" })).rejects.toThrow(
      `Sacramento can't send shipment ${shipment}: it has 2 of 3 × TEST-B.`,
    );
    await expect(send(shipment)).rejects.toMatchObject({
      kind: "out_of_stock",
      details: { lacking: [{ sku: "TEST-B", wanted: 3, available: 2 }] },
    });
    expect(await states(order)).toEqual(["1 assigned"]);
    expect(await shelf("TEST-A", "EAST")).toEqual({ available: 9, reserved: 0, committed: 1 });
  });

  test("is refused to its own place, to one that is closed and to one that is not there", async () => {
    const { shipment } = await assigned();
    await expect(send(shipment, { to: "EAST" })).rejects.toMatchObject({ kind: "invalid_input" });
    await expect(send(shipment, { to: "NORTH" })).rejects.toMatchObject({ kind: "not_found" });
    await shop.rows("update location set active = false where code = 'WEST'");
    // Another process closed it just now; this one still has it in mind.
    await expect(send(shipment, { to: "WEST" })).rejects.toMatchObject({ kind: "out_of_stock" });
    forgetReferenceData(shop.app.db);
    await expect(send(shipment, { to: "WEST" })).rejects.toMatchObject({ kind: "not_found" });
    await expect(send(shipment)).rejects.toThrow("There is no other place that is open.");
  });

  test("leaves a place that is closed", async () => {
    const { order, shipment } = await assigned();
    await shop.rows("update location set active = false where code = 'EAST'");
    forgetReferenceData(shop.app.db);
    await send(shipment);
    expect(await states(order)).toEqual(["1 cancelled", "2 assigned"]);
  });

  test("asks back while it is picked; what was picked is picked anew at the other place", async () => {
    const { order, shipment } = await assigned();
    await startPicking(shop.ctx(), shipment);
    await pickItem(shop.ctx(), shipment, "TEST-A", 2);
    await expect(send(shipment)).rejects.toMatchObject({
      kind: "invalid_transition",
      details: { confirm: "pickAgain" },
    });
    await send(shipment, { pickAgain: true });
    expect(await brings(order)).toEqual([{ shipment: "2", sku: "TEST-A", units: 3, picked: 0 }]);
  });

  test("stays once its box is closed, and is found cancelled when it is asked for again", async () => {
    const { shipment } = await assigned();
    const other = await assigned();
    await send(shipment);
    await expect(send(shipment)).rejects.toThrow(/is cancelled. Look for the one that took its place/);
    await startPicking(shop.ctx(), other.shipment);
    await pickItem(shop.ctx(), other.shipment, "TEST-A", 3);
    await packShipment(shop.ctx(), other.shipment);
    await expect(send(other.shipment, { pickAgain: true })).rejects.toThrow(/is packed. Open its box/);
  });

  test("can go back where it came from", async () => {
    const { order, shipment } = await assigned();
    await send(shipment);
    await send(`${order.number}-2`, { to: "EAST" });
    expect(await states(order)).toEqual(["1 cancelled", "2 cancelled", "3 assigned"]);
    expect(await shelf("TEST-A", "EAST")).toEqual({ available: 7, reserved: 0, committed: 3 });
    expect(await shelf("TEST-A", "WEST")).toEqual({ available: 10, reserved: 0, committed: 0 });
  });
});

test("pickers, a cancellation, buyers and several re-routings at once leave sound books, and move no unit twice", async () => {
  const all = await Promise.all([assigned(), assigned()]);
  const outcomes = await Promise.allSettled(
    all.flatMap(({ order, shipment }, i) => [
      send(shipment, { pickAgain: true }),
      send(shipment, { to: "WEST", pickAgain: true }),
      startPicking(shop.ctx(), shipment).then(() => pickItem(shop.ctx(), shipment, "TEST-A", 1)),
      paidOrder(shop, [{ sku: "TEST-A", quantity: 2 }]),
      ...(i === 0
        ? [
            cancelOrder(shop.ctx(), order.id, { reason: "customer" }).then(() =>
              closePayments(shop.ctx(), order.id),
            ),
          ]
        : []),
    ]),
  );
  for (const outcome of outcomes)
    if (outcome.status === "rejected" && !(outcome.reason instanceof DomainError)) throw outcome.reason;
  const [kept] = all.slice(1);
  if (!kept) throw new Error("There was a second order.");
  expect((await states(kept.order)).filter((state) => !state.endsWith("cancelled"))).toHaveLength(1);
  expect(await brings(kept.order)).toMatchObject([{ sku: "TEST-A", units: 3 }]);
});
