import { afterEach, expect, test } from "vitest";
import { cancelShipment } from "@/server/domain/order/cancel-shipment";
import { cancelUnits } from "@/server/domain/order/cancel-units";
import { readOrder } from "@/server/domain/order/order.store";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { submitRefund } from "@/server/domain/payment/submit-refund";
import type { Id } from "@/server/kernel/id";
import type { WithPorts } from "@/server/ports";
import { moneyAt, pay, placeOrder, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { assignShipments } from "./assign-shipments";
import { buyLabel } from "./buy-label";
import { packShipment } from "./pack-shipment";
import { pickItem, startPicking } from "./pick-shipment";
import { recordTracking } from "./record-tracking";
import { shipOrder } from "./ship-order";
import { shortPick } from "./short-pick";
import { fakeCarrier } from "./testing";
import { voidLabels } from "./void-labels";

let shop: TestApp;
afterEach(() => shop.drop());

/** TEST-A stands in EAST alone and TEST-B in WEST, so that an order of both leaves in two parcels. */
async function overTwoCentres() {
  shop = await testApp({ stock: { "TEST-A": { EAST: 10 }, "TEST-B": { WEST: 10 } } });
  const order = await placeOrder(shop.ctx(), [
    { sku: "TEST-A", quantity: 2 },
    { sku: "TEST-B", quantity: 3 },
  ]);
  const { paymentId, session } = await pay(shop, order.id);
  await settlePayment(shop.ctx(), paymentId);
  await assignShipments(shop.ctx(), order.id);
  const [east, west] = await shipmentsOf(shop, order.id);
  const lines = await shop.rows<{ sku: string; id: string }>(
    "select sku, id from order_line where order_id = $1",
    [order.id],
  );
  return {
    ...{ id: order.id, total: order.total.amount, session },
    ...{ east: east?.number ?? "", west: west?.number ?? "" },
    line: (sku: string) => lines.find((row) => row.sku === sku)?.id ?? "",
  };
}

/** Another process of ours each time, as when the one before crashed after its commit. */
const carrier = fakeCarrier();
function afterCrash(): WithPorts {
  shop.restarted();
  const ctx = shop.ctx();
  return { ...ctx, ports: { ...ctx.ports, carriers: { ups: carrier } } };
}

async function send(name: string, sku: string, quantity: number): Promise<string> {
  await startPicking(afterCrash(), name);
  await pickItem(afterCrash(), name, sku, quantity);
  await packShipment(afterCrash(), name);
  await buyLabel(afterCrash(), name);
  return (await shipOrder(afterCrash(), name)).trackingNumber;
}

const statusOf = async (id: Id<"order">) => (await readOrder(shop.ctx(), id)).status;
const deliver = (trackingNumber: string) =>
  recordTracking(afterCrash(), trackingNumber, [
    { state: "delivered", code: "FS", description: "Delivered", at: shop.clock.now() },
  ]);

/** The provider gives back what was asked for; what it says it gave. */
async function refunded(session: string): Promise<number> {
  const rows = await shop.rows<{ id: Id<"refund"> }>("select id from refund where status = 'requested'");
  for (const { id } of rows) await submitRefund(afterCrash(), id);
  return (await moneyAt(shop, session)).refunded;
}

test("two centres: one part is sent, a part of the other is cancelled, the rest follows and all arrives", async () => {
  const order = await overTwoCentres();
  expect(await statusOf(order.id)).toBe("paid");

  const first = await send(order.east, "TEST-A", 2);
  expect(await statusOf(order.id)).toBe("partially_shipped");
  await expectSoundBooks(shop);

  const lines = [{ orderLineId: order.line("TEST-B"), quantity: 2 }];
  const part = await cancelUnits(afterCrash(), order.id, { lines, reason: "customer" });
  expect(part).toMatchObject({ outcome: "partly_cancelled", refund: { amount: 5400 } });
  expect(await statusOf(order.id)).toBe("partially_shipped");
  expect(await refunded(order.session)).toBe(5400);
  await expectSoundBooks(shop);

  await deliver(first);
  expect(await statusOf(order.id)).toBe("partially_shipped");

  const second = await send(order.west, "TEST-B", 1);
  expect(await statusOf(order.id)).toBe("shipped");
  await deliver(second);
  expect(await statusOf(order.id)).toBe("delivered");
  expect(await refunded(order.session)).toBe(5400);
  await expectSoundBooks(shop);
});

test("the whole second parcel is cancelled after its label was bought: the order is shipped, the label given back", async () => {
  const order = await overTwoCentres();
  const first = await send(order.east, "TEST-A", 2);
  await startPicking(afterCrash(), order.west);
  await pickItem(afterCrash(), order.west, "TEST-B", 3);
  await packShipment(afterCrash(), order.west);
  await buyLabel(afterCrash(), order.west);

  const done = await cancelShipment(afterCrash(), order.west, { reason: "staff" });
  expect(done).toMatchObject({ status: "shipped", refund: { amount: 8100 } });
  expect(await voidLabels(afterCrash(), order.id)).toHaveLength(1);
  await deliver(first);
  expect(await statusOf(order.id)).toBe("delivered");
  // Carriage stays: a parcel did leave.
  expect(await refunded(order.session)).toBe(8100);
  expect(order.total - 8100).toBe(2160 + 540);
  await expectSoundBooks(shop);
});

test("units that are nowhere are cancelled from backorder, and what was sent is then all there is", async () => {
  const order = await overTwoCentres();
  const first = await send(order.east, "TEST-A", 2);
  await startPicking(afterCrash(), order.west);
  const stockLevelId = shop.shop.variants["TEST-B"].levels.WEST;
  await shortPick(afterCrash(), {
    ...{ shipment: order.west, stockLevelId, missing: 3, reason: "not_found" },
  });
  expect(await statusOf(order.id)).toBe("partially_shipped");
  await deliver(first);
  expect(await statusOf(order.id)).toBe("partially_shipped");

  const lines = [{ orderLineId: order.line("TEST-B"), quantity: 3 }];
  const done = await cancelUnits(afterCrash(), order.id, { lines, reason: "staff", refundShipping: true });
  expect(done).toMatchObject({ status: "delivered", refund: { amount: 8100 + 540 } });
  expect(await refunded(order.session)).toBe(8640);
  await expectSoundBooks(shop);
});
