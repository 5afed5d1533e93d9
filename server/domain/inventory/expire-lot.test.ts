import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { findReplacement } from "@/server/domain/order/find-replacement";
import { openHolds } from "@/server/domain/order/hold.store";
import { readOrder } from "@/server/domain/order/order.store";
import { closePayments } from "@/server/domain/payment/close-payments";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { assignShipments } from "@/server/domain/shipment/assign-shipments";
import { packShipment } from "@/server/domain/shipment/pack-shipment";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import { shipOrder } from "@/server/domain/shipment/ship-order";
import type { Id } from "@/server/kernel/id";
import { eventsOf, paidOrder, pay, placeOrder, shipmentsOf, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { expireLot } from "./expire-lot";
import { larder } from "./expiry.testing";
import { noteExpiredLots } from "./note-expired-lots";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 20 });
});
afterAll(() => shop.drop());

const { sku, clear, stock, lapse, shelf } = larder(() => shop);
beforeEach(() => clear());

const food = (quantity: number) => [{ sku, quantity }];
const expire = async (lot: { id: Id<"lot"> }) => {
  await lapse(lot);
  return expireLot(shop.ctx({ kind: "policy", name: "expiry" }), { lotId: lot.id });
};
const assigned = async (quantity: number) => {
  const order = await paidOrder(shop, food(quantity));
  const { shipments } = await assignShipments(shop.ctx(), order.id);
  return { ...order, shipment: shipments[0] ?? "" };
};
const statusOf = async (id: Id<"order">) => (await readOrder(shop.ctx(), id)).status;
const holdsOf = async (id: Id<"order">) => (await openHolds(shop.ctx(), id)).map((hold) => hold.reason);
const parcelsOf = async (id: Id<"order">) =>
  (await shipmentsOf(shop, id)).map(({ number, status }) => `${number.split("-")[2]} ${status}`);

describe("a lot that went past its date", () => {
  test("is no longer for sale anywhere", async () => {
    const lot = await stock({ EAST: 3, WEST: 2 }, 20);
    expect(await expire(lot)).toMatchObject({ unavailable: 5 });
    expect(await shelf(lot)).toEqual([0, 0, 0, 3]);
    expect(await shelf(lot, "WEST")).toEqual([0, 0, 0, 2]);
    const [move] = await shop.rows<{ reason: string }>(
      "select reason from stock_movement where kind = 'expire' order by id desc limit 1",
    );
    expect(move?.reason).toMatch(new RegExp(`^Lot ${lot.code} went past its date, \\w+ \\d+, \\d{4}\\.$`));
    await expectSoundBooks(shop);
  });

  test("whose date has not come is left alone", async () => {
    const lot = await stock({ EAST: 3 }, 20);
    expect(await expireLot(shop.ctx(), { lotId: lot.id })).toMatchObject({ unavailable: 0 });
    expect(await shelf(lot)).toEqual([3, 0, 0, 0]);
  });
});

describe("an unpaid order that holds a lot past its date", () => {
  test("gets units of another lot in the same place", async () => {
    const old = await stock({ EAST: 3 }, 20);
    const order = await placeOrder(shop.ctx(), food(2));
    const fresh = await stock({ EAST: 5, WEST: 5 }, 60);
    expect((await expire(old)).orders).toMatchObject({ moved: 1 });
    expect(await shelf(old)).toEqual([0, 0, 0, 3]);
    expect(await shelf(fresh)).toEqual([3, 2, 0, 0]);
    expect(await statusOf(order.id)).toBe("pending");
    expect(await eventsOf(shop, order.id)).toContain("InventoryReallocated");
    await expectSoundBooks(shop);
    const { paymentId } = await pay(shop, order.id);
    await settlePayment(shop.ctx(), paymentId);
    expect(await shelf(fresh)).toEqual([3, 0, 2, 0]);
    await expectSoundBooks(shop);
  });

  test("gets what the same place lacks from another place", async () => {
    const old = await stock({ EAST: 3 }, 20);
    await placeOrder(shop.ctx(), food(3));
    const fresh = await stock({ EAST: 1, WEST: 5 }, 60);
    await expire(old);
    expect(await shelf(fresh)).toEqual([0, 1, 0, 0]);
    expect(await shelf(fresh, "WEST")).toEqual([3, 2, 0, 0]);
    await expectSoundBooks(shop);
  });

  test("is cancelled when there are not enough other units, and nothing is sold again", async () => {
    const old = await stock({ EAST: 3 }, 20);
    const order = await placeOrder(shop.ctx(), food(2));
    const fresh = await stock({ EAST: 1 }, 60);
    expect((await expire(old)).orders).toMatchObject({ cancelled: 1 });
    expect(await readOrder(shop.ctx(), order.id)).toMatchObject({
      status: "cancelled",
      cancelReason: "stock_expired",
    });
    expect(await shelf(old)).toEqual([0, 0, 0, 3]);
    expect(await shelf(fresh)).toEqual([1, 0, 0, 0]);
    await expectSoundBooks(shop);
  });

  test("gets nothing that is within its shelf-life margin", async () => {
    const old = await stock({ EAST: 2 }, 20);
    await placeOrder(shop.ctx(), food(2));
    await stock({ EAST: 9 }, 5);
    expect((await expire(old)).orders).toMatchObject({ cancelled: 1 });
  });

  test("keeps its place when its payment is being taken, and is held once it is paid", async () => {
    const old = await stock({ EAST: 2 }, 20);
    const order = await placeOrder(shop.ctx(), food(2));
    const { paymentId } = await pay(shop, order.id);
    await shop.rows("update payment set status = 'capturing' where id = $1", [paymentId]);
    expect((await expire(old)).orders).toMatchObject({ payment_in_flight: 1, cancelled: 0 });
    await shop.rows(
      "update payment set status = 'authorized', changed_at = now() - interval '1 hour' where id = $1",
      [paymentId],
    );
    await settlePayment(shop.ctx(), paymentId);
    expect(await statusOf(order.id)).toBe("paid");
    expect((await expire(old)).orders).toMatchObject({ held: 1 });
    expect(await shelf(old)).toEqual([0, 0, 2, 0]);
    await expectSoundBooks(shop);
  });
});

describe("a paid order that holds a lot past its date", () => {
  test("is sent from another lot in the same place by the same parcel", async () => {
    const old = await stock({ EAST: 3 }, 20);
    const order = await assigned(2);
    const fresh = await stock({ EAST: 5 }, 60);
    expect((await expire(old)).orders).toMatchObject({ moved: 1 });
    expect(await shelf(fresh)).toEqual([3, 0, 2, 0]);
    expect(await parcelsOf(order.id)).toEqual(["1 assigned"]);
    await expectSoundBooks(shop);
    await startPicking(shop.ctx(), order.shipment);
    await pickItem(shop.ctx(), order.shipment, sku, 2);
    await packShipment(shop.ctx(), order.shipment);
    await shipOrder(shop.ctx(), order.shipment);
    expect(await shelf(fresh)).toEqual([3, 0, 0, 0]);
    await expectSoundBooks(shop);
  });

  test("is given other units before it was assigned to a place", async () => {
    const old = await stock({ EAST: 2 }, 20);
    const order = await paidOrder(shop, food(2));
    const fresh = await stock({ WEST: 2 }, 60);
    await expire(old);
    await assignShipments(shop.ctx(), order.id);
    expect(await shelf(fresh, "WEST")).toEqual([0, 0, 2, 0]);
    expect(await parcelsOf(order.id)).toEqual(["1 assigned"]);
    await expectSoundBooks(shop);
  });

  test("is sent from another place by a new parcel", async () => {
    const old = await stock({ EAST: 2 }, 20);
    const order = await assigned(2);
    const fresh = await stock({ WEST: 5 }, 60);
    expect((await expire(old)).orders).toMatchObject({ moved: 1 });
    expect(await shelf(fresh, "WEST")).toEqual([3, 0, 2, 0]);
    expect(await parcelsOf(order.id)).toEqual(["1 cancelled", "2 assigned"]);
    await expectSoundBooks(shop);
  });

  test("is sent in two parcels when the same place has a part", async () => {
    const old = await stock({ EAST: 3 }, 20);
    const order = await assigned(3);
    const fresh = await stock({ EAST: 1, WEST: 5 }, 60);
    await expire(old);
    expect(await shelf(fresh)).toEqual([0, 0, 1, 0]);
    expect(await shelf(fresh, "WEST")).toEqual([3, 0, 2, 0]);
    expect(await parcelsOf(order.id)).toEqual(["1 assigned", "2 assigned"]);
    await expectSoundBooks(shop);
  });

  test("is held for a manager when there are no other units", async () => {
    const old = await stock({ EAST: 3 }, 20);
    const order = await assigned(2);
    expect((await expire(old)).orders).toMatchObject({ held: 1 });
    expect(await statusOf(order.id)).toBe("paid");
    expect(await holdsOf(order.id)).toEqual(["stock_expired"]);
    expect(await shelf(old)).toEqual([0, 0, 2, 1]);
    await expectSoundBooks(shop);
  });

  test("is held when its units are in somebody's hands or in a closed box, though there are others", async () => {
    const old = await stock({ EAST: 2 }, 20);
    const picked = await assigned(1);
    await startPicking(shop.ctx(), picked.shipment);
    await pickItem(shop.ctx(), picked.shipment, sku, 1);
    const packed = await assigned(1);
    await startPicking(shop.ctx(), packed.shipment);
    await pickItem(shop.ctx(), packed.shipment, sku, 1);
    await packShipment(shop.ctx(), packed.shipment);
    await stock({ EAST: 5 }, 60);
    expect((await expire(old)).orders).toMatchObject({ held: 2, moved: 0 });
    expect(await shelf(old)).toEqual([0, 0, 2, 0]);
    const [hold] = await openHolds(shop.ctx(), packed.id);
    expect(hold?.note).toContain(`${packed.shipment} is packed already`);
    await expectSoundBooks(shop);
  });

  test("keeps its parcel when others of it are picked and the next units are elsewhere", async () => {
    const old = await stock({ EAST: 1 }, 20);
    const order = await paidOrder(shop, [...food(1), { sku: "TEST-A", quantity: 1 }]);
    const { shipments } = await assignShipments(shop.ctx(), order.id);
    await startPicking(shop.ctx(), shipments[0] ?? "");
    await pickItem(shop.ctx(), shipments[0] ?? "", "TEST-A", 1);
    await stock({ WEST: 5 }, 60);
    expect((await expire(old)).orders).toMatchObject({ held: 1 });
    await expectSoundBooks(shop);
  });

  test("gets its units before an unpaid one does", async () => {
    const old = await stock({ EAST: 4 }, 20);
    const unpaid = await placeOrder(shop.ctx(), food(2));
    const paid = await assigned(2);
    await stock({ EAST: 3 }, 60);
    await expire(old);
    expect(await statusOf(unpaid.id)).toBe("cancelled");
    expect(await holdsOf(paid.id)).toEqual([]);
    await expectSoundBooks(shop);
  });

  test("that has left is not concerned", async () => {
    const old = await stock({ EAST: 2 }, 20);
    const order = await assigned(2);
    await startPicking(shop.ctx(), order.shipment);
    await pickItem(shop.ctx(), order.shipment, sku, 2);
    await packShipment(shop.ctx(), order.shipment);
    await shipOrder(shop.ctx(), order.shipment);
    expect((await expire(old)).orders).toEqual({ moved: 0, cancelled: 0, held: 0, payment_in_flight: 0 });
    expect(await holdsOf(order.id)).toEqual([]);
  });
});

describe("an order that waits for a manager because of its date", () => {
  test("goes on when other units are found, and is picked from the start", async () => {
    const old = await stock({ EAST: 2 }, 20);
    const order = await assigned(2);
    await startPicking(shop.ctx(), order.shipment);
    await pickItem(shop.ctx(), order.shipment, sku, 1);
    await expire(old);
    await expect(findReplacement(shop.ctx(), order.id)).rejects.toMatchObject({ kind: "out_of_stock" });
    const fresh = await stock({ EAST: 2 }, 60);
    expect(await findReplacement(shop.ctx(), order.id)).toEqual({ outcome: "replaced" });
    expect(await holdsOf(order.id)).toEqual([]);
    expect(await parcelsOf(order.id)).toEqual(["1 assigned"]);
    expect(await shelf(fresh)).toEqual([0, 0, 2, 0]);
    expect(await shelf(old)).toEqual([0, 0, 0, 2]);
    await expectSoundBooks(shop);
    expect(await findReplacement(shop.ctx(), order.id)).toEqual({ outcome: "nothing_to_replace" });
  });

  test("gives its units up for good when it is cancelled", async () => {
    const old = await stock({ EAST: 2 }, 20);
    const order = await assigned(2);
    await expire(old);
    await cancelOrder(shop.ctx(), order.id, { reason: "stock_expired" });
    await closePayments(shop.ctx(), order.id);
    expect(await shelf(old)).toEqual([0, 0, 0, 2]);
    expect(await holdsOf(order.id)).toEqual([]);
    await expectSoundBooks(shop);
  });
});

describe("beside everything else", () => {
  test("two processes that sweep at once record a lot once", async () => {
    const lot = await stock({ EAST: 2 }, 20);
    await lapse(lot);
    await Promise.all(Array.from({ length: 8 }, () => noteExpiredLots(shop.ctx())));
    await noteExpiredLots(shop.ctx());
    const recorded = await shop.rows(
      "select 1 from event where name = 'InventoryExpired' and payload ->> 'lotId' = $1",
      [lot.id],
    );
    expect(recorded).toHaveLength(1);
  });

  test("a lot is recorded again when a cancelled order brings units back that nobody took off sale", async () => {
    const lot = await stock({ EAST: 2 }, 20);
    await lapse(lot);
    expect(await noteExpiredLots(shop.ctx())).toBe(1);
    shop.clock.advance(3600);
    expect(await noteExpiredLots(shop.ctx())).toBe(1);
    await expireLot(shop.ctx(), { lotId: lot.id });
    shop.clock.advance(3600);
    expect(await noteExpiredLots(shop.ctx())).toBe(0);
  });

  test("an order that a manager has in hand is not recorded every hour", async () => {
    const lot = await stock({ EAST: 2 }, 20);
    await assigned(2);
    await lapse(lot);
    expect(await noteExpiredLots(shop.ctx())).toBe(1);
    await expireLot(shop.ctx(), { lotId: lot.id });
    shop.clock.advance(3600);
    expect(await noteExpiredLots(shop.ctx())).toBe(0);
  });

  test("payments, cancellations and buyers at the same moment leave every unit in one hand", async () => {
    const old = await stock({ EAST: 12 }, 20);
    const orders = await Promise.all(Array.from({ length: 6 }, () => placeOrder(shop.ctx(), food(2))));
    const pages = await Promise.all(orders.slice(0, 3).map((order) => pay(shop, order.id)));
    const fresh = await stock({ EAST: 5, WEST: 3 }, 60);
    await lapse(old);
    const settled = await Promise.allSettled([
      ...pages.map(({ paymentId }) => settlePayment(shop.ctx(), paymentId)),
      expireLot(shop.ctx(), { lotId: old.id }),
      expireLot(shop.ctx(), { lotId: old.id }),
      cancelOrder(shop.ctx(), orders[4]?.id ?? ("" as Id<"order">), { reason: "customer" }),
      ...Array.from({ length: 4 }, () => placeOrder(shop.ctx(), food(1))),
    ]);
    for (const one of settled)
      if (one.status === "rejected") expect(one.reason).toMatchObject({ kind: "out_of_stock" });
    await expectSoundBooks(shop);
    // Whose money was being taken while the lot was looked at is seen by the next look.
    await expireLot(shop.ctx(), { lotId: old.id });
    await expectSoundBooks(shop);
    const [, reserved] = (await shelf(old)) ?? [];
    expect(reserved).toBe(0);
    expect((await shelf(old))?.[0]).toBe(0);
    for (const order of orders.slice(0, 3)) expect(await statusOf(order.id)).toBe("paid");
    const left = [(await shelf(fresh)) ?? [], (await shelf(fresh, "WEST")) ?? []];
    expect(left.flat().reduce((sum, units) => sum + units, 0)).toBe(8);
  });

  test("a crash after any step is made good by doing it again", async () => {
    for (let survives = 1; survives <= 6; survives++) {
      await clear();
      const old = await stock({ EAST: 8 }, 20);
      const paid = await assigned(2);
      const held = await assigned(3);
      const unpaid = await placeOrder(shop.ctx(), food(2));
      const fresh = await stock({ EAST: 2 }, 60);
      await lapse(old);
      const ctx = dyingAfter(survives);
      await expireLot(ctx, { lotId: old.id }).catch((error: Error) => expect(error.message).toBe("crash"));
      await expectSoundBooks(shop);
      await expireLot(shop.ctx(), { lotId: old.id });
      expect([await statusOf(paid.id), await holdsOf(paid.id)]).toEqual(["paid", []]);
      expect([await statusOf(held.id), await holdsOf(held.id)]).toEqual(["paid", ["stock_expired"]]);
      expect(await statusOf(unpaid.id)).toBe("cancelled");
      expect(await shelf(old)).toEqual([0, 0, 3, 5]);
      expect(await shelf(fresh)).toEqual([0, 0, 2, 0]);
      const twice = await shop.rows(
        "select order_id, name from event where order_id = any($1) group by 1, 2 having count(*) > 1",
        [[paid.id, held.id, unpaid.id]],
      );
      expect(twice).toEqual([]);
      await expectSoundBooks(shop);
    }
  });
});

/** A process that dies before its n-th transaction is over: its work until then stays, the rest is undone. */
function dyingAfter(survives: number) {
  const ctx = shop.ctx();
  let begun = 0;
  const transaction: typeof ctx.db.transaction = (body, config) =>
    ctx.db.transaction(async (tx) => {
      begun += 1;
      const result = await body(tx);
      if (begun >= survives) throw new Error("crash");
      return result;
    }, config);
  const db = new Proxy(ctx.db, {
    get: (target, name) => (name === "transaction" ? transaction : Reflect.get(target, name, target)),
  });
  return { ...ctx, db };
}
