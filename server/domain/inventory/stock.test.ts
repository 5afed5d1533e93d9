import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  applyMove,
  type Bucket,
  buckets,
  isAllowed,
  isBucket,
  type Levels,
  type Move,
  moveKinds,
  onHand,
  places,
} from "./stock";

const empty: Levels = { available: 0, reserved: 0, committed: 0, unavailable: 0 };
const everyWay = moveKinds.flatMap((kind) =>
  places.flatMap((from) => places.map((to) => ({ kind, from, to, quantity: 1 }))),
);
const allowedWays = everyWay.filter((move) => isAllowed(move));
const move: fc.Arbitrary<Move> = fc
  .tuple(fc.constantFrom(...allowedWays), fc.integer({ min: 1, max: 50 }))
  .map(([way, quantity]) => ({ ...way, quantity }));

/** Applies what can be applied and returns the levels with the ledger that explains them. */
function run(moves: readonly Move[]): { levels: Levels; ledger: Move[] } {
  let levels = empty;
  const ledger: Move[] = [];
  for (const one of moves) {
    const next = applyMove(levels, one);
    if (!next) continue;
    levels = next;
    ledger.push(one);
  }
  return { levels, ledger };
}

const balance = (ledger: readonly Move[], bucket: Bucket): number =>
  ledger.reduce(
    (units, { from, to, quantity }) =>
      units + (to === bucket ? quantity : 0) - (from === bucket ? quantity : 0),
    0,
  );

describe("stock", () => {
  test("never goes below nothing in any bucket, whatever is tried", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
        let levels = empty;
        for (const one of moves) {
          levels = applyMove(levels, one) ?? levels;
          for (const bucket of buckets) expect(levels[bucket]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  test("is in every bucket just what its ledger adds up to", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
        const { levels, ledger } = run(moves);
        for (const bucket of buckets) expect(levels[bucket]).toBe(balance(ledger, bucket));
        expect(onHand(levels)).toBe(buckets.reduce((units, bucket) => units + balance(ledger, bucket), 0));
      }),
    );
  });

  test("on hand changes only when units come from outside or go there", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 80 }), move, (moves, last) => {
        const { levels } = run(moves);
        const next = applyMove(levels, last);
        if (!next) return;
        const entered = (isBucket(last.to) ? last.quantity : 0) - (isBucket(last.from) ? last.quantity : 0);
        expect(onHand(next) - onHand(levels)).toBe(entered);
      }),
    );
  });

  test("is refused, and left as it was, when a bucket doesn't hold enough", () => {
    const levels = { ...empty, available: 2 };
    expect(applyMove(levels, { kind: "reserve", from: "available", to: "reserved", quantity: 3 })).toBeNull();
    expect(levels).toEqual({ ...empty, available: 2 });
    expect(applyMove(levels, { kind: "reserve", from: "available", to: "reserved", quantity: 2 })).toEqual({
      ...empty,
      reserved: 2,
    });
  });
});

describe("a move", () => {
  test("goes only the ways of its kind", () => {
    expect(allowedWays.map(({ kind, from, to }) => `${kind}: ${from} → ${to}`)).toEqual([
      "receive: supplier → available",
      "receive: supplier → unavailable",
      "reserve: available → reserved",
      "deduct: reserved → committed",
      "release: reserved → available",
      "release: committed → available",
      "ship: committed → customer",
      "adjust: available → adjustment",
      "adjust: adjustment → available",
      "count: available → adjustment",
      "count: adjustment → available",
      "quarantine: available → unavailable",
      "quarantine: unavailable → available",
      "expire: available → unavailable",
      "dispose: unavailable → adjustment",
      "return_to_supplier: unavailable → supplier",
      "restock: customer → available",
      "restock: customer → unavailable",
      "transfer: available → location",
      "transfer: location → available",
    ]);
  });

  test("that its kind doesn't have is a mistake in the program, not a shortage", () => {
    for (const wrong of everyWay.filter((one) => !isAllowed(one)))
      expect(() => applyMove({ available: 9, reserved: 9, committed: 9, unavailable: 9 }, wrong)).toThrow(
        RangeError,
      );
    expect(() => applyMove(empty, { kind: "ship", from: "available", to: "customer", quantity: 1 })).toThrow(
      "ship can't go from available to customer",
    );
  });

  test("takes a whole, positive number of units", () => {
    for (const quantity of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(isAllowed({ kind: "receive", from: "supplier", to: "available", quantity })).toBe(false);
  });

  test("never lets unpaid units leave: what ships was paid for first", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
        const { ledger } = run(moves);
        const of = (kind: Move["kind"]) =>
          ledger.reduce((units, one) => units + (one.kind === kind ? one.quantity : 0), 0);
        expect(of("ship")).toBeLessThanOrEqual(of("deduct"));
        expect(of("deduct")).toBeLessThanOrEqual(of("reserve"));
      }),
    );
  });
});
