import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  assertPacksAll,
  type BoxKind,
  type Goods,
  heaviestGrams,
  reckonWeight,
  sameLine,
  suggestPackages,
  weightDoubt,
} from "./packing";

const box = (
  name: string,
  [lengthMm, widthMm, heightMm]: [number, number, number],
  maxGrams: number,
): BoxKind => ({
  id: name,
  name,
  lengthMm,
  widthMm,
  heightMm,
  emptyGrams: 100,
  maxGrams,
});
const boxes = [
  box("large", [400, 300, 250], 20_000),
  box("small", [200, 150, 100], 5_000),
  box("medium", [300, 200, 150], 10_000),
];
const goods = (title: string, quantity: number, weightGrams: number, size: Goods["size"] = null): Goods => ({
  orderLineId: title,
  stockLevelId: 1,
  title,
  quantity,
  weightGrams,
  size,
});
const cube = (side: number) => ({ lengthMm: side, widthMm: side, heightMm: side });
const boxesOf = (lines: Goods[], kinds = boxes) =>
  suggestPackages(lines, kinds).map((one) => one.packagingId);

describe("packages that are suggested", () => {
  test("are one, in the smallest box that takes it all", () => {
    expect(boxesOf([goods("cup", 2, 300, cube(90))])).toEqual(["small"]);
    expect(boxesOf([goods("cup", 6, 300, cube(90))])).toEqual(["medium"]);
    // By volume eight would do; but no more than six stand side by side.
    expect(boxesOf([goods("cup", 8, 300, cube(90))])).toEqual(["large"]);
  });

  test("weigh what is in them and the box", () => {
    expect(suggestPackages([goods("cup", 2, 300, cube(90))], boxes)[0]).toMatchObject({
      weightGrams: 700,
      size: { lengthMm: 200, widthMm: 150, heightMm: 100 },
      lines: [{ orderLineId: "cup", quantity: 2 }],
    });
  });

  test("turn a thing as it fits, and take a greater box for a long one", () => {
    expect(boxesOf([goods("rod", 1, 200, { lengthMm: 90, widthMm: 190, heightMm: 20 })])).toEqual(["small"]);
    expect(boxesOf([goods("rod", 1, 200, { lengthMm: 20, widthMm: 20, heightMm: 290 })])).toEqual(["medium"]);
  });

  test("are several when one box would be too heavy", () => {
    const packages = suggestPackages([goods("weight", 5, 6_000, cube(80))], boxes);
    expect(packages.map(({ lines }) => lines[0]?.quantity)).toEqual([3, 2]);
    expect(packages.every(({ weightGrams }) => weightGrams <= 20_000)).toBe(true);
  });

  test("are several when one box would be too full, the last as small as it can be", () => {
    expect(boxesOf([goods("cushion", 5, 500, cube(200))])).toEqual(["large", "large", "large"]);
    expect(boxesOf([goods("cushion", 3, 500, cube(200)), goods("cup", 1, 300, cube(90))])).toEqual([
      "large",
      "large",
    ]);
  });

  test("let what fits no box go by itself, in its own measures", () => {
    const packages = suggestPackages(
      [goods("ladder", 2, 9_000, cube(900)), goods("cup", 1, 300, cube(90))],
      boxes,
    );
    expect(packages.map((one) => [one.packagingId, one.size?.lengthMm, one.lines[0]?.quantity])).toEqual([
      [null, 900, 1],
      [null, 900, 1],
      ["small", 200, 1],
    ]);
  });

  test("reckon with the weight of what nobody has measured", () => {
    expect(boxesOf([goods("rug", 1, 3_000)])).toEqual(["large"]);
    expect(boxesOf([goods("pin", 10, 5)])).toEqual(["small"]);
  });

  test("are as many as people can lift where no boxes are kept", () => {
    expect(suggestPackages([goods("sack", 1, 12_000)], [])).toMatchObject([
      { packagingId: null, weightGrams: 12_150 },
    ]);
    const packages = suggestPackages([goods("sack", 5, 12_000)], []);
    expect(packages.map(({ lines }) => lines[0]?.quantity)).toEqual([2, 2, 1]);
    expect(packages.every(({ weightGrams }) => weightGrams <= heaviestGrams)).toBe(true);
  });

  const line = fc.record({
    quantity: fc.integer({ min: 1, max: 40 }),
    weightGrams: fc.integer({ min: 0, max: 25_000 }),
    size: fc.option(
      fc.record({
        lengthMm: fc.integer({ min: 1, max: 600 }),
        widthMm: fc.integer({ min: 1, max: 600 }),
        heightMm: fc.integer({ min: 1, max: 600 }),
      }),
    ),
  });
  const shipment = fc
    .array(line, { minLength: 1, maxLength: 6 })
    .map((lines) =>
      lines.map((one, i): Goods => ({ ...one, orderLineId: `${i}`, stockLevelId: i, title: `${i}` })),
    );

  test("hold every unit once, none too heavy for its box, whatever is ordered", () => {
    fc.assert(
      fc.property(shipment, fc.subarray(boxes), (lines, kinds) => {
        const packages = suggestPackages(lines, kinds);
        expect(() => assertPacksAll(lines, packages)).not.toThrow();
        for (const { packagingId, weightGrams } of packages) {
          const kind = kinds.find(({ id }) => id === packagingId);
          if (kind) expect(weightGrams).toBeLessThanOrEqual(kind.maxGrams);
        }
      }),
    );
  });

  test("put nothing in a box that is shorter than it", () => {
    const sorted = (one: { lengthMm: number; widthMm: number; heightMm: number }) =>
      [one.lengthMm, one.widthMm, one.heightMm].sort((a, b) => a - b);
    fc.assert(
      fc.property(shipment, (lines) => {
        for (const { packagingId, lines: inside } of suggestPackages(lines, boxes)) {
          const kind = boxes.find(({ id }) => id === packagingId);
          for (const packed of inside) {
            const size = lines.find((one) => sameLine(one, packed))?.size;
            if (!kind || !size) continue;
            for (const [i, side] of sorted(size).entries())
              expect(side).toBeLessThanOrEqual(sorted(kind)[i] ?? 0);
          }
        }
      }),
    );
  });

  test("are never more than there are units", () => {
    fc.assert(
      fc.property(shipment, (lines) => {
        const units = lines.reduce((all, one) => all + one.quantity, 0);
        expect(suggestPackages(lines, boxes).length).toBeLessThanOrEqual(units);
      }),
    );
  });
});

describe("packages that a packer makes", () => {
  const lines = [goods("cup", 2, 300), goods("rug", 1, 3_000)];
  const unit = (title: string, quantity: number) => ({ orderLineId: title, stockLevelId: 1, quantity });
  const refusal = (...packages: ReturnType<typeof unit>[][]) => {
    try {
      assertPacksAll(
        lines,
        packages.map((inside) => ({ lines: inside })),
      );
      return null;
    } catch (error) {
      return error instanceof Error ? error.message : "";
    }
  };
  test("hold everything, in any number of packages", () => {
    expect(refusal([unit("cup", 1)], [unit("cup", 1), unit("rug", 1)])).toBeNull();
  });
  test("are refused when a unit is left out, is there twice, or is another shipment's", () => {
    expect(refusal([unit("cup", 1), unit("rug", 1)])).toBe("1 × cup is in no package.");
    expect(refusal([unit("rug", 1)])).toBe("2 × cup are in no package.");
    expect(refusal([unit("cup", 2), unit("rug", 2)])).toBe("rug: 2 packed, but the shipment has only 1.");
    expect(refusal([unit("cup", 2), unit("rug", 1), unit("jar", 1)])).toMatch(/does not belong/);
    expect(refusal([unit("cup", 2), unit("rug", 1)], [])).toMatch(/Package 2 is empty/);
  });
});

describe("the scales", () => {
  test("are believed when they say about what the goods weigh", () => {
    expect(weightDoubt(1_000, 1_140)).toBeNull();
    expect(weightDoubt(200, 120)).toBeNull();
  });
  test("make one look again when something seems to be missing or too much", () => {
    expect(weightDoubt(2_000, 1_600)).toBe(
      "That is 400 g less than its contents should weigh. Is everything in?",
    );
    expect(weightDoubt(2_000, 3_200)).toMatch(/^That is 1,200 g more/);
  });
  test("are reckoned with the box, or with some paper where it is unknown", () => {
    expect(reckonWeight([{ quantity: 2, weightGrams: 300 }], { emptyGrams: 100 })).toBe(700);
    expect(reckonWeight([{ quantity: 2, weightGrams: 300 }], null)).toBe(750);
  });
});
