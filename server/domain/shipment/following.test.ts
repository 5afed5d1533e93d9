import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readOrder } from "@/server/domain/order/order.store";
import { providerUnavailable } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import type { Carrier } from "@/server/ports/carrier";
import { eventsOf, eventually, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { acceptPush } from "./accept-push";
import { followAgain } from "./follow-again";
import { lateShipments } from "./late-parcels";
import { askAbout, pollParcels, putOffPolls } from "./poll-parcels";
import { duePolls } from "./shipment.store";
import { subscribeToParcel, subscribeToParcels, unfollowedParcels } from "./subscribe-to-parcels";
import { issuesOf, sentInTwo, sentOrder } from "./tracking.testing";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 25, acts: true, stock: { "TEST-A": { EAST: 500 } } });
});
afterEach(async () => {
  await shop.control("DELETE", "/control/faults");
  await expectSoundBooks(shop);
});
afterAll(() => shop.drop());

const day = 86_400;
const count = (names: readonly string[], name: string) => names.filter((one) => one === name).length;
const statusOf = async (id: Id<"order">) => (await readOrder(shop.ctx(), id)).status;
const advance = (trackingNumber: string, to: string) =>
  shop.control("POST", "/control/parcels/advance", { trackingNumber, to });
const webhooks = (faults: object) => shop.control("PUT", "/control/faults/ups", { webhooks: faults });

/** An order on the road with UPS, which was asked to report on it. */
async function followed() {
  const sent = await sentOrder(shop, [{ sku: "TEST-A", quantity: 1 }], shop.ctx());
  await subscribeToParcels(shop.ctx(), sent.first.row.id);
  return sent;
}

/** The shop with one method of its carrier changed. */
function upsWith(change: Partial<Carrier>): WithPorts {
  const ctx = shop.ctx();
  const ups = ctx.ports.carriers.ups;
  if (!ups) throw new Error("UPS is not set up.");
  return { ...ctx, ports: { ...ctx.ports, carriers: { ups: { ...ups, ...change } } } };
}

test("pushes that are doubled and out of order deliver the order once", async () => {
  await webhooks({ duplicateRate: 1, reorder: true });
  const { order, trackingNumber } = await followed();
  await advance(trackingNumber, "delivered");
  await eventually(async () => expect(await statusOf(order.id)).toBe("delivered"));
  const told = () => shop.webhooks.filter(({ body }) => body.includes(trackingNumber)).length;
  await eventually(async () => expect(told()).toBeGreaterThan(7));
  expect(count(await eventsOf(shop, order.id), "OrderDelivered")).toBe(1);
}, 60_000);

test("news whose push got lost is found by asking", async () => {
  await webhooks({ lossRate: 1 });
  const { order, first, trackingNumber } = await followed();
  await advance(trackingNumber, "exception");
  await pollParcels(shop.ctx(), first.row.id);
  expect((await issuesOf(shop, order.id)).map((issue) => issue.kind)).toContain("exception");
  await advance(trackingNumber, "delivered");
  expect(await statusOf(order.id)).toBe("shipped");
  await pollParcels(shop.ctx(), first.row.id);
  expect(await statusOf(order.id)).toBe("delivered");
  expect(count(await eventsOf(shop, order.id), "OrderDelivered")).toBe(1);
}, 60_000);

test("a parcel that the carrier hands back to the sender never delivers its order", async () => {
  // Its last push, which tells of a delivery, comes first.
  await webhooks({ lossRate: 1 });
  const { order, trackingNumber } = await followed();
  await advance(trackingNumber, "returned");
  const carrier = shop.ctx().ports.carriers.ups;
  const scans = (await carrier?.track(trackingNumber))?.scans ?? [];
  if (!carrier) throw new Error("UPS is not set up.");
  for (const scan of [...scans].reverse())
    await acceptPush(shop.ctx(), carrier, { trackingNumber, scan, dedupeKey: "-" });
  expect(scans.at(-1)?.state).toBe("delivered");
  expect(await statusOf(order.id)).toBe("shipped");
  expect(await issuesOf(shop, order.id)).toMatchObject([
    { kind: "returned", open: true, detail: "The carrier has brought it back to us." },
  ]);
  expect(count(await eventsOf(shop, order.id), "ShipmentReturned")).toBe(1);
}, 60_000);

test("14 days without a scan: the parcel is silent once, and its next scan ends that", async () => {
  const { order, first, trackingNumber } = await followed();
  await webhooks({ lossRate: 1 });
  expect((await lateShipments(shop.ctx(), 100)).map(({ id }) => id)).not.toContain(first.row.id);
  await shop.advance(14 * day);
  expect((await lateShipments(shop.ctx(), 100)).map(({ id }) => id)).toContain(first.row.id);
  await followAgain(shop.ctx(), first.row.id);
  await followAgain(shop.ctx(), first.row.id);
  const silent = async () => (await issuesOf(shop, order.id)).filter((issue) => issue.kind === "silent");
  expect(await silent()).toMatchObject([{ open: true, detail: "No news for 14 days." }]);
  expect((await lateShipments(shop.ctx(), 100)).map(({ id }) => id)).not.toContain(first.row.id);
  await advance(trackingNumber, "out_for_delivery");
  await pollParcels(shop.ctx(), first.row.id);
  expect(await silent()).toMatchObject([{ open: false, closed_by: "system" }]);
}, 60_000);

test("a subscription that is about to end is asked for again, and so is one that was refused", async () => {
  const { first, trackingNumber } = await followed();
  const due = async () => (await unfollowedParcels(shop.ctx(), 500)).map((box) => box.trackingNumber);
  expect(await due()).not.toContain(trackingNumber);
  await shop.rows("update parcel set followed_until = $2 where tracking_number = $1", [
    trackingNumber,
    shop.clock.now(),
  ]);
  const [box] = (await unfollowedParcels(shop.ctx(), 500)).filter(
    (one) => one.trackingNumber === trackingNumber,
  );
  if (!box) throw new Error("It is not due.");
  await expect(
    subscribeToParcel(upsWith({ subscribe: () => Promise.reject(providerUnavailable("UPS", null)) }), box),
  ).rejects.toMatchObject({ kind: "provider_unavailable" });
  expect(await due()).toContain(trackingNumber);
  await subscribeToParcel(shop.ctx(), box);
  expect(await due()).not.toContain(trackingNumber);
  await shop.rows("update parcel set followed_until = null, tracking = 'delivered' where shipment_id = $1", [
    first.row.id,
  ]);
  expect(await due()).not.toContain(trackingNumber);
  await followAgain(shop.ctx(), first.row.id);
}, 60_000);

test("each parcel is asked about alone, and a carrier that is down is asked again soon", async () => {
  const { order, first, one, two } = await sentInTwo(shop, 1, 1);
  const half = upsWith({
    async track(number) {
      if (number === one) throw providerUnavailable("UPS", null);
      return {
        scans: [
          { state: "in_transit", code: "AR", description: "Arrived at Facility", at: shop.clock.now() },
        ],
        estimatedAt: null,
      };
    },
  });
  const polled = await askAbout(half, first.row.id, new Set());
  expect(polled).toMatchObject({ tracked: [{ news: 1 }], silent: ["ups"] });
  expect(await shop.rows("select tracking from parcel where tracking_number = $1", [two])).toEqual([
    { tracking: "in_transit" },
  ]);
  const [row] = await shop.rows<{ minutes: number }>(
    "select round(extract(epoch from poll_at - $2::timestamptz) / 60)::int as minutes from shipment where id = $1",
    [first.row.id, shop.clock.now()],
  );
  expect(row?.minutes).toBe(10);
  expect(await statusOf(order.id)).toBe("shipped");

  await shop.rows("update shipment set poll_at = $2 where id = $1", [first.row.id, shop.clock.now()]);
  const due = async () => (await duePolls(shop.ctx(), 500)).map(({ id }) => id);
  await putOffPolls(shop.ctx(), ["fedex"]);
  expect(await due()).toContain(first.row.id);
  await putOffPolls(shop.ctx(), ["ups"]);
  expect(await due()).not.toContain(first.row.id);
}, 60_000);
