import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { updateInventory } from "@/server/domain/inventory/update-inventory";
import { newId } from "@/server/kernel/id";
import { newYork, orderInput, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { cancelOrder } from "./cancel-order";
import { createOrder } from "./create-order";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    stock: {
      "TEST-A": { EAST: 100, WEST: 5 },
      "TEST-B": { EAST: 3, WEST: 4 },
      "TEST-FOOD": { EAST: 10, WEST: 0 },
    },
  });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => "accepted",
    (error: unknown) => error,
  );
const held = (order: string) =>
  shop.rows<{ place: string; lot: string | null; units: number }>(
    `select l.code as place, t.code as lot, r.quantity as units from reservation r join orders o on o.id = r.order_id
       join stock_level s on s.id = r.stock_level_id join location l on l.id = s.location_id left join lot t on t.id = s.lot_id
      where o.number = $1 order by 1, 2`,
    [order],
  );
const available = async (sku: string) =>
  (
    await shop.rows<{ units: number }>(
      "select sum(available)::int as units from stock_level s join variant v on v.id = s.variant_id where sku = $1",
      [sku],
    )
  )[0]?.units;

test("an order has a number, the total of its items, shipping and tax, and half an hour to pay", async () => {
  const order = await placeOrder(shop.ctx(), [
    { sku: "TEST-A", quantity: 2 },
    { sku: "TEST-FOOD", quantity: 1 },
  ]);
  expect(order.number).toMatch(/^HF-\d{6}$/);
  // 20.00 + 5.00 items, 5.00 shipping; 8 % on 20.00 and on shipping, food is free of tax in New York.
  expect(order.total).toEqual({ amount: 3200, currency: "USD" });
  expect(Math.round((order.paymentDueAt.getTime() - shop.clock.now().getTime()) / 60_000)).toBe(30);
  const events = await shop.rows("select name, payload, actor from event where order_id = $1 order by id", [
    order.id,
  ]);
  expect(events.map((event) => event.name)).toEqual(["OrderCreated", "InventoryReserved"]);
  expect(events[0]?.payload).toMatchObject({ orderNumber: order.number, total: order.total });
  expect(events[0]?.actor).toBe("shopper");
});

test("a guest who comes back is the same customer; the name on the order is what was given with it", async () => {
  const customer = { email: "Grace@Example.com", name: "Grace" };
  const first = await placeOrder(shop.ctx(), undefined, { customer });
  const second = await placeOrder(shop.ctx(), undefined, { customer: { ...customer, name: "Grace Hopper" } });
  const rows = await shop.rows<{ customer_id: string; customer_name: string }>(
    "select customer_id, customer_name from orders where number = any($1) order by number",
    [[first.number, second.number]],
  );
  expect(rows.map((row) => row.customer_name)).toEqual(["Grace", "Grace Hopper"]);
  expect(new Set(rows.map((row) => row.customer_id)).size).toBe(1);
  const third = await placeOrder(shop.ctx(), undefined, { customerId: rows[0]?.customer_id });
  expect(await shop.rows("select email from orders where id = $1", [third.id])).toEqual([
    { email: "grace@example.com" },
  ]);
});

test("twenty first orders of one new customer at once make one customer", async () => {
  const customer = { email: "twenty@example.com", name: "Twenty" };
  const orders = await Promise.all(
    Array.from({ length: 20 }, () => placeOrder(shop.ctx(), undefined, { customer })),
  );
  expect(new Set(orders.map((order) => order.number)).size).toBe(20);
  const events = await shop.rows(
    `select 1 from event e join orders o on o.id = e.order_id where o.email = $1 and name = 'OrderCreated'
        and payload ->> 'customerId' <> o.customer_id::text`,
    [customer.email],
  );
  expect(events).toEqual([]);
});

test("the same key gives the same order, also when it comes twenty times at once", async () => {
  const input = orderInput([{ sku: "TEST-A", quantity: 1 }]);
  const before = await available("TEST-A");
  const orders = await Promise.all(Array.from({ length: 20 }, () => createOrder(shop.ctx(), input)));
  const again = await createOrder(shop.ctx(), input);
  expect(new Set([...orders, again].map((order) => order.number)).size).toBe(1);
  expect(again).toEqual(orders[0]);
  expect(await available("TEST-A")).toBe((before ?? 0) - 1);
});

test("the same key twenty times at once for the last unit gives everybody that order", async () => {
  const goods = await available("TEST-B");
  const input = orderInput([{ sku: "TEST-B", quantity: goods ?? 0 }]);
  const orders = await Promise.all(Array.from({ length: 20 }, () => createOrder(shop.ctx(), input)));
  const one = await createOrder(shop.ctx(), input);
  expect(new Set(orders.map((order) => order.number))).toEqual(new Set([one.number]));
  expect(await cancelOrder(shop.ctx(), one.id, { reason: "customer" })).toBe("cancel");
});

test("the same key for another order is a mistake and is told", async () => {
  const idempotencyKey = newId();
  await placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 1 }], { idempotencyKey });
  await expect(
    placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 2 }], { idempotencyKey }),
  ).rejects.toMatchObject({
    kind: "idempotency_conflict",
  });
});

test("a total that is not the one that was shown is refused with both figures", async () => {
  const lines = [{ sku: "TEST-A", quantity: 1 }];
  const total = (amount: number) => ({ expectedTotal: { amount, currency: "USD" } });
  await expect(placeOrder(shop.ctx(), lines, total(1500))).rejects.toMatchObject({
    kind: "price_changed",
    message: expect.stringContaining("$16.20, not $15.00"),
    details: { expected: { amount: 1500 }, actual: { amount: 1620 } },
  });
  await placeOrder(shop.ctx(), lines, total(1620));
});

test("what the shop does not sell, or not there, is refused", async () => {
  const order = (over: Record<string, unknown>, sku = "TEST-A") =>
    placeOrder(shop.ctx(), [{ sku, quantity: 1 }], over);
  await expect(order({}, "NONE")).rejects.toMatchObject({ kind: "not_found", details: { sku: "NONE" } });
  await expect(order({ customerId: newId() })).rejects.toMatchObject({ kind: "not_found" });
  await expect(order({ shippingMethod: "drone" })).rejects.toMatchObject({
    kind: "invalid_input",
    details: { options: ["standard", "express"] },
  });
  const paris = { ...newYork, city: "Paris", region: undefined, postalCode: "75001", country: "FR" };
  await expect(order({ shippingAddress: paris })).rejects.toMatchObject({
    kind: "undeliverable",
    message: "We don't ship to France yet.",
  });
  await expect(placeOrder(shop.ctx(), [{ sku: "TEST-A", quantity: 70 }])).rejects.toMatchObject({
    kind: "undeliverable",
    message: expect.stringContaining("35.0 kg"),
  });
  const [{ id } = { id: "" }] = await shop.rows<{ id: string }>(
    "update product set published_at = null where id = (select product_id from variant where sku = 'TEST-FOOD') returning id",
  );
  await expect(order({}, "TEST-FOOD")).rejects.toMatchObject({
    kind: "not_found",
    message: "Test food is no longer sold. Take it out of the cart to go on.",
  });
  await shop.rows("update product set published_at = '2020-01-01' where id = $1", [id]);
});

test("what was typed wrong is named with its field", () => {
  const problems = (over: Record<string, unknown>, lines = [{ sku: "TEST-A", quantity: 1 }]) => {
    try {
      orderInput(lines, over);
      return [];
    } catch (error) {
      return (error as { issues: { path: string[] }[] }).issues.map((issue) => issue.path.join("."));
    }
  };
  const customer = { email: "ada@example.com", name: "Ada" };
  expect(problems({ customer: { ...customer, email: "ada@example" } })).toEqual(["customer.email"]);
  expect(problems({ customer: { ...customer, name: " " } })).toEqual(["customer.name"]);
  expect(problems({ customer: { ...customer, phone: "12" } })).toEqual(["customer.phone"]);
  expect(problems({ shippingAddress: { ...newYork, postalCode: "SW1A 1AA" } })).toEqual([
    "shippingAddress.postalCode",
  ]);
  expect(problems({ shippingAddress: { ...newYork, region: undefined } })).toEqual([
    "shippingAddress.region",
  ]);
  expect(problems({ customer: undefined })).toEqual(["customer"]);
  // What PostgreSQL can't keep is refused like any other typing, not by a fault.
  expect(problems({ customer: { ...customer, name: "Ada\u0000" } })).toEqual(["customer.name"]);
  expect(problems({ shippingAddress: { ...newYork, line1: "Broken \ud83d half" } })).toEqual([
    "shippingAddress.line1",
  ]);
  expect(problems({ idempotencyKey: "a\u0000b" })).toEqual(["idempotencyKey"]);
  expect(problems({}, [])).toEqual(["lines"]);
  expect(problems({}, [{ sku: "TEST-A", quantity: 0 }])).toEqual(["lines.0.quantity"]);
});

test("an order for more than there is says what is left and holds nothing", async () => {
  await expect(
    placeOrder(shop.ctx(), [
      { sku: "TEST-A", quantity: 1 },
      { sku: "TEST-B", quantity: 8 },
    ]),
  ).rejects.toMatchObject({
    kind: "out_of_stock",
    message: "Only 7 of Test article B are left; you asked for 8.",
    details: { lines: [{ sku: "TEST-B", requested: 8, available: 7 }] },
  });
});

test("an order that no single place can fill is split over two, and says why", async () => {
  const order = await placeOrder(shop.ctx(), [{ sku: "TEST-B", quantity: 5 }]);
  expect(await held(order.number)).toEqual([
    { place: "EAST", lot: null, units: 3 },
    { place: "WEST", lot: null, units: 2 },
  ]);
  const [row] = await shop.rows<{ routing: { reason: string } }>("select routing from orders where id = $1", [
    order.id,
  ]);
  expect(row?.routing.reason).toContain("No single place holds everything");
});

test("the lot that expires first goes first, and one too near its date is not sold", async () => {
  const [first] = shop.shop.variants["TEST-FOOD"].lots;
  const before = (await available("TEST-FOOD")) ?? 0;
  const early = (
    await shop.rows<{ units: number }>("select available as units from stock_level where id = $1", [
      first?.levels.EAST,
    ])
  )[0]?.units;
  const order = await placeOrder(shop.ctx(), [{ sku: "TEST-FOOD", quantity: (early ?? 0) + 1 }]);
  expect(await held(order.number)).toEqual([
    { place: "EAST", lot: "LOT-EARLY", units: early },
    { place: "EAST", lot: "LOT-LATE", units: 1 },
  ]);
  await cancelOrder(shop.ctx(), order.id, { reason: "customer" });

  await shop.rows("update lot set expires_at = $2 where id = $1", [
    first?.id,
    new Date(shop.clock.now().getTime() + 6 * 86_400_000),
  ]);
  await expect(placeOrder(shop.ctx(), [{ sku: "TEST-FOOD", quantity: before }])).rejects.toMatchObject({
    details: { lines: [{ available: before - (early ?? 0) }] },
  });
});

test("an order takes two round trips to the database", async () => {
  await placeOrder(shop.ctx());
  const query = vi.spyOn(pg.Client.prototype, "query");
  await placeOrder(shop.ctx(), [
    { sku: "TEST-A", quantity: 1 },
    { sku: "TEST-B", quantity: 1 },
  ]);
  const texts = query.mock.calls.map(([config]) => (config as { name?: string }).name);
  query.mockRestore();
  expect(texts.filter((name) => name === "order-snapshot" || name === "place-order")).toEqual([
    "order-snapshot",
    "place-order",
  ]);
});

test("an order whose insert fails leaves no trace, not even a taken unit", async () => {
  const before = await available("TEST-A");
  // A title that the table refuses, as any fault in the middle of the statement would be.
  await shop.rows("alter table order_line add constraint no_more check (sku <> 'TEST-A') not valid");
  const outcome = await refused(placeOrder(shop.ctx()));
  await shop.rows("alter table order_line drop constraint no_more");
  expect(outcome).toBeInstanceOf(Error);
  expect(await available("TEST-A")).toBe(before);
});

test("several lines of one article at agreed prices each hold their own units, also over two places", async () => {
  for (const [location, quantity] of [
    ["EAST", 3],
    ["WEST", 2],
  ] as const)
    await updateInventory(shop.ctx(), { sku: "TEST-B", location, kind: "receive", quantity, reason: "test" });
  const left = (await available("TEST-B")) ?? 0;
  const { id, number, total } = await createOrder(shop.ctx(), {
    ...orderInput([{ sku: "TEST-B", quantity: 1 }]),
    lines: [
      { sku: "TEST-B", quantity: 2, unitAmount: 2500 },
      { sku: "TEST-B", quantity: left - 2, unitAmount: 1000 },
    ],
    carriage: { method: "agreed", title: "Carriage as agreed", amount: 1500, service: "standard" },
  });
  // 8 % on each line and on the carriage.
  const second = (left - 2) * 1000;
  expect(total.amount).toBe(5000 + second + 1500 + (5000 + second + 1500) * 0.08);
  expect((await held(number)).reduce((units, line) => units + line.units, 0)).toBe(left);
  expect(new Set((await held(number)).map((line) => line.place))).toEqual(new Set(["EAST", "WEST"]));
  await expectSoundBooks(shop);
  await cancelOrder(shop.ctx(), id, { reason: "staff" });
});

test("nobody outside names a price or what carriage costs", () => {
  const sent = orderInput(
    [{ sku: "TEST-A", quantity: 1, unitAmount: 1 } as { sku: string; quantity: number }],
    {
      carriage: { method: "free", title: "Free", amount: 0 },
    },
  );
  expect(sent.lines).toEqual([{ sku: "TEST-A", quantity: 1 }]);
  expect(sent).not.toHaveProperty("carriage");
});
