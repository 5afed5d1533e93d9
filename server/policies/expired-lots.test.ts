import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { staffOrder } from "@/server/domain/order/console.queries";
import { readOrder } from "@/server/domain/order/order.store";
import { pickItem, startPicking } from "@/server/domain/shipment/pick-shipment";
import {
  eventsOf,
  eventually,
  moneyAt,
  pay,
  placeOrder,
  shipmentsOf,
  type TestApp,
  testApp,
} from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";

// Waiting takes a while on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let shop: TestApp;
beforeAll(async () => {
  // Two lots of eight each.
  shop = await testApp({ policies: true, stock: { "TEST-FOOD": { EAST: 16 } } });
  await shop.rows("update category set shelf_life_margin_days = 0");
});
afterAll(() => shop.drop());

const food = (quantity: number) => [{ sku: "TEST-FOOD", quantity }];
const buyer = (name: string) => ({ customer: { email: `${name}@example.com`, name: "Ada" } });
const subjects = async (name: string) =>
  (await shop.control<{ subject: string }[]>("GET", `/control/mail?to=${name}@example.com`)).map(
    (mail) => mail.subject,
  );
const paidAndAssigned = async (name: string, quantity: number) => {
  const order = await placeOrder(shop.ctx(), food(quantity), buyer(name));
  const { session } = await pay(shop, order.id);
  const shipment = await eventually(async () => {
    const [first] = await shipmentsOf(shop, order.id);
    if (!first) throw new Error("not assigned yet");
    return first.number;
  }, 15_000);
  return { ...order, session, shipment };
};

test("a lot that expires overnight moves a paid order, holds a picked one, cancels an unpaid one and tells its buyer", async () => {
  // A quarter to the hour: the sweep runs on the hour, before the unpaid order's time is over.
  const minute = shop.clock.now().getUTCMinutes();
  await shop.advance((((45 - minute + 59) % 60) + 1) * 60);
  const [early] = shop.shop.variants["TEST-FOOD"].lots;
  if (!early) throw new Error("There is no lot.");
  const soon = new Date(shop.clock.now().getTime() + 10 * 60_000);
  await shop.rows("update lot set expires_at = $2 where id = $1", [early.id, soon]);

  const moved = await paidAndAssigned("moved", 2);
  const picked = await paidAndAssigned("picked", 3);
  await startPicking(shop.ctx(), picked.shipment);
  await pickItem(shop.ctx(), picked.shipment, "TEST-FOOD", 1);
  const unpaid = await placeOrder(shop.ctx(), food(3), buyer("unpaid"));
  // Leaves two of the other lot.
  await paidAndAssigned("other", 6);

  await shop.advance(16 * 60);
  await eventually(
    async () => expect((await readOrder(shop.ctx(), unpaid.id)).status).toBe("cancelled"),
    20_000,
  );
  expect((await readOrder(shop.ctx(), unpaid.id)).cancelReason).toBe("stock_expired");
  await eventually(async () => {
    const [run] = await shop.rows<{ outcome: string; reason: string }>(
      "select outcome, reason from policy_run where policy = 'mark-units-unavailable-when-inventory-expired'",
    );
    expect(run).toEqual({
      outcome: "done",
      reason:
        "Lot LOT-EARLY: 1 order given other units, 1 unpaid order cancelled, 1 paid order held for a manager.",
    });
    expect(await subjects("unpaid")).toHaveLength(2);
  }, 20_000);
  expect(await eventsOf(shop, moved.id)).toContain("InventoryReallocated");
  expect(await eventsOf(shop, picked.id)).toContain("OrderHeld");
  // The run was about a lot; each order's page tells it all the same.
  const { timeline } = await staffOrder(shop.ctx(), picked.id, { money: true });
  expect(timeline.at(-1)).toMatchObject({ event: "OrderHeld", run: { outcome: "done" } });
  const [level] = await shop.rows(
    "select available, reserved, committed, unavailable from stock_level where id = $1",
    [early.levels.EAST],
  );
  expect(level).toEqual({ available: 0, reserved: 0, committed: 3, unavailable: 5 });
  const recorded = await shop.rows("select 1 from event where name = 'InventoryExpired'");
  expect(recorded).toHaveLength(1);
  await expectSoundBooks(shop);

  // The manager gives the held one up: its money goes back, its units don't.
  await cancelOrder(shop.ctx(), picked.id, { reason: "stock_expired" });
  await eventually(
    async () => expect((await moneyAt(shop, picked.session)).refunded).toBe(picked.total.amount),
    20_000,
  );
  // Confirmed, receipted, cancelled, refunded.
  await eventually(async () => expect(await subjects("picked")).toHaveLength(4), 20_000);
  await shop.advance(3600);
  const [after] = await shop.rows("select available, unavailable from stock_level where id = $1", [
    early.levels.EAST,
  ]);
  expect(after).toEqual({ available: 0, unavailable: 8 });
  await expectSoundBooks(shop);
});
