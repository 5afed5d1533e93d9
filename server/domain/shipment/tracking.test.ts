import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { readOrder } from "@/server/domain/order/order.store";
import { after, days, minutes } from "@/server/kernel/clock";
import type { Id } from "@/server/kernel/id";
import type { TrackingScan, TrackingState } from "@/server/ports/carrier";
import { eventsOf, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { buyLabel } from "./buy-label";
import { followAgain } from "./follow-again";
import { pollParcels } from "./poll-parcels";
import { recordTracking } from "./record-tracking";
import { shipOrder } from "./ship-order";
import { subscribeToParcels } from "./subscribe-to-parcels";
import { issuesOf, packedOrder, quickLabels, scan, sentInTwo, sentOrder } from "./tracking.testing";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 25, stock: { "TEST-A": { EAST: 500 }, "TEST-B": { EAST: 12, WEST: 12 } } });
});
afterEach(() => expectSoundBooks(shop));
afterAll(() => shop.drop());

const count = (names: readonly string[], name: string) => names.filter((one) => one === name).length;
const statusOf = async (id: Id<"order">) => (await readOrder(shop.ctx(), id)).status;
const say = (number: string, ...scans: TrackingScan[]) => recordTracking(shop.ctx(), number, scans);
/** Minutes from now. */
const at = (later: number) => after(shop.clock.now(), minutes(later));
const openIssues = async (id: Id<"order">) =>
  (await issuesOf(shop, id)).filter((issue) => issue.open).map((issue) => issue.kind);
const shown = (number: string) =>
  shop.rows(
    `select p.tracking as parcel, s.tracking as shipment, s.status, s.poll_at is null as done
       from parcel p join shipment s on s.id = p.shipment_id where p.tracking_number = $1`,
    [number],
  );

/** Puts a shipped order back to when nobody had heard of its parcels. */
async function forget(id: Id<"order">): Promise<void> {
  await shop.rows(
    "delete from tracking_scan where parcel_id in (select p.id from parcel p join shipment s on s.id = p.shipment_id where s.order_id = $1)",
    [id],
  );
  await shop.rows("delete from shipment_issue where order_id = $1", [id]);
  await shop.rows(
    "delete from event where order_id = $1 and (name like 'ShipmentTracked' or name = 'OrderDelivered' or name like 'Shipment%' and payload ->> 'to' = 'delivered')",
    [id],
  );
  await shop.rows("update orders set status = 'shipped', delivered_at = null where id = $1", [id]);
  await shop.rows("update shipment set status = 'shipped', tracking = 'pre_transit' where order_id = $1", [
    id,
  ]);
}

const journey = fc.oneof(
  fc.constant<TrackingState[]>(["in_transit", "out_for_delivery", "delivered"]),
  fc.constant<TrackingState[]>(["in_transit", "exception", "in_transit", "out_for_delivery", "delivered"]),
  fc.constant<TrackingState[]>(["in_transit", "exception", "returned"]),
  fc.constant<TrackingState[]>(["in_transit", "out_for_delivery", "exception"]),
  fc.constant<TrackingState[]>(["pre_transit", "in_transit", "exception", "out_for_delivery"]),
);

test("however a parcel's scans are shuffled and doubled, they end the same and deliver once", async () => {
  const { order, trackingNumber } = await sentOrder(shop);
  const start = shop.clock.now();
  await fc.assert(
    fc.asyncProperty(
      journey.chain((states) => {
        const scans = states.map((state, i) => ({ ...scan(state, after(start, minutes(i))), code: `${i}` }));
        const arrivals = fc.shuffledSubarray([...scans, ...scans], { minLength: scans.length * 2 });
        return fc.record({ scans: fc.constant(scans), arrivals });
      }),
      async ({ scans, arrivals }) => {
        await forget(order.id);
        for (const one of arrivals) await say(trackingNumber, one);
        const arrived = scans.at(-1)?.state === "delivered";
        expect(await shown(trackingNumber)).toEqual([
          {
            parcel: scans.at(-1)?.state,
            shipment: scans.at(-1)?.state,
            status: arrived ? "delivered" : "shipped",
            done: arrived,
          },
        ]);
        expect(await statusOf(order.id)).toBe(arrived ? "delivered" : "shipped");
        const events = await eventsOf(shop, order.id);
        expect(count(events, "OrderDelivered")).toBe(arrived ? 1 : 0);
        expect(count(events, "ShipmentTracked")).toBe(scans.length);
        const last = scans.at(-1)?.state;
        expect(await openIssues(order.id)).toEqual(last === "exception" || last === "returned" ? [last] : []);
      },
    ),
    { numRuns: 25 },
  );
}, 90_000);

test("the same push ten times at once, beside a poll, counts once", async () => {
  const { order, first, trackingNumber } = await sentOrder(shop, undefined, shop.ctx());
  await shop.control("POST", "/control/parcels/advance", { trackingNumber, to: "delivered" });
  const scans = (await shop.ctx().ports.carriers.ups?.track(trackingNumber))?.scans ?? [];
  expect(scans.length).toBeGreaterThan(3);
  await Promise.all([
    ...Array.from({ length: 10 }, () => say(trackingNumber, ...scans.slice(-1))),
    pollParcels(shop.ctx(), first.row.id),
    pollParcels(shop.ctx(), first.row.id),
  ]);
  const events = await eventsOf(shop, order.id);
  expect(count(events, "OrderDelivered")).toBe(1);
  const kept = await shop.rows(
    "select 1 from tracking_scan where parcel_id in (select id from parcel where tracking_number = $1)",
    [trackingNumber],
  );
  expect(count(events, "ShipmentTracked")).toBe(kept.length);
  expect(await statusOf(order.id)).toBe("delivered");
});

describe("two parcels of one shipment", () => {
  test("are delivered with the later one", async () => {
    const { order, one, two: second } = await sentInTwo(shop, 1, 1);
    await say(one, scan("delivered", at(1)));
    expect(await statusOf(order.id)).toBe("shipped");
    expect(await shown(one)).toMatchObject([{ parcel: "delivered", shipment: "in_transit" }]);
    await say(second, scan("exception", at(2)));
    expect(await shown(second)).toMatchObject([{ shipment: "exception", status: "shipped" }]);
    await say(second, scan("delivered", at(3)));
    expect(await shown(second)).toMatchObject([{ shipment: "delivered", status: "delivered", done: true }]);
    expect(await statusOf(order.id)).toBe("delivered");
    expect(await openIssues(order.id)).toEqual([]);
  });

  test("in two shipments deliver the order with the last", async () => {
    const { order, sent } = await sentOrder(shop, [{ sku: "TEST-B", quantity: 13 }]);
    expect(sent).toHaveLength(2);
    for (const [i, { trackingNumber }] of sent.entries()) {
      await say(trackingNumber, scan("delivered", at(i)));
      expect(await statusOf(order.id)).toBe(i === 0 ? "shipped" : "delivered");
    }
  });
});

test("a parcel delivered before anybody pressed ship delivers its order as soon as it is followed", async () => {
  const { order, shipments } = await packedOrder(shop);
  const name = shipments[0]?.number ?? "";
  const { trackingNumber } = await buyLabel(quickLabels(shop), name);
  await say(trackingNumber, scan("exception", at(0)), scan("delivered", at(1)));
  expect(await statusOf(order.id)).toBe("paid");
  expect(await openIssues(order.id)).toEqual([]);
  await shipOrder(shop.ctx(), name);
  const [row] = await shipmentsOf(shop, order.id);
  if (row) await subscribeToParcels(quickLabels(shop), row.id);
  expect(await statusOf(order.id)).toBe("delivered");
});

describe("a carrier's exception", () => {
  test("is told once however often it is repeated, ends by itself, and is news when it comes again", async () => {
    const { order, trackingNumber } = await sentOrder(shop);
    await say(trackingNumber, scan("exception", at(1)));
    await say(trackingNumber, scan("exception", at(1)), scan("exception", at(2)));
    expect(count(await eventsOf(shop, order.id), "ShipmentException")).toBe(1);
    expect(await issuesOf(shop, order.id)).toMatchObject([
      { kind: "exception", open: true, detail: "Nobody was there to take it; the carrier tries again." },
    ]);
    await say(trackingNumber, scan("in_transit", at(3)));
    expect(await issuesOf(shop, order.id)).toMatchObject([
      { open: false, closed_by: "system", note: "It moves on." },
    ]);
    await say(trackingNumber, scan("exception", at(4), "Incorrect apartment number"));
    expect(await openIssues(order.id)).toEqual(["exception"]);
    expect(count(await eventsOf(shop, order.id), "ShipmentException")).toBe(2);
  });

  test("that is known to be over when it is heard of alarms nobody", async () => {
    const { order, trackingNumber } = await sentOrder(shop);
    await say(trackingNumber, scan("exception", at(1)), scan("out_for_delivery", at(2)));
    expect(await issuesOf(shop, order.id)).toEqual([]);
    expect(await eventsOf(shop, order.id)).not.toContain("ShipmentException");
  });

  test("that a person has closed stays closed until the carrier reports another one", async () => {
    const { order, first, trackingNumber } = await sentOrder(shop);
    await say(trackingNumber, scan("exception", at(1)));
    await shop.rows(
      "update shipment_issue set closed_at = $2, closed_by = 'Mara', note = 'Called' where order_id = $1",
      [order.id, at(5)],
    );
    await followAgain(shop.ctx(), first.row.id);
    expect(await openIssues(order.id)).toEqual([]);
    await say(trackingNumber, scan("exception", at(9)));
    expect(await openIssues(order.id)).toEqual(["exception"]);
  });
});

test("what is handed over after it was turned back has not been delivered", async () => {
  const { order, trackingNumber } = await sentOrder(shop);
  await say(trackingNumber, scan("returned", at(1)), scan("delivered", at(2)));
  expect(await shown(trackingNumber)).toMatchObject([{ parcel: "returned", status: "shipped" }]);
  expect(await openIssues(order.id)).toEqual(["returned"]);
  expect(count(await eventsOf(shop, order.id), "ShipmentReturned")).toBe(1);
});

describe("the promised day", () => {
  test("when it has passed without delivery, the parcel is late, once", async () => {
    const { order, first, trackingNumber } = await sentOrder(shop);
    await shop.rows("update orders set deliver_by = $2 where id = $1", [order.id, "2020-03-04"]);
    await Promise.all([1, 2, 3].map(() => followAgain(shop.ctx(), first.row.id)));
    expect(await issuesOf(shop, order.id)).toMatchObject([
      { kind: "delayed", detail: "Promised for Wednesday 4 March; not delivered yet." },
    ]);
    expect(count(await eventsOf(shop, order.id), "ShipmentDelayed")).toBe(1);
    await say(trackingNumber, scan("delivered", at(1)));
    expect(await issuesOf(shop, order.id)).toMatchObject([{ open: false, note: "It has been delivered." }]);
  });

  test("is in danger as soon as the carrier's own estimate is behind it", async () => {
    const { order, trackingNumber } = await sentOrder(shop);
    const day = (n: number) => after(shop.clock.now(), days(n));
    await shop.rows("update orders set deliver_by = $2 where id = $1", [
      order.id,
      day(3).toISOString().slice(0, 10),
    ]);
    await recordTracking(shop.ctx(), trackingNumber, [scan("in_transit", at(1))], day(2));
    expect(await openIssues(order.id)).toEqual([]);
    await recordTracking(shop.ctx(), trackingNumber, [scan("in_transit", at(2))], day(6));
    expect(await openIssues(order.id)).toEqual(["delayed"]);
    // An older push that comes late does not bring its older estimate back.
    await recordTracking(shop.ctx(), trackingNumber, [scan("in_transit", at(0))], day(2));
    expect(await openIssues(order.id)).toEqual(["delayed"]);
    await recordTracking(shop.ctx(), trackingNumber, [scan("in_transit", at(3))], day(2));
    expect(await openIssues(order.id)).toEqual([]);
  });
});
