import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { buyLabel } from "@/server/domain/shipment/buy-label";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { returnToQueue } from "@/server/domain/shipment/return-to-queue";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import { shipmentBench, shipmentQueue } from "@/server/domain/shipment/shipment.queries";
import { unpackShipment } from "@/server/domain/shipment/unpack-shipment";
import { managerToday, warehouseToday } from "@/server/domain/today/today.queries";
import { eventsOf, paidOrder, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { cancelOrder } from "./cancel-order";
import { staffOrder } from "./console.queries";
import { openHolds } from "./hold.store";
import { holdOrder } from "./hold-order";
import { liftHold } from "./lift-hold";
import { orderView } from "./order.queries";
import { listOrders } from "./order-list.queries";
import { shopperOrder } from "./shopper.queries";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp();
});
afterAll(() => shop.drop());

const assigned = async () => {
  const order = await paidOrder(shop);
  const { shipments } = await assignShipments(shop.ctx(), order.id);
  return { ...order, shipment: shipments[0] ?? "" };
};
const why = { reason: "manual", note: "The customer calls back." } as const;
const steps = {
  "is not picked": startPicking,
  "is not picked from": (ctx, name) => pickItem(ctx, name, "TEST-A", 1),
  "is not packed": packShipment,
  "gets no label": buyLabel,
  "is not shipped": shipOrder,
} satisfies Record<string, (ctx: ReturnType<TestApp["ctx"]>, name: string) => Promise<unknown>>;

describe("an order on hold", () => {
  test.each(Object.entries(steps).map(([rule, step], before) => ({ rule, step, before })))(
    "$rule, and goes on where it stood when the hold is lifted",
    async ({ step, before }) => {
      const order = await assigned();
      for (const earlier of Object.values(steps).slice(0, before)) await earlier(shop.ctx(), order.shipment);
      await holdOrder(shop.ctx(), order.id, why);
      await expect(step(shop.ctx(), order.shipment)).rejects.toMatchObject({
        kind: "invalid_transition",
        message: expect.stringContaining("is on hold: Held by hand. The customer calls back."),
      });
      await liftHold(shop.ctx(), order.id, { note: "They did." });
      await step(shop.ctx(), order.shipment);
      await expectSoundBooks(shop);
    },
  );

  test("can go back a step: out of its box, and into the queue", async () => {
    const order = await assigned();
    const ctx = shop.ctx();
    await startPicking(ctx, order.shipment);
    await pickItem(ctx, order.shipment, "TEST-A", 1);
    await packShipment(ctx, order.shipment);
    await holdOrder(ctx, order.id, why);
    await unpackShipment(ctx, order.shipment);
    await returnToQueue(ctx, order.shipment);
    await expect(startPicking(ctx, order.shipment)).rejects.toMatchObject({ kind: "invalid_transition" });
  });

  test("is not sent when the hold comes between the press and the door", async () => {
    const order = await assigned();
    const ctx = shop.ctx();
    await startPicking(ctx, order.shipment);
    await pickItem(ctx, order.shipment, "TEST-A", 1);
    await packShipment(ctx, order.shipment);
    await buyLabel(ctx, order.shipment);
    const [held, shipped] = await Promise.allSettled([
      holdOrder(ctx, order.id, why),
      shipOrder(ctx, order.shipment),
    ]);
    // Whoever came first has won, and the other one was told.
    expect([held.status, shipped.status].filter((status) => status === "fulfilled")).toHaveLength(1);
    await expectSoundBooks(shop);
  });

  test("is held once for one reason, and for several at a time", async () => {
    const order = await assigned();
    await Promise.all([1, 2, 3].map(() => holdOrder(shop.ctx(), order.id, why)));
    await holdOrder(shop.ctx(), order.id, { reason: "address", note: "No house number." });
    expect(await openHolds(shop.ctx(), order.id)).toHaveLength(2);
    expect((await eventsOf(shop, order.id)).filter((name) => name === "OrderHeld")).toHaveLength(2);
    await liftHold(shop.ctx(), order.id, { reason: "address", note: "It is 12." });
    await expect(startPicking(shop.ctx(), order.shipment)).rejects.toMatchObject({
      details: { hold: "manual" },
    });
    expect(await liftHold(shop.ctx(), order.id, { note: "Fine." })).toEqual({ lifted: ["manual"] });
    expect(await liftHold(shop.ctx(), order.id, { note: "Fine." })).toEqual({ lifted: [] });
  });

  test("stays payable, and is held no more once it is cancelled", async () => {
    const order = await placeOrder(shop.ctx());
    await holdOrder(shop.ctx(), order.id, { reason: "fraud", note: "Ten cards." });
    await cancelOrder(shop.ctx(), order.id, { reason: "fraud" });
    expect(await openHolds(shop.ctx(), order.id)).toEqual([]);
    await expect(holdOrder(shop.ctx(), order.id, why)).rejects.toMatchObject({
      message: `Order ${order.number} is cancelled; there is nothing left to hold.`,
    });
  });

  test("is shown as held to the warehouse, and as a manager's work", async () => {
    const before = await Promise.all([warehouseToday(shop.ctx()), managerToday(shop.ctx())]);
    const order = await assigned();
    await holdOrder(
      shop.ctx({ kind: "staff", id: order.id as never, name: "Ada", role: "manager" }),
      order.id,
      why,
    );
    const queue = await shipmentQueue(shop.ctx(), {});
    expect(queue.items.find((item) => item.number === order.shipment)?.held).toBe("manual");
    expect((await shipmentBench(shop.ctx(), order.shipment)).holds).toMatchObject([why]);
    const [work, checks] = await Promise.all([warehouseToday(shop.ctx()), managerToday(shop.ctx())]);
    expect(work.toPick.count).toBe(before[0].toPick.count);
    expect(checks.held.count).toBe(before[1].held.count + 1);
    const { rows } = await listOrders(shop.ctx(), { hold: "open" }, { timeZone: "UTC" });
    expect(rows.find((row) => row.number === order.number)?.held).toBe(true);
    const { holds, timeline } = await staffOrder(shop.ctx(), order.id, { money: true });
    expect(holds).toMatchObject([{ ...why, placedBy: "staff:Ada" }]);
    expect(timeline.at(-1)).toMatchObject({ title: "On hold", detail: `Held by hand. ${why.note}` });
  });

  test("tells its buyer that it is being checked, and nothing of what staff wrote", async () => {
    const order = await assigned();
    await holdOrder(shop.ctx(), order.id, { reason: "fraud", note: "Looks like a thief." });
    const [seen, answered] = await Promise.all([
      shopperOrder(shop.ctx(), order.id),
      orderView(shop.ctx(), order.id),
    ]);
    expect(seen.onHold).toBe(true);
    expect(seen.news[0]?.title).toBe("We are checking your order before it leaves");
    expect(JSON.stringify([seen, answered])).not.toMatch(/thief|fraud/i);
  });
});
