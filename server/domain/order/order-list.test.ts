import { afterAll, beforeAll, expect, test } from "vitest";
import type { CreatedOrder } from "@/server/domain/order/create-order";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { newId } from "@/server/kernel/id";
import { paidOrder, placeOrder, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { cancelOrder } from "./cancel-order";
import { exportOrders } from "./export-orders";
import { listOrders, waitingCounts } from "./order-list.queries";
import { orderFilterSchema } from "./order-list.schema";

const timeZone = "America/New_York";
let shop: TestApp;
let ada: CreatedOrder;
let percy: CreatedOrder;
let gone: CreatedOrder;
let paid: CreatedOrder;

beforeAll(async () => {
  shop = await testApp();
  ada = await placeOrder(shop.ctx());
  percy = await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 2 }], {
    customer: { email: "Percy@Example.org", name: "=Percy 100%" },
  });
  gone = await placeOrder(shop.ctx());
  await cancelOrder(shop.ctx(), gone.id, { reason: "fraud" });
  paid = await paidOrder(shop);
});
afterAll(() => shop.drop());

const found = async (filter: Record<string, string>) =>
  (await listOrders(shop.ctx(), orderFilterSchema.parse(filter), { timeZone })).rows.map((row) => row.number);

test("the newest order comes first, and a row says who, what and how much", async () => {
  const { rows } = await listOrders(shop.ctx(), {}, { timeZone });
  expect(rows.map((row) => row.number)).toEqual([paid, gone, percy, ada].map((order) => order.number));
  expect(rows[2]).toMatchObject({
    status: "pending",
    customerName: "=Percy 100%",
    email: "percy@example.org",
    units: 2,
    first: "Test article B",
    more: 0,
    total: percy.total,
    openRefund: false,
  });
});

test("turning pages forth and back shows every order once", async () => {
  const turn = (over: { after?: string; before?: string }) =>
    listOrders(shop.ctx(), {}, { timeZone, limit: 3, ...over });
  const first = await turn({});
  expect(first.newer).toBeNull();
  const second = await turn({ after: first.older ?? "" });
  expect(second.rows.map((row) => row.number)).toEqual([ada.number]);
  expect(second.older).toBeNull();
  const back = await turn({ before: second.newer ?? "" });
  expect(back.rows).toEqual(first.rows);
  expect(back.newer).toBeNull();
});

test("an order is found by number, e-mail, part of a name, or SKU", async () => {
  expect(await found({ q: ada.number.toLowerCase() })).toEqual([ada.number]);
  expect(await found({ q: ada.number.slice(3) })).toEqual([ada.number]);
  expect(await found({ q: "percy@example.ORG" })).toEqual([percy.number]);
  expect(await found({ q: "percy" })).toEqual([percy.number]);
  expect(await found({ q: "test-b" })).toEqual([percy.number]);
});

test("a per cent sign in a search is a per cent sign", async () => {
  expect(await found({ q: "100%" })).toEqual([percy.number]);
  expect(await found({ q: "%" })).toEqual([percy.number]);
  expect(await found({ q: "_" })).toEqual([]);
});

test("an order is found by its shipment and by the tracking number on its box", async () => {
  await assignShipments(shop.ctx(), paid.id);
  const [shipment] = await shipmentsOf(shop, paid.id);
  await shop.rows(
    `insert into parcel (id, shipment_id, weight_grams, carrier, service, label_status, tracking_number, carrier_ref, created_at, changed_at)
     values ($1, $2, 500, 'ups', 'standard', 'bought', '1ZHF12340300000017', 'ref', now(), now())`,
    [newId(), shipment?.id],
  );
  expect(await found({ q: shipment?.number ?? "" })).toEqual([paid.number]);
  expect(await found({ q: "1zhf1234 03 0000 0017" })).toEqual([paid.number]);
});

test("filters for status, reason and day narrow the list; a mistake in the address is left out", async () => {
  expect(await found({ status: "paid" })).toEqual([paid.number]);
  expect(await found({ status: "cancelled", reason: "fraud" })).toEqual([gone.number]);
  expect(await found({ reason: "customer" })).toEqual([]);
  expect(await found({ status: "lost" })).toHaveLength(4);

  // 23:30 on 1 June in New York is already 2 June in UTC.
  await shop.rows("update orders set created_at = '2026-06-02T03:30:00Z' where id = $1", [ada.id]);
  expect(await found({ from: "2026-06-01", to: "2026-06-01" })).toEqual([ada.number]);
  expect(await found({ from: "2026-06-02", to: "2026-06-02" })).toEqual([]);
});

test("an order whose money has not gone back yet is in the view of open refunds", async () => {
  expect(await found({ refund: "open" })).toEqual([]);
  const [row] = await shop.rows<{ id: string }>("select id from payment where order_id = $1", [paid.id]);
  await shop.rows(
    `insert into refund (id, payment_id, order_id, amount, reason, status, cause_key, created_at, changed_at)
     values ($1, $2, $3, 1, 'test', 'failed', 'test', now(), now())`,
    [newId(), row?.id, paid.id],
  );
  expect(await found({ refund: "open" })).toEqual([paid.number]);
});

test("the saved views know how many orders wait", async () => {
  expect(await waitingCounts(shop.ctx())).toEqual({ pending: 2, paid: 1, partly: 0, held: 0 });
});

test("the export names its time zone, has every order of the filter, and disarms formulas", async () => {
  let text = "";
  for await (const lines of exportOrders(shop.ctx(), { status: "pending" }, timeZone)) text += lines;
  const [head, ...lines] = text.trimEnd().split("\r\n");
  expect(head).toContain("Placed (America/New_York)");
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`${percy.number},`);
  expect(lines[0]).toContain("'=Percy 100%");
  expect(lines[1]).toContain("2026-06-01 23:30:00");
});
