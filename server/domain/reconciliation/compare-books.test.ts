import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { asId } from "@/server/kernel/id";
import { money } from "@/server/kernel/money";
import type { Movement } from "@/server/ports/payment-gateway";
import { compareBooks, type OurMovement } from "./compare-books";
import { addDays, dayOf, startOf } from "./day";
import { daysDue } from "./days-due";

const day = "2026-11-21";

type Fact = {
  n: number;
  kind: "capture" | "refund";
  amount: number;
  currency: string;
  at: Date;
  lag: number;
};

/** Things that happened around the day, and how many milliseconds later we noted each. */
const facts = fc.uniqueArray(
  fc.record({
    n: fc.nat(9999),
    kind: fc.constantFrom("capture", "refund"),
    amount: fc.integer({ min: 1, max: 1_000_000 }),
    currency: fc.constantFrom("USD", "EUR", "JPY"),
    at: fc
      .integer({ min: -2 * 86_400_000, max: 3 * 86_400_000 })
      .map((ms) => new Date(startOf(day).getTime() + ms)),
    lag: fc.oneof(fc.integer({ min: -1000, max: 5000 }), fc.integer({ min: 0, max: 86_400_000 })),
  }),
  { selector: ({ n }) => n, maxLength: 40 },
);

const refOf = ({ kind, n }: Fact) => `${kind === "capture" ? "ch" : "re"}_${n}`;

const ourSide = (fact: Fact): OurMovement => ({
  kind: fact.kind,
  ref: refOf(fact),
  paymentId: asId<"payment">(`p${fact.n}`),
  refundId: fact.kind === "refund" ? asId<"refund">(`r${fact.n}`) : null,
  orderId: asId<"order">(`o${fact.n}`),
  amount: fact.amount,
  currency: fact.currency,
  hasFee: false,
  done: true,
  at: new Date(fact.at.getTime() + fact.lag),
});

const theirSide = (fact: Fact): Movement => ({
  kind: fact.kind,
  ref: refOf(fact),
  amount: money(fact.amount, fact.currency),
  fee: money(Math.floor(fact.amount / 50), fact.currency),
  at: fact.at,
});

const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((one, index) => ({ one, key: (index * 7919 + seed * 104_729) % 10_007 }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);

const inDay = ({ at }: { at: Date }) => dayOf(at) === day;

describe("comparing our books with the provider's list", () => {
  test("books that tell of the same movements agree, in any order and however late we noted them", () => {
    fc.assert(
      fc.property(facts, fc.nat(), (all, seed) => {
        const theirs = shuffled(all.map(theirSide), seed);
        const found = compareBooks(day, all.map(ourSide), [...theirs, ...theirs.slice(-2)]);
        expect(found.differences).toEqual([]);
        expect(found.ours).toBe(found.theirs);
        expect(found.theirs).toBe(all.filter(inDay).length);
        for (const total of found.totals) {
          expect(total.capturedOurs).toBe(total.capturedTheirs);
          expect(total.refundedOurs).toBe(total.refundedTheirs);
        }
      }),
    );
  });

  test("exactly what one side lacks or has otherwise is found, and nothing else", () => {
    fc.assert(
      fc.property(
        facts,
        fc.infiniteStream(fc.constantFrom("both", "ours", "theirs", "amount")),
        (all, fate) => {
          const fated = all.map((fact) => ({ fact, fate: fate.next().value as string }));
          const ours = fated.filter((one) => one.fate !== "theirs").map(({ fact }) => ourSide(fact));
          const theirs = fated
            .filter((one) => one.fate !== "ours")
            .map(({ fact, fate: what }) =>
              what === "amount"
                ? { ...theirSide(fact), amount: money(fact.amount + 1, fact.currency) }
                : theirSide(fact),
            );
          const expected = fated.flatMap(({ fact, fate: what }) => {
            if (what === "theirs" && inDay(fact)) return [["missing_here", refOf(fact), null, fact.amount]];
            if (what === "amount" && inDay(fact))
              return [["amount_differs", refOf(fact), fact.amount, fact.amount + 1]];
            if (what === "ours" && inDay(ourSide(fact)))
              return [["missing_there", refOf(fact), fact.amount, null]];
            return [];
          });
          const found = compareBooks(day, ours, theirs).differences;
          expect(found.map((one) => [one.kind, one.ref, one.ours, one.theirs]).sort()).toEqual(
            expected.sort(),
          );
        },
      ),
    );
  });

  test("every movement counts on exactly one day, also at midnight", () => {
    fc.assert(
      fc.property(facts, (all) => {
        const days = Array.from({ length: 9 }, (_, index) => addDays(day, index - 4));
        const found = days.map((one) => compareBooks(one, all.map(ourSide), all.map(theirSide)));
        expect(found.reduce((sum, one) => sum + one.theirs, 0)).toBe(all.length);
        expect(found.reduce((sum, one) => sum + one.ours, 0)).toBe(all.length);
        const captured = all
          .filter(({ kind }) => kind === "capture")
          .reduce((sum, one) => sum + one.amount, 0);
        const total = found.flatMap((one) => one.totals).reduce((sum, one) => sum + one.capturedTheirs, 0);
        expect(total).toBe(captured);
      }),
    );
  });

  test("a capture of 23:59:59 that we noted a second after midnight is no difference on either day", () => {
    const fact: Fact = {
      n: 1,
      kind: "capture",
      amount: 4820,
      currency: "USD",
      at: new Date("2026-11-21T23:59:59Z"),
      lag: 2000,
    };
    for (const [one, count] of [
      [day, 1],
      [addDays(day, 1), 0],
    ] as const) {
      const found = compareBooks(one, [ourSide(fact)], [theirSide(fact)]);
      expect(found.differences).toEqual([]);
      expect([found.ours, found.theirs]).toEqual([count, count]);
    }
  });

  test("a fee that we lacked is learned, and one that we know is left alone", () => {
    const fact: Fact = { n: 1, kind: "capture", amount: 5000, currency: "USD", at: startOf(day), lag: 0 };
    expect(compareBooks(day, [ourSide(fact)], [theirSide(fact)]).fees).toEqual([
      { paymentId: "p1", amount: 100 },
    ]);
    expect(compareBooks(day, [{ ...ourSide(fact), hasFee: true }], [theirSide(fact)]).fees).toEqual([]);
  });

  test("a refund that is still on its way may be missing at the provider", () => {
    const fact: Fact = { n: 1, kind: "refund", amount: 5000, currency: "USD", at: startOf(day), lag: 0 };
    expect(compareBooks(day, [{ ...ourSide(fact), done: false }], []).differences).toEqual([]);
  });
});

describe("the days that are due", () => {
  const now = new Date("2026-11-22T10:00:00Z");
  const at = (text: string) => new Date(text);
  const done = (
    one: string,
    state: "agrees" | "differs" = "agrees",
    finishedAt = "2026-11-22T05:00:00Z",
  ) => ({
    day: one,
    state,
    startedAt: at(finishedAt),
    finishedAt: at(finishedAt),
  });

  test("yesterday is compared once the provider's list is whole, and not before", () => {
    expect(daysDue("stripe", at("2026-11-22T00:14:59Z"), [], null)).toEqual([]);
    expect(daysDue("stripe", at("2026-11-22T00:15:00Z"), [], null)).toEqual(["2026-11-21"]);
    expect(daysDue("paypal", at("2026-11-22T03:59:00Z"), [], null)).toEqual([]);
    expect(daysDue("paypal", at("2026-11-22T04:00:00Z"), [], null)).toEqual(["2026-11-21"]);
  });

  test("days that were missed are caught up, two weeks back at most, and none before the first payment", () => {
    expect(daysDue("stripe", now, [done("2026-11-21")], "2026-11-19")).toEqual(["2026-11-19", "2026-11-20"]);
    expect(daysDue("stripe", now, [], "2026-01-01")).toHaveLength(14);
    expect(daysDue("stripe", now, [], "2026-01-01")[0]).toBe("2026-11-08");
  });

  test("one that failed, was cut off, or was compared before its list was whole is compared again", () => {
    const failed = { ...done("2026-11-21"), state: "failed" as const };
    const running = {
      ...done("2026-11-21"),
      state: "running" as const,
      startedAt: at("2026-11-22T09:50:00Z"),
    };
    const cutOff = { ...running, startedAt: at("2026-11-22T09:40:00Z") };
    const early = done("2026-11-21", "agrees", "2026-11-21T18:00:00Z");
    expect(daysDue("stripe", now, [failed], null)).toEqual(["2026-11-21"]);
    expect(daysDue("stripe", now, [running], null)).toEqual([]);
    expect(daysDue("stripe", now, [cutOff], null)).toEqual(["2026-11-21"]);
    expect(daysDue("stripe", now, [early], null)).toEqual(["2026-11-21"]);
    expect(daysDue("stripe", now, [done("2026-11-21")], null)).toEqual([]);
  });

  test("one that differs is looked at again after six hours", () => {
    expect(daysDue("stripe", now, [done("2026-11-21", "differs", "2026-11-22T04:30:00Z")], null)).toEqual([]);
    expect(daysDue("stripe", now, [done("2026-11-21", "differs", "2026-11-22T03:30:00Z")], null)).toEqual([
      "2026-11-21",
    ]);
  });
});
