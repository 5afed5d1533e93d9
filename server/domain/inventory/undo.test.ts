import fc from "fast-check";
import { expect, test } from "vitest";
import { applyMove, isAllowed, type Levels, moveKinds, places } from "./stock";
import { changesOnHand, gone, isUndoable, reverse } from "./undo";

const free = { undoes: null, undoneBy: null, order: null, transfer: null };

test("only what a person did by hand gets an undo", () => {
  expect(moveKinds.filter((kind) => isUndoable({ kind, ...free }))).toEqual([
    "receive",
    "adjust",
    "count",
    "quarantine",
    "dispose",
    "return_to_supplier",
  ]);
});

test("an undo, something undone and what belongs to an order or a transfer get none", () => {
  for (const bar of [{ undoes: 7 }, { undoneBy: 8 }, { order: "HF-1" }, { transfer: "TR-1" }])
    expect(isUndoable({ kind: "adjust", ...free, ...bar })).toBe(false);
});

test("a move and its undo leave every bucket as it was", () => {
  const levels: fc.Arbitrary<Levels> = fc.record({
    available: fc.nat(50),
    reserved: fc.nat(50),
    committed: fc.nat(50),
    unavailable: fc.nat(50),
  });
  const ways = moveKinds.flatMap((kind) =>
    places.flatMap((from) => places.map((to) => ({ kind, from, to, quantity: 1 }))),
  );
  const move = fc
    .tuple(fc.constantFrom(...ways.filter((way) => isAllowed(way))), fc.integer({ min: 1, max: 40 }))
    .map(([way, quantity]) => ({ ...way, quantity }));
  fc.assert(
    fc.property(levels, move, (before, one) => {
      const after = applyMove(before, one);
      if (after) expect(applyMove(after, reverse(one), { undo: true })).toEqual(before);
    }),
  );
});

test("setting aside leaves the units on the shelf; all else changes how many there are", () => {
  expect(changesOnHand({ kind: "quarantine", from: "available", to: "unavailable", quantity: 1 })).toBe(
    false,
  );
  expect(changesOnHand({ kind: "receive", from: "supplier", to: "available", quantity: 1 })).toBe(true);
  expect(changesOnHand({ kind: "dispose", from: "unavailable", to: "adjustment", quantity: 1 })).toBe(true);
});

test("a refusal says what is left and what to do instead", () => {
  const about = { sku: "OAK", location: "EAST" };
  const levels = { available: 2, reserved: 3, committed: 0, unavailable: 1 };
  expect(gone(about, { kind: "receive", from: "supplier", to: "available", quantity: 5 }, levels)).toBe(
    "Only 2 of 5 units of OAK can still be taken off sale in EAST; the others are held for orders or have left. Count the shelf instead.",
  );
  expect(gone(about, { kind: "quarantine", from: "available", to: "unavailable", quantity: 4 }, levels)).toBe(
    "Only 1 of 4 units of OAK is still set aside in EAST; the others were put back, disposed of or returned. Undo that first.",
  );
});
