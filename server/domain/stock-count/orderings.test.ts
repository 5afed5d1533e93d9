import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cancelOrder } from "@/server/domain/order/cancel-order";
import type { Actor } from "@/server/kernel/ctx";
import { DomainError } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/id";
import { placeOrder, type TestApp, testApp } from "@/server/testing";
import { expectSoundBooks } from "@/server/testing-books";
import { updateInventory } from "../inventory/update-inventory";
import { countSheet } from "./count.queries";
import { openCountSchema } from "./count.schema";
import { decideCountLines } from "./decide-count-lines";
import { enterCount } from "./enter-count";
import { openCount } from "./open-count";

let shop: TestApp;
beforeAll(async () => {
  shop = await testApp({ pool: 16, stock: { "TEST-A": { EAST: 40 }, "TEST-B": { EAST: 30 } } });
});
afterAll(() => shop.drop());

const people = ["Wren", "Ash"].map(
  (name): Actor => ({ kind: "staff", id: newId<"user">(), name, role: "manager" }),
);
const as = (who: number) => shop.ctx(people[who % people.length]);
const sku = fc.constantFrom("TEST-A" as const, "TEST-B" as const);

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("enter" as const), sku, off: fc.integer({ min: -12, max: 12 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("decide" as const),
      sku,
      decision: fc.constantFrom("approve" as const, "recount" as const, "leave" as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("buy" as const), sku, units: fc.integer({ min: 1, max: 6 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("cancel" as const), of: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant("receive" as const), sku, units: fc.integer({ min: 1, max: 6 }) }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

test("whatever is counted, decided and sold at once and in any order, the books stay sound", async () => {
  const orders: Awaited<ReturnType<typeof placeOrder>>[] = [];
  const perform = async (next: Step, who: number, list: { number: string; lines: Map<string, string> }) => {
    switch (next.do) {
      case "enter": {
        const [row] = await shop.rows<{ n: number }>(
          "select sum(on_hand)::int n from stock_level s join variant v on v.id = s.variant_id where v.sku = $1",
          [next.sku],
        );
        const quantity = Math.max(0, (row?.n ?? 0) + next.off);
        return void (await enterCount(as(who), { line: list.lines.get(next.sku) ?? "", quantity }));
      }
      case "decide": {
        const lines = [list.lines.get(next.sku) ?? ""];
        return void (await decideCountLines(as(who), {
          number: list.number,
          lines,
          decision: next.decision,
        }));
      }
      case "buy":
        return void orders.push(await placeOrder(shop.ctx(), [{ sku: next.sku, quantity: next.units }]));
      case "cancel": {
        const order = orders[next.of % Math.max(1, orders.length)];
        if (order) await cancelOrder(shop.ctx(), order.id, { reason: "customer" });
        return;
      }
      case "receive": {
        const { sku: of, units: quantity } = next;
        const input = { sku: of, location: "EAST", kind: "receive", quantity, reason: "test" } as const;
        return void (await updateInventory(as(who), input));
      }
    }
  };
  const work = async (steps: readonly Step[], who: number, list: Parameters<typeof perform>[2]) => {
    for (const next of steps)
      await perform(next, who, list).catch((error: unknown) => {
        // A refusal is an answer; anything else, a deadlock above all, is a fault.
        if (!(error instanceof DomainError)) throw error;
      });
  };

  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 2, maxLength: 6 }), { minLength: 2, maxLength: 4 }),
      async (workers) => {
        const input = openCountSchema.parse({ location: "EAST", by: "skus", skus: "TEST-A TEST-B" });
        const { number } = await openCount(as(0), input);
        const sheet = await countSheet(as(0), number);
        const list = { number, lines: new Map(sheet.lines.map((line) => [line.sku, line.id])) };
        await Promise.all(workers.map((steps, who) => work(steps, who, list)));
        await expectSoundBooks(shop);
        // What the lines say was booked is what the ledger has of this count, shelf by shelf.
        const rows = await shop.rows<{ said: number; booked: number; moves: number }>(
          `select case when x.status = 'booked' then x.counted - x.expected else 0 end as said, m.n as booked, m.moves
             from stock_count c join stock_count_line x on x.count_id = c.id
            cross join lateral (
              select coalesce(sum(case when m.to_place = 'available' then m.quantity else -m.quantity end), 0)::int n,
                     count(*)::int moves
                from stock_movement m join stock_level s on s.id = m.stock_level_id
               where m.count_id = c.id and s.variant_id = x.variant_id) m
            where c.number = $1`,
          [number],
        );
        for (const { said, booked, moves } of rows) {
          expect(booked).toBe(said);
          expect(moves).toBeLessThanOrEqual(1);
        }
      },
    ),
    { numRuns: 15, interruptAfterTimeLimit: 15_000, endOnFailure: true },
  );
}, 60_000);
