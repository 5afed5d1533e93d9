import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import type { CreatedOrder } from "@/server/domain/order/create-order";
import { readOrder } from "@/server/domain/order/order.store";
import { closePayments } from "@/server/domain/payment/close-payments";
import type { WithPorts } from "@/server/ports";
import type { Carrier } from "@/server/ports/carrier";
import {
  deliver,
  eventsOf,
  eventually,
  paidOrder,
  shipmentsOf,
  type TestApp,
  testApp,
} from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { assignShipments } from "./assign-shipments";
import { buyLabel } from "./buy-label";
import { packShipment } from "./pack-shipment";
import { pickItem, startPicking } from "./pick-shipment";
import { pollParcels } from "./poll-parcels";
import { recordTracking } from "./record-tracking";
import { shipOrder } from "./ship-order";
import { ordersWithStrayLabels, voidLabels } from "./void-labels";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 25, stock: { "TEST-A": { EAST: 100 }, "TEST-B": { EAST: 12, WEST: 12 } } });
});
afterEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await expectSoundBooks(shop);
});
afterAll(() => shop.drop());

const count = (names: string[], name: string) => names.filter((one) => one === name).length;
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

/** A paid order with its shipments assigned; their numbers. */
async function assigned(
  lines = [{ sku: "TEST-A", quantity: 1 }],
): Promise<{ order: CreatedOrder; names: string[] }> {
  const order = await paidOrder(shop, lines);
  await assignShipments(shop.ctx(), order.id);
  return { order, names: (await shipmentsOf(shop, order.id)).map((shipment) => shipment.number) };
}

async function pickAndPack(name: string): Promise<void> {
  await startPicking(shop.ctx(), name);
  const lines = await shop.rows<{ sku: string; quantity: number }>(
    `select ol.sku, l.quantity from shipment_line l join shipment s on s.id = l.shipment_id
       join order_line ol on ol.id = l.order_line_id where s.number = $1`,
    [name],
  );
  for (const { sku, quantity } of lines) await pickItem(shop.ctx(), name, sku, quantity);
  await packShipment(shop.ctx(), name);
}

async function packed(lines?: { sku: string; quantity: number }[]) {
  const made = await assigned(lines);
  for (const name of made.names) await pickAndPack(name);
  return { ...made, name: made.names[0] ?? "" };
}

const labelsAtCarrier = (order: CreatedOrder) =>
  shop.rows<{ tracking_number: string; voided: boolean }>(
    `select tracking_number, voided_at is not null as voided from sandbox.ups_parcel
      where exists (select 1 from unnest(reference_numbers) r where r like $1)`,
    [`${order.number}%`],
  );

/** Cancels, and asks for the money back as the policy does. */
async function cancel(order: CreatedOrder): Promise<void> {
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
  await closePayments(shop.ctx(), order.id);
}

const carrierWith = (change: (real: Carrier) => Partial<Carrier>): WithPorts => {
  const ctx = shop.ctx();
  const real = ctx.ports.carriers.ups;
  if (!real) throw new Error("UPS is not set up.");
  return { ...ctx, ports: { ...ctx.ports, carriers: { ups: { ...real, ...change(real) } } } };
};

test("a paid order is assigned once to the place that holds it, however many ask", async () => {
  const order = await paidOrder(shop);
  await Promise.all(Array.from({ length: 10 }, () => assignShipments(shop.ctx(), order.id)));
  expect(await shipmentsOf(shop, order.id)).toMatchObject([
    { number: `${order.number}-1`, status: "assigned" },
  ]);
  expect(count(await eventsOf(shop, order.id), "ShipmentAssigned")).toBe(1);
});

test("from the shelf to the doorstep: pick, pack, label, ship, deliver", async () => {
  const { order, names } = await assigned([
    { sku: "TEST-A", quantity: 2 },
    { sku: "TEST-B", quantity: 1 },
  ]);
  const name = names[0] ?? "";
  await startPicking(shop.ctx(), name);
  await expect(pickItem(shop.ctx(), name, "TEST-FOOD", 1)).rejects.toMatchObject({
    message: `TEST-FOOD does not belong to shipment ${name}. Put it back.`,
  });
  await expect(pickItem(shop.ctx(), name, "TEST-A", 3)).rejects.toMatchObject({ kind: "invalid_input" });
  await pickItem(shop.ctx(), name, "TEST-A", 2);
  await expect(packShipment(shop.ctx(), name)).rejects.toMatchObject({
    message: "Still to pick: 1 × Test article B.",
  });
  await pickItem(shop.ctx(), name, "TEST-B", 1);
  await packShipment(shop.ctx(), name);
  const { trackingNumber } = await buyLabel(shop.ctx(), name);
  expect(trackingNumber).toMatch(/^1Z[0-9A-Z]{16}$/);
  expect(await shipOrder(shop.ctx(), name)).toEqual({ trackingNumber, trackingNumbers: [trackingNumber] });
  expect(await shipOrder(shop.ctx(), name)).toEqual({ trackingNumber, trackingNumbers: [trackingNumber] });
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("shipped");
  expect(count(await eventsOf(shop, order.id), "OrderShipped")).toBe(1);

  await shop.control("POST", "/control/parcels/advance", { trackingNumber, to: "delivered" });
  const [shipment] = await shipmentsOf(shop, order.id);
  if (!shipment) throw new Error("There is no shipment.");
  await pollParcels(shop.ctx(), shipment.id);
  await pollParcels(shop.ctx(), shipment.id);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("delivered");
  expect(count(await eventsOf(shop, order.id), "OrderDelivered")).toBe(1);
  expect(await shipmentsOf(shop, order.id)).toMatchObject([
    { status: "delivered", pollAt: null, tracking: "delivered" },
  ]);
});

test("the label button pressed twenty times at once buys one label", async () => {
  const { order, name } = await packed();
  const results = await Promise.all(Array.from({ length: 20 }, () => refused(buyLabel(shop.ctx(), name))));
  for (const error of results.filter(Boolean)) expect(error).toMatchObject({ kind: "invalid_transition" });
  expect(results.filter((error) => !error).length).toBeGreaterThanOrEqual(1);
  expect(await labelsAtCarrier(order)).toHaveLength(1);
  expect(count(await eventsOf(shop, order.id), "LabelBought")).toBe(1);
  const [{ tracking_number: known } = { tracking_number: "" }] = await labelsAtCarrier(order);
  expect(await buyLabel(shop.ctx(), name)).toMatchObject({ trackingNumber: known });
});

test("ten people who ship the same packed box at once ship it once", async () => {
  const { order, name } = await packed();
  await Promise.all(Array.from({ length: 10 }, () => refused(shipOrder(shop.ctx(), name))));
  await shipOrder(shop.ctx(), name);
  expect(await labelsAtCarrier(order)).toHaveLength(1);
  expect(count(await eventsOf(shop, order.id), "OrderShipped")).toBe(1);
});

test("an order from two places is partly shipped, then shipped, and delivered with the last parcel", async () => {
  const { order, names } = await packed([{ sku: "TEST-B", quantity: 20 }]);
  const rows = await shipmentsOf(shop, order.id);
  expect(rows).toHaveLength(2);
  const numbers: string[] = [];
  for (const [i, name] of names.entries()) {
    numbers.push((await shipOrder(shop.ctx(), name)).trackingNumber);
    expect((await readOrder(shop.ctx(), order.id)).status).toBe(i === 0 ? "partially_shipped" : "shipped");
    if (i === 0)
      await expect(cancelOrder(shop.ctx(), order.id, { reason: "customer" })).rejects.toMatchObject({
        message: `Order ${order.number} has partly left the warehouse; it can no longer be cancelled.`,
      });
  }
  for (const [i, row] of rows.entries()) {
    await shop.control("POST", "/control/parcels/advance", { trackingNumber: numbers[i], to: "delivered" });
    await pollParcels(shop.ctx(), row.id);
    expect((await readOrder(shop.ctx(), order.id)).status).toBe(i === 0 ? "shipped" : "delivered");
  }
});

test("pushes that come doubled and backwards deliver an order once", async () => {
  const { order, name } = await packed();
  const { trackingNumber } = await shipOrder(shop.ctx(), name);
  await shop.ctx().ports.carriers.ups?.subscribe(trackingNumber);
  await shop.control("POST", "/control/parcels/advance", { trackingNumber, to: "delivered" });
  const pushes = await eventually(async () => {
    const told = shop.webhooks.filter(
      (one) => one.path.endsWith("/ups") && one.body.includes(trackingNumber),
    );
    expect(told.length).toBeGreaterThan(1);
    return told;
  });
  await Promise.all([...pushes, ...pushes].reverse().map((push) => deliver(shop.ctx(), push)));
  const [shipment] = await shipmentsOf(shop, order.id);
  if (shipment) await pollParcels(shop.ctx(), shipment.id);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("delivered");
  const events = await eventsOf(shop, order.id);
  expect(count(events, "OrderDelivered")).toBe(1);
  const scans = await shop.rows(
    "select at, code, count(*) from tracking_scan t join parcel p on p.id = t.parcel_id where p.tracking_number = $1 group by 1, 2",
    [trackingNumber],
  );
  expect(count(events, "ShipmentTracked")).toBe(scans.length);
});

test("a parcel that is delivered before anybody pressed ship delivers its order once it is shipped", async () => {
  const { order, name } = await packed();
  const { trackingNumber } = await buyLabel(shop.ctx(), name);
  const scans = [{ state: "delivered" as const, code: "KB", description: "Delivered", at: shop.clock.now() }];
  await recordTracking(shop.ctx(), trackingNumber, scans);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("paid");
  await shipOrder(shop.ctx(), name);
  await recordTracking(shop.ctx(), trackingNumber, scans);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("delivered");
});

test("an order cancelled after its label was bought gives the label back once", async () => {
  const { order, name } = await packed();
  await buyLabel(shop.ctx(), name);
  await cancel(order);
  await Promise.all([1, 2, 3].map(() => voidLabels(shop.ctx(), order.id)));
  expect(await labelsAtCarrier(order)).toMatchObject([{ voided: true }]);
  expect(count(await eventsOf(shop, order.id), "LabelVoided")).toBe(1);
  await expect(shipOrder(shop.ctx(), name)).rejects.toMatchObject({
    message: `Shipment ${name} is cancelled; it can't ship.`,
  });
});

test("an order cancelled while its label is being printed gives the label back", async () => {
  const { order, name } = await packed();
  const cancelling = carrierWith((real) => ({
    async book(parcel) {
      const booked = await real.book(parcel);
      await cancel(order);
      await voidLabels(shop.ctx(), order.id);
      return booked;
    },
  }));
  await expect(buyLabel(cancelling, name)).rejects.toMatchObject({ kind: "invalid_transition" });
  expect(await labelsAtCarrier(order)).toMatchObject([{ voided: true }]);
});

test("a label of a cancelled order that a crash left behind is found and given back", async () => {
  const { order, name } = await packed();
  await buyLabel(shop.ctx(), name);
  await cancel(order);
  expect(await ordersWithStrayLabels(shop.ctx(), 10)).toEqual([{ id: order.id }]);
  await voidLabels(shop.ctx(), order.id);
  expect(await ordersWithStrayLabels(shop.ctx(), 10)).toEqual([]);
});

test("a carrier that refuses the address says why, and the next press asks again", async () => {
  const { order, name } = await packed();
  const refusing = carrierWith((real) => ({
    book: (parcel) => real.book({ ...parcel, to: { ...parcel.to, city: "", postalCode: "" } }),
  }));
  await expect(buyLabel(refusing, name)).rejects.toMatchObject({ name: "DomainError" });
  expect(
    await shop.rows(
      "select label_status, failure is not null as told from parcel p join shipment s on s.id = p.shipment_id where s.number = $1",
      [name],
    ),
  ).toEqual([{ label_status: "failed", told: true }]);
  await shipOrder(shop.ctx(), name);
  expect(await labelsAtCarrier(order)).toHaveLength(1);
});
