import { afterAll, beforeAll, expect, test } from "vitest";
import { recordTracking } from "@/server/domain/shipment/record-tracking";
import { receiveReturned } from "@/server/domain/shipment/settle-parcel";
import { scan, sentOrder } from "@/server/domain/shipment/tracking.testing";
import type { EventName, Payload } from "@/server/events/events";
import { after, minutes } from "@/server/kernel/clock";
import type { Id } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import "./index";
import { definitionOf, runPolicy } from "./policy";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ stock: { "TEST-A": { EAST: 100 } } });
});
afterAll(() => shop.drop());

const at = (later: number) => after(shop.clock.now(), minutes(later));

/** Runs a policy for every event of its kind that an order has, and gives what each run came to. */
async function run(id: string, orderId: Id<"order">) {
  const definition = definitionOf(id);
  if (!definition) throw new Error(`There is no policy ${id}.`);
  const events = await shop.rows<{ id: Id<"event">; payload: Payload<EventName> }>(
    "select id, payload from event where order_id = $1 and name = $2 order by id",
    [orderId, definition.when],
  );
  const outcomes: string[] = [];
  for (const { id: cause, payload } of events)
    outcomes.push((await runPolicy(definition, cause, payload, { attempts: 1, last: true })).outcome);
  return outcomes;
}

const mailsOf = (orderId: Id<"order">, template: string) =>
  shop.rows<{ subject: string }>("select subject from notification where order_id = $1 and template = $2", [
    orderId,
    template,
  ]);

test("a shopper hears of an address that can't be found, once for each time, and not of the weather", async () => {
  const { order, trackingNumber } = await sentOrder(shop);
  const say = (minute: number, state: "exception" | "in_transit", words?: string) =>
    recordTracking(shop.ctx(), trackingNumber, [scan(state, at(minute), words)]);
  await say(1, "exception", "Severe weather conditions have delayed delivery");
  expect(await run("email-when-parcel-needs-the-shopper", order.id)).toEqual(["nothing_to_do"]);
  await say(2, "in_transit");
  await say(3, "exception", "The apartment number is missing");
  await say(4, "exception", "The apartment number is missing");
  expect(await run("email-when-parcel-needs-the-shopper", order.id)).toEqual(["nothing_to_do", "done"]);
  expect(await run("email-when-parcel-needs-the-shopper", order.id)).toEqual([
    "nothing_to_do",
    "nothing_to_do",
  ]);
  expect(await mailsOf(order.id, "parcel-problem")).toEqual([
    { subject: `Order ${order.number}: the carrier needs your help` },
  ]);
});

test("a shopper hears of a late parcel once", async () => {
  const { order, trackingNumber } = await sentOrder(shop);
  await shop.rows("update orders set deliver_by = '2020-01-02' where id = $1", [order.id]);
  await recordTracking(shop.ctx(), trackingNumber, [scan("in_transit", at(1))]);
  await recordTracking(shop.ctx(), trackingNumber, [scan("in_transit", at(2))]);
  expect(await run("email-when-parcel-delayed", order.id)).toEqual(["done"]);
  expect(await run("email-when-parcel-delayed", order.id)).toEqual(["nothing_to_do"]);
  expect(await mailsOf(order.id, "parcel-delayed")).toHaveLength(1);
});

test("a shopper hears that a parcel comes back, and then what becomes of the money", async () => {
  const { order, trackingNumber } = await sentOrder(shop);
  await recordTracking(shop.ctx(), trackingNumber, [scan("returned", at(1))]);
  expect(await run("email-when-parcel-comes-back", order.id)).toEqual(["done"]);
  const [issue] = await shop.rows<{ id: string }>("select id from shipment_issue where order_id = $1", [
    order.id,
  ]);
  const [line] = await shop.rows<{ id: string }>("select id from order_line where order_id = $1", [order.id]);
  await receiveReturned(shop.ctx(), {
    issue: issue?.id ?? "",
    units: [{ orderLineId: line?.id ?? "", good: 2, damaged: 0 }],
    refund: true,
    carriage: true,
    note: "",
  });
  expect(await run("email-when-parcel-settled", order.id)).toEqual(["done"]);
  expect((await mailsOf(order.id, "parcel-returned")).map((mail) => mail.subject)).toEqual([
    `Order ${order.number}: your parcel could not be delivered`,
    `Order ${order.number}: your parcel is back with us, and your money on its way`,
  ]);
});
