import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareBins } from "../inventory/bin";
import { takeFrom } from "../shipment/pick";
import { nextStop, putsOf, stopsOf, type WaveLine } from "./wave";

const line = (over: Partial<WaveLine> = {}): WaveLine => ({
  stockLevelId: 1,
  sku: "CUP",
  barcode: "2000000000017",
  title: "Cup",
  bin: "A-01-1",
  quantity: 1,
  picked: 0,
  shipment: "HF-1-1",
  slot: 1,
  ...over,
});

describe("the way of a walk", () => {
  test("passes shelves as people number them, and goods without a shelf last", () => {
    const bins = ["B-01", null, "A-10", "A-02", "A-2-1", "A-2-10", "A-2-2"];
    expect([...bins].sort(compareBins)).toEqual(["A-02", "A-2-1", "A-2-2", "A-2-10", "A-10", "B-01", null]);
  });

  test("stops once for the same goods on the same shelf, whoever wants them", () => {
    const stops = stopsOf([
      line({ slot: 4, shipment: "HF-4-1", quantity: 3 }),
      line({ stockLevelId: 2, sku: "BOWL", bin: "A-01-0" }),
      line({ slot: 1, quantity: 2 }),
    ]);
    expect(stops.map(({ sku, quantity }) => `${quantity} ${sku}`)).toEqual(["1 BOWL", "5 CUP"]);
    expect(putsOf(stops[1] as (typeof stops)[number])).toEqual([
      { slot: 1, shipment: "HF-1-1", units: 2 },
      { slot: 4, shipment: "HF-4-1", units: 3 },
    ]);
  });

  test("keeps lots apart, though they lie on one shelf", () => {
    const stops = stopsOf([line({ stockLevelId: 7 }), line({ stockLevelId: 8, slot: 2 })]);
    expect(stops.map(({ stockLevelId }) => stockLevelId)).toEqual([7, 8]);
  });

  test("goes on at the shelf where the picker stands, else to the first that has something left", () => {
    const stops = stopsOf([
      line({ bin: "A-01" }),
      line({ stockLevelId: 2, bin: "B-01" }),
      line({ stockLevelId: 3, bin: "B-01", sku: "PLATE", picked: 1 }),
    ]);
    expect(nextStop(stops)?.bin).toBe("A-01");
    expect(nextStop(stops, "B-01")?.stockLevelId).toBe(2);
    expect(nextStop(stops, "Z-09")?.bin).toBe("A-01");
    expect(nextStop(stops.map((stop) => ({ ...stop, picked: stop.quantity })))).toBeUndefined();
  });
});

describe("a scan", () => {
  const at = (lines: WaveLine[], scan: Partial<Parameters<typeof takeFrom>[1]>) =>
    takeFrom(lines, { code: "cup", quantity: 1, ...scan }, "walk WV-1001");

  test("counts for the item by its SKU in any case, or by its barcode", () => {
    expect(at([line()], {}).takes).toMatchObject([{ units: 1 }]);
    expect(at([line()], { code: "2000000000017" })).toMatchObject({ picked: 1, quantity: 1 });
  });

  test("of something else is refused", () => {
    expect(() => at([line()], { code: "BOWL" })).toThrow(
      "BOWL does not belong to walk WV-1001. Put it back.",
    );
  });

  test("at a wrong shelf is refused, and says where the item lies", () => {
    expect(() => at([line()], { bin: "B-07-2" })).toThrow("Cup is taken from A-01-1, not B-07-2.");
    expect(at([line()], { bin: " a-01-1 " }).takes).toHaveLength(1);
    expect(at([line({ bin: null })], { bin: "B-07-2" }).takes).toHaveLength(1);
  });

  test("of one too many is refused as a whole", () => {
    expect(() => at([line({ quantity: 3, picked: 2 })], { quantity: 2 })).toThrow(
      "Cup: 2 of 3 are picked already; 2 more is too many.",
    );
  });
});

const aWalk = fc
  .array(
    fc.record({
      level: fc.integer({ min: 1, max: 6 }),
      slot: fc.integer({ min: 1, max: 4 }),
      quantity: fc.integer({ min: 1, max: 5 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) => {
    // One line for a level and a tote, as the database has them; the levels of SKU-1 are two lots of it.
    const lines = new Map<string, WaveLine>();
    for (const { level, slot, quantity } of rows)
      lines.set(
        `${level}-${slot}`,
        line({
          stockLevelId: level,
          sku: `SKU-${Math.ceil(level / 2)}`,
          barcode: null,
          bin: level % 3 === 0 ? null : `A-${level}`,
          slot,
          shipment: `HF-${slot}-1`,
          quantity,
        }),
      );
    return [...lines.values()];
  });

describe("whatever is scanned, in whatever order", () => {
  test("every unit is picked exactly once, and never one more", () => {
    fc.assert(
      fc.property(
        aWalk,
        fc.array(
          fc.record({ level: fc.integer({ min: 1, max: 7 }), quantity: fc.integer({ min: 1, max: 4 }) }),
        ),
        fc.boolean(),
        (start, scans, named) => {
          let lines = start;
          let counted = 0;
          const scan = (code: string, quantity: number, stockLevelId?: number) => {
            const before = lines;
            try {
              const { takes } = takeFrom(lines, { code, quantity, stockLevelId }, "walk WV-1");
              expect(takes.reduce((units, take) => units + take.units, 0)).toBe(quantity);
              const taken = new Map(takes.map((take) => [take.line, take.units]));
              lines = lines.map((one) => ({ ...one, picked: one.picked + (taken.get(one) ?? 0) }));
              counted += quantity;
            } catch {
              expect(lines).toBe(before);
            }
            for (const one of lines) expect(one.picked).toBeLessThanOrEqual(one.quantity);
          };
          for (const { level, quantity } of scans)
            scan(`SKU-${Math.ceil(level / 2)}`, quantity, named ? level : undefined);
          // Then the walk is gone along to its end, one unit at a time.
          for (let stop = nextStop(stopsOf(lines)); stop; stop = nextStop(stopsOf(lines), stop.bin))
            scan(stop.sku, 1, stop.stockLevelId);
          expect(counted).toBe(start.reduce((units, one) => units + one.quantity, 0));
          expect(lines.every((one) => one.picked === one.quantity)).toBe(true);
        },
      ),
    );
  });
});
