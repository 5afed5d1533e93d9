import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readOrder } from "@/server/domain/order/order.store";
import { after, minutes } from "@/server/kernel/clock";
import type { Actor } from "@/server/kernel/ctx";
import { type Id, newId } from "@/server/kernel/id";
import { eventsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { recordTracking } from "./record-tracking";
import { closeIssue, giveUpLost, markArrived, receiveReturned } from "./settle-parcel";
import { issuesOf, scan, sentInTwo, sentOrder } from "./tracking.testing";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 25, stock: { "TEST-A": { EAST: 500 }, "TEST-B": { EAST: 12, WEST: 12 } } });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const mara: Actor = { kind: "staff", id: newId<"user">(), name: "Mara", role: "manager" };
const at = (later: number) => after(shop.clock.now(), minutes(later));
const issueOf = async (id: Id<"order">) =>
  (
    await shop.rows<{ id: string }>(
      "select id from shipment_issue where order_id = $1 and closed_at is null",
      [id],
    )
  )[0]?.id ?? "";
const linesOf = (id: Id<"order">) =>
  shop.rows<{ id: string; sku: string; quantity: number }>(
    "select id, sku, quantity from order_line where order_id = $1 order by position",
    [id],
  );
const refundsOf = (id: Id<"order">) =>
  shop.rows<{ amount: number; reason: string }>(
    "select amount, reason from refund where order_id = $1 order by created_at",
    [id],
  );
const shelf = async (sku: string) =>
  (
    await shop.rows<{ available: number; unavailable: number }>(
      "select s.available, s.unavailable from stock_level s join variant v on v.id = s.variant_id join location l on l.id = s.location_id where v.sku = $1 and l.code = 'EAST'",
      [sku],
    )
  )[0];

async function returned() {
  const sent = await sentOrder(shop, [
    { sku: "TEST-A", quantity: 3 },
    { sku: "TEST-B", quantity: 1 },
  ]);
  await recordTracking(shop.ctx(), sent.trackingNumber, [scan("exception", at(1)), scan("returned", at(2))]);
  return { ...sent, issue: await issueOf(sent.order.id), lines: await linesOf(sent.order.id) };
}

test("a parcel that came back puts its goods on their shelves and gives all the money back, however often it is pressed", async () => {
  const { order, issue, lines } = await returned();
  const before = { a: await shelf("TEST-A"), b: await shelf("TEST-B") };
  const [a, b] = lines;
  const input = {
    issue,
    units: [
      { orderLineId: a?.id ?? "", good: 2, damaged: 1 },
      { orderLineId: b?.id ?? "", good: 1, damaged: 0 },
    ],
    refund: true,
    carriage: true,
    note: "",
  };
  const results = await Promise.all([1, 2, 3, 4].map(() => receiveReturned(shop.ctx(mara), input)));
  expect(new Set(results.map((one) => one.refundId)).size).toBe(1);
  expect(await refundsOf(order.id)).toMatchObject([
    { amount: order.total.amount, reason: expect.stringContaining("came back to us") },
  ]);
  expect(await shelf("TEST-A")).toEqual({
    available: Number(before.a?.available) + 2,
    unavailable: Number(before.a?.unavailable) + 1,
  });
  expect(await shelf("TEST-B")).toEqual({ ...before.b, available: Number(before.b?.available) + 1 });
  expect(await issuesOf(shop, order.id)).toMatchObject([
    { kind: "returned", open: false, closed_by: "staff:Mara", note: "Received back from the carrier." },
  ]);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("shipped");
  expect(await eventsOf(shop, order.id)).not.toContain("OrderDelivered");
});

test("two parcels that came back one after the other come to what was paid, to the cent", async () => {
  const { order, one, two } = await sentInTwo(shop, 1, 2);
  const [line] = await linesOf(order.id);
  for (const [number, good] of [
    [one, 1],
    [two, 2],
  ] as const) {
    await recordTracking(shop.ctx(), number, [scan("returned", at(1))]);
    await receiveReturned(shop.ctx(mara), {
      issue: await issueOf(order.id),
      units: [{ orderLineId: line?.id ?? "", good, damaged: 0 }],
      refund: true,
      carriage: true,
      note: "",
    });
  }
  const refunds = await refundsOf(order.id);
  expect(refunds).toHaveLength(2);
  expect(refunds.reduce((sum, { amount }) => sum + amount, 0)).toBe(order.total.amount);
});

test("more than was sent can't come back, and nothing is written", async () => {
  const { order, issue, lines } = await returned();
  await expect(
    receiveReturned(shop.ctx(mara), {
      issue,
      units: [{ orderLineId: lines[0]?.id ?? "", good: 3, damaged: 1 }],
      refund: true,
      carriage: false,
      note: "",
    }),
  ).rejects.toThrow("Only 3 of TEST-A were sent; 4 can’t be in this parcel.");
  expect(await refundsOf(order.id)).toEqual([]);
  expect(await issueOf(order.id)).toBe(issue);
});

test("a lost parcel gives the money back and keeps no other from delivering the order", async () => {
  const { order, sent } = await sentOrder(shop, [{ sku: "TEST-B", quantity: 12 }]);
  const [one, other] = sent;
  if (!one) throw new Error("Nothing was sent.");
  if (other) await recordTracking(shop.ctx(), other.trackingNumber, [scan("delivered", at(1))]);
  await recordTracking(shop.ctx(), one.trackingNumber, [
    scan("exception", at(1), "Unable to locate the parcel"),
  ]);
  const [line] = await linesOf(order.id);
  const [sentUnits] = await shop.rows<{ units: number }>(
    "select sum(quantity)::int as units from shipment_line where shipment_id = $1",
    [one.row.id],
  );
  const input = {
    issue: await issueOf(order.id),
    units: [{ orderLineId: line?.id ?? "", good: sentUnits?.units ?? 0, damaged: 0 }],
    refund: true,
    carriage: false,
    note: "UPS paid for it",
  };
  await Promise.all([giveUpLost(shop.ctx(mara), input), giveUpLost(shop.ctx(mara), input)]);
  expect(await refundsOf(order.id)).toHaveLength(1);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe(other ? "delivered" : "shipped");
  expect(await issuesOf(shop, order.id)).toMatchObject([{ open: false, note: "UPS paid for it" }]);
  // It turns up at the door after all.
  await recordTracking(shop.ctx(), one.trackingNumber, [scan("delivered", at(9))]);
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("delivered");
});

test("a parcel that the customer has, whatever the carrier says, is delivered; a closed problem is closed once", async () => {
  const { order, trackingNumber } = await sentOrder(shop);
  await recordTracking(shop.ctx(), trackingNumber, [scan("exception", at(1))]);
  const issue = await issueOf(order.id);
  await markArrived(shop.ctx(mara), { issue, note: "She called: it is there." });
  expect((await readOrder(shop.ctx(), order.id)).status).toBe("delivered");
  await closeIssue(shop.ctx(mara), { issue, note: "again" });
  const events = await eventsOf(shop, order.id);
  expect(events.filter((name) => name === "ShipmentIssueClosed")).toHaveLength(1);
  expect(events.filter((name) => name === "OrderDelivered")).toHaveLength(1);
});
