import fc from "fast-check";
import type { ChangeKind } from "./inventory.schema";

const skus = ["TEST-A", "TEST-B", "TEST-FOOD"] as const;
export type Sku = (typeof skus)[number];
const lots = ["L-1", "L-2", "L-3", "L-4", "L-5", "L-6"] as const;
/** When lots that come in expire. */
export const far = "2099-01-01";

type Place = "EAST" | "WEST";
type Shelf = { sku: Sku; place: Place; lot: (typeof lots)[number] | undefined };
const anyShelf: fc.Arbitrary<Shelf> = fc.record({
  sku: fc.constantFrom(...skus),
  place: fc.constantFrom<Place>("EAST", "WEST"),
  lot: fc.option(fc.constantFrom(...lots), { nil: undefined, freq: 2 }),
});

const units = fc.integer({ min: 1, max: 6 });
const which = fc.nat(1000);
const done = <Name extends string>(name: Name) => fc.constant(name);
const times = <Value>(weight: number, arbitrary: fc.Arbitrary<Value>) => ({ weight, arbitrary });

/** Changes that take as often as they bring: shelves neither run dry nor fill up. */
const kinds: readonly ChangeKind[] = [
  ...(["receive", "receive", "adjust", "count", "quarantine", "quarantine"] as const),
  ...(["reinstate", "dispose", "return_to_supplier"] as const),
];

/** What one worker does next, mostly on one shelf. `of` picks one of what is there by then: an order, a transfer … */
const stepOn = (hot: Shelf) => {
  const shelf = fc.oneof(times(3, fc.constant(hot)), times(1, anyShelf));
  const sku = shelf.map((one) => one.sku);
  const lines = fc.uniqueArray(fc.record({ sku, quantity: units }), {
    ...{ minLength: 1, maxLength: 3 },
    selector: (line) => line.sku,
  });
  const change = fc.record({
    ...{ do: done("change"), kind: fc.constantFrom(...kinds), shelf },
    ...{ quantity: units, less: fc.boolean(), damaged: fc.nat(3) },
  });
  const bought = { lot: fc.constantFrom(...lots), quantity: units, damaged: fc.nat(2) };
  return fc.oneof(
    times(5, fc.record({ do: done("order"), lines })),
    times(4, fc.record({ do: done("pay"), of: which })),
    times(3, fc.record({ do: done("ship"), of: which })),
    times(1, fc.record({ do: fc.constantFrom("cancel", "take back"), of: which })),
    times(3, fc.record({ do: done("short"), of: which, quantity: units, damaged: fc.boolean() })),
    times(2, fc.record({ do: done("cancel part"), of: which, quantity: units })),
    times(2, fc.record({ do: done("fill") })),
    times(2, fc.record({ do: done("recount"), of: which, less: fc.nat(3) })),
    times(2, fc.record({ do: done("reroute"), of: which, place: fc.constantFrom("best", "EAST", "WEST") })),
    times(9, change),
    times(3, fc.record({ do: done("undo"), of: which })),
    times(2, fc.record({ do: done("send"), shelf, quantity: units })),
    times(2, fc.record({ do: done("receive transfer"), of: which, quantity: units, damaged: fc.nat(2) })),
    times(1, fc.record({ do: fc.constantFrom("lose", "call back"), of: which })),
    times(1, fc.record({ do: done("buy"), sku, quantity: units })),
    times(2, fc.record({ do: done("receive purchase"), of: which, ...bought })),
    times(1, fc.record({ do: done("expire"), sku, lot: fc.constantFrom(...lots, "LOT-EARLY") })),
  );
};
export type Step = ReturnType<typeof stepOn> extends fc.Arbitrary<infer T> ? T : never;

/** What each of several workers does, one step after the other. They meet on one shelf, or they would rarely meet. */
export const plan: fc.Arbitrary<Step[][]> = anyShelf.chain((hot) =>
  fc.array(fc.array(stepOn(hot), { minLength: 4, maxLength: 8 }), { minLength: 5, maxLength: 8 }),
);

const shelf: Shelf = { sku: "TEST-A", place: "EAST", lot: undefined };
const by = (
  kind: ChangeKind,
  quantity: number,
  over: Partial<Extract<Step, { do: "change" }>> = {},
): Step => ({
  ...{ do: "change", kind, shelf, quantity, less: false, damaged: 0 },
  ...over,
});

/** Every command at least once, one after the other, so that none is left out by chance. */
export const everyCommand: Step[] = [
  by("receive", 1, { damaged: 2, shelf: { ...shelf, lot: "L-1" } }),
  by("adjust", 2, { less: true }),
  { do: "undo", of: 2 },
  by("count", 5),
  by("quarantine", 5),
  by("reinstate", 1),
  by("dispose", 2),
  by("return_to_supplier", 1),
  { do: "buy", sku: "TEST-B", quantity: 6 },
  { do: "receive purchase", of: 0, quantity: 5, damaged: 1, lot: "L-2" },
  { do: "send", shelf, quantity: 6 },
  { do: "receive transfer", of: 0, quantity: 1, damaged: 1 },
  { do: "lose", of: 0 },
  { do: "send", shelf: { ...shelf, sku: "TEST-FOOD" }, quantity: 3 },
  { do: "call back", of: 1 },
  { do: "order", lines: [{ sku: "TEST-FOOD", quantity: 2 }] },
  { do: "pay", of: 0 },
  { do: "ship", of: 0 },
  { do: "take back", of: 0 },
  { do: "order", lines: [{ sku: "TEST-FOOD", quantity: 3 }] },
  { do: "pay", of: 0 },
  { do: "expire", sku: "TEST-FOOD", lot: "LOT-EARLY" },
  { do: "order", lines: [{ sku: "TEST-B", quantity: 2 }] },
  { do: "cancel", of: 0 },
  { do: "order", lines: [{ sku: "TEST-B", quantity: 4 }] },
  { do: "pay", of: 0 },
  { do: "short", of: 999, quantity: 3, damaged: false },
  { do: "recount", of: 0, less: 1 },
  { do: "cancel part", of: 999, quantity: 1 },
  { do: "fill" },
  { do: "order", lines: [{ sku: "TEST-B", quantity: 2 }] },
  { do: "pay", of: 0 },
  { do: "reroute", of: 0, place: "best" },
];
