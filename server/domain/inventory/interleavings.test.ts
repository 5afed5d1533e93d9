import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import { readOrder } from "@/server/domain/order/order.store";
import { closePayments } from "@/server/domain/payment/close-payments";
import { settlePayment } from "@/server/domain/payment/settle-payment";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { pay, placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { updateInventory } from "./update-inventory";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 30 }, "TEST-B": { EAST: 10, WEST: 10 }, "TEST-FOOD": { EAST: 12 } },
  });
});
afterAll(() => shop.drop());

type Sku = "TEST-A" | "TEST-B" | "TEST-FOOD";
const sku = fc.constantFrom<Sku>("TEST-A", "TEST-B", "TEST-FOOD");
const units = fc.integer({ min: 1, max: 6 });
/** What one worker does next; `of` picks one of the orders that are there by then. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("create" as const),
      lines: fc.uniqueArray(fc.record({ sku, quantity: units }), {
        minLength: 1,
        maxLength: 3,
        selector: (line) => line.sku,
      }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("cancel" as const), of: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("pay" as const), of: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("receive" as const),
      sku: fc.constantFrom<Sku>("TEST-A", "TEST-B"),
      quantity: units,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("adjust" as const),
      sku: fc.constantFrom<Sku>("TEST-A", "TEST-B"),
      quantity: fc.integer({ min: -6, max: 6 }).filter((n) => n !== 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant("count" as const),
      sku: fc.constantFrom<Sku>("TEST-A", "TEST-B"),
      quantity: fc.integer({ min: 0, max: 40 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

type Totals = Record<Sku, { onHand: number; reserved: number; committed: number }>;

/** What stands on the shelves by the tables. */
async function totals(): Promise<Totals> {
  const rows = await shop.rows<{ sku: Sku; onHand: number; reserved: number; committed: number }>(
    `select sku, sum(on_hand)::int as "onHand", sum(reserved)::int as reserved, sum(committed)::int as committed
       from stock_level s join variant v on v.id = s.variant_id group by sku`,
  );
  return Object.fromEntries(rows.map(({ sku: name, ...rest }) => [name, rest])) as Totals;
}

test("whatever several workers do at once, shelves, orders and money agree with a plain tally", async () => {
  const orders: { id: Id<"order">; lines: { sku: Sku; quantity: number }[] }[] = [];
  const tally = await totals();

  const perform = async (next: Step): Promise<void> => {
    switch (next.do) {
      case "create": {
        const { id } = await placeOrder(shop.ctx(), next.lines);
        orders.push({ id, lines: next.lines });
        return;
      }
      case "cancel": {
        const order = orders[next.of % Math.max(1, orders.length)];
        if (!order) return;
        await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
        await closePayments(shop.ctx(), order.id);
        return;
      }
      case "pay": {
        const order = orders[next.of % Math.max(1, orders.length)];
        if (!order || (await readOrder(shop.ctx(), order.id)).status !== "pending") return;
        const { paymentId } = await pay(shop, order.id);
        await settlePayment(shop.ctx(), paymentId);
        return;
      }
      default: {
        const { changed } = await updateInventory(shop.ctx(), {
          sku: next.sku,
          location: "EAST",
          kind: next.do,
          quantity: next.quantity,
          reason: "test",
        });
        tally[next.sku].onHand += changed;
      }
    }
  };
  const work = async (steps: readonly Step[]) => {
    for (const next of steps)
      await perform(next).catch((error: unknown) => {
        // Refusals are answers; anything else, a deadlock above all, is a fault.
        if (
          error instanceof DomainError ||
          (next.do === "pay" && String(error).includes("There is no open payment page"))
        )
          return;
        if (next.do === "pay" && /\/control\/stripe\/pay/.test(String(error))) return;
        throw error;
      });
  };

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 2, maxLength: 5 }), { minLength: 3, maxLength: 5 }),
      async (workers) => {
        await Promise.all(workers.map(work));
        for (const { id } of orders) await closeIfCancelled(id);
        const expected: Totals = structuredClone(tally);
        for (const level of Object.values(expected)) Object.assign(level, { reserved: 0, committed: 0 });
        for (const { id, lines } of orders) {
          const { status } = await readOrder(shop.ctx(), id);
          if (status === "cancelled") continue;
          for (const line of lines)
            expected[line.sku][status === "paid" ? "committed" : "reserved"] += line.quantity;
        }
        expect(await totals()).toEqual(expected);
        await expectSoundBooks(shop);
      },
    ),
    { numRuns: 12, interruptAfterTimeLimit: 12_000, endOnFailure: true },
  );
}, 40_000);

/** What the policy does after a cancellation; the worker that cancelled may have been overtaken by a payment. */
async function closeIfCancelled(id: Id<"order">): Promise<void> {
  if ((await readOrder(shop.ctx(), id)).status === "cancelled") await closePayments(shop.ctx(), id);
}
