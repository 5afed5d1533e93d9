import { afterAll, beforeAll, expect, test } from "vitest";
import { testShop } from "@/db/seed/test-fixtures";
import { testDatabase } from "@/db/testing";
import { type Warehouse, warehouse } from "@/server/domain/shipment/testing";
import { newId } from "@/server/kernel/id";
import { shopperOrder } from "./shopper.queries";

let database: Awaited<ReturnType<typeof testDatabase>>;
let shop: Warehouse;
// Monday morning in New York.
const monday = new Date("2026-11-23T14:00:00Z");
beforeAll(async () => {
  database = await testDatabase();
  await testShop(database.pool, { now: monday });
  shop = await warehouse(database.pool, monday);
});
afterAll(() => database.drop());

const query = (text: string, values: unknown[] = []) => database.pool.query(text, values);

/** An order whose shipment has left in two boxes: two of A in one, B in the other. */
async function sent() {
  const order = await shop.paid([
    { sku: "TEST-A", quantity: 2 },
    { sku: "TEST-B", quantity: 1 },
  ]);
  const { rows } = await query("select id from shipment where order_id = $1", [order.id]);
  const shipment: string = rows[0].id;
  await query("update shipment set status = 'shipped', shipped_at = ship_by where id = $1", [shipment]);
  const parcels = [newId(), newId()];
  for (const [i, id] of parcels.entries()) {
    await query("insert into shipment_package (shipment_id, position, weight_grams) values ($1, $2, 900)", [
      shipment,
      i + 1,
    ]);
    await query(
      `insert into package_line (shipment_id, position, order_line_id, stock_level_id, quantity)
       select l.shipment_id, $2, l.order_line_id, l.stock_level_id, l.quantity from shipment_line l
         join order_line o on o.id = l.order_line_id where l.shipment_id = $1 and o.position = $2`,
      [shipment, i + 1],
    );
    await query(
      `insert into parcel (id, shipment_id, position, weight_grams, carrier, service, label_status, tracking_number,
                           carrier_ref, created_at, changed_at)
       values ($1::uuid, $2, $3, 900, 'ups', 'standard', 'bought', 'track-' || $1::text, 'ref', now(), now())`,
      [id, shipment, i + 1],
    );
  }
  await query("update orders set status = 'shipped', shipped_at = now() where id = $1", [order.id]);
  return { order, shipment, parcels };
}

const scan = (
  parcel: string | undefined,
  state: string,
  at: string,
  description: string,
  place: string | null = null,
) =>
  query(
    `insert into tracking_scan (parcel_id, state, code, description, place, at, received_at)
     values ($1, $2::tracking_state, $3, $4, $5, $6, $6)`,
    [parcel, state, description.slice(0, 20), description, place, at],
  );
const seen = async (id: string, now = monday) => {
  const view = await shopperOrder({ ...shop.shopper, now }, id as never);
  return view.parcels;
};

test("before it is packed there is no parcel to see; then it is packed, without a number", async () => {
  const order = await shop.paid([{ sku: "TEST-A", quantity: 1 }]);
  expect(await seen(order.id)).toEqual([]);
  await query("update shipment set status = 'packed' where order_id = $1", [order.id]);
  expect(await seen(order.id)).toMatchObject([
    {
      trackingNumber: null,
      progress: { reached: "packed" },
      items: [{ title: "Test article A", quantity: 1 }],
    },
  ]);
});

test("each parcel tells what is in it, how far it is and when it comes", async () => {
  const { order, parcels } = await sent();
  await scan(parcels[0], "in_transit", "2026-11-25T02:00:00Z", "Departed from Facility", "ALBANY, NY, US");
  // Half past nine in the evening in New York is still the 27th there.
  await query("update parcel set estimated_at = '2026-11-28T02:30:00Z' where id = $1", [parcels[0]]);
  const [a, b] = await seen(order.id, new Date("2026-11-25T15:00:00Z"));
  expect(a).toMatchObject({
    items: [{ title: "Test article A", quantity: 2 }],
    progress: { reached: "on_its_way" },
    promise: { mood: "plain", words: "Expected Fri 27 Nov" },
    scans: [{ words: "It left a sorting centre", place: "Albany" }],
  });
  expect(b).toMatchObject({
    items: [{ title: "Test article B", quantity: 1 }],
    progress: { reached: "handed_over" },
    promise: { words: "Promised for Fri 27 Nov – Tue 1 Dec" },
  });
});

test("one parcel arrives as promised, the other late with its reason; each keeps its own word", async () => {
  const { order, parcels } = await sent();
  await scan(parcels[0], "delivered", "2026-12-01T20:00:00Z", "Delivered");
  await scan(parcels[1], "exception", "2026-11-30T20:00:00Z", "Severe weather conditions", "MEMPHIS, TN, US");
  await scan(parcels[1], "delivered", "2026-12-02T20:00:00Z", "Delivered");
  expect((await seen(order.id, new Date("2026-12-03T15:00:00Z"))).map(({ promise }) => promise)).toEqual([
    { mood: "good", words: "Arrived on Tue 1 Dec, as promised" },
    { mood: "bad", words: "Arrived on Wed 2 Dec, a day later than promised: weather delay in Memphis" },
  ]);
});

test("trouble, lateness and a parcel that comes back are told with what is done about it", async () => {
  const { order, parcels } = await sent();
  await scan(parcels[0], "exception", "2026-11-26T20:00:00Z", "The apartment number is missing");
  await scan(parcels[1], "returned", "2026-11-26T20:00:00Z", "Returning to sender");
  const [a, b] = await seen(order.id, new Date("2026-11-27T15:00:00Z"));
  expect(a?.trouble).toMatchObject({ title: "The carrier can’t find the address" });
  expect(a?.trouble?.text).not.toContain("this mail");
  expect(b).toMatchObject({ progress: { turned: "coming_back" }, promise: null });
  expect(b?.trouble?.title).toBe("It is on its way back to us");
});

test("past its promise a parcel is late, also when the carrier says nothing", async () => {
  const { order } = await sent();
  const [a] = await seen(order.id, new Date("2026-12-02T15:00:00Z"));
  expect(a).toMatchObject({
    promise: { mood: "bad", words: "It should have been with you by Tue 1 Dec" },
    trouble: { title: "It is later than we promised" },
  });
});

test("what waits for stock is told, until it is filled", async () => {
  const order = await shop.paid([{ sku: "TEST-B", quantity: 3 }]);
  await query(
    `insert into backorder (id, order_id, order_line_id, quantity, reason, opened_at)
     select $1, order_id, id, 1, 'Not found', now() from order_line where order_id = $2`,
    [newId(), order.id],
  );
  const follows = async () => (await shopperOrder(shop.shopper, order.id)).follows;
  expect(await follows()).toEqual([{ title: "Test article B", variantTitle: "", quantity: 1 }]);
  await query("update backorder set closed_at = now(), outcome = 'filled' where order_id = $1", [order.id]);
  expect(await follows()).toEqual([]);
});
