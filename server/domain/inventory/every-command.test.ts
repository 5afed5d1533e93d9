import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readOrder } from "@/server/domain/order/order.store";
import { closePayments } from "@/server/domain/payment/close-payments";
import { DomainError } from "@/server/kernel/errors";
import type { Id } from "@/server/kernel/id";
import { type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { Skipped } from "./every-command.pick.testing";
import { everyCommand, plan, type Step } from "./every-command.steps.testing";
import { Workers } from "./every-command.testing";
import { expireLot } from "./expire-lot";
import { heldBy, ReferenceModel, shelvesOf, told } from "./reference-model.testing";

let shop: TestApp;
beforeAll(async () => {
  const items = Object.fromEntries(["TEST-A", "TEST-B", "TEST-FOOD"].map((sku) => [sku, { cost: 100 }]));
  shop = await testApp({
    pool: 20,
    stock: { "TEST-A": { EAST: 30, WEST: 6 }, "TEST-B": { EAST: 12, WEST: 12 }, "TEST-FOOD": { EAST: 16 } },
    reorderPoint: { "TEST-A": 20, "TEST-B": 10, "TEST-FOOD": 6 },
    supplier: { items },
  });
});
afterAll(() => shop.drop());

test("whatever several workers do at once, every bucket of every shelf is what a plain sum says", async () => {
  const model = new ReferenceModel();
  for (const [name, { available, unavailable, reserved, committed }] of await shelvesOf(shop))
    model.apply({ shelf: name, onHand: available + reserved + committed + unavailable, unavailable });
  const workers = new Workers(shop, model);

  const work = async (steps: readonly Step[]) => {
    for (const next of steps)
      await workers.perform(next).catch((error: unknown) => {
        // Refusals are answers; anything else, a deadlock above all, is a fault.
        if (!(error instanceof DomainError || error instanceof Skipped || isPaidElsewhere(next, error)))
          throw error;
      });
  };

  let runs = 0;
  await fc.assert(
    fc.asyncProperty(plan, async (steps) => {
      await Promise.all(steps.map(work));
      runs += 1;
      if (runs === 1) expect(Object.keys(workers.went).sort()).toEqual(namesOf(everyCommand));
      await settle(workers);
      expect(told(await shelvesOf(shop))).toEqual(told(model.expected(await heldBy(shop))));
      await expectSoundBooks(shop);
    }),
    { examples: [[[everyCommand]]], numRuns: 40, interruptAfterTimeLimit: 15_000, endOnFailure: true },
  );
}, 60_000);

const namesOf = (steps: readonly Step[]): string[] =>
  [...new Set(steps.map((one) => (one.do === "change" ? one.kind : one.do)))].sort();

/** Two workers who pay for one order at once: the provider's page of one of them is gone. */
const isPaidElsewhere = (next: Step, error: unknown): boolean =>
  next.do === "pay" && /There is no open payment page|\/control\/stripe\/pay/.test(String(error));

/** What the policies do after the workers: money of cancelled orders goes back, lots past their date are swept again. */
async function settle({ orders }: Workers): Promise<void> {
  for (const { id } of orders)
    if ((await readOrder(shop.ctx(), id)).status === "cancelled") await closePayments(shop.ctx(), id);
  const lapsed = await shop.rows<{ id: Id<"lot"> }>("select id from lot where expires_at <= now()");
  for (const { id } of lapsed) await expireLot(shop.ctx({ kind: "policy", name: "expiry" }), { lotId: id });
  for (const { id } of orders)
    if ((await readOrder(shop.ctx(), id)).status === "cancelled") await closePayments(shop.ctx(), id);
}
