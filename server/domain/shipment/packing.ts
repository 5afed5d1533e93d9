import { DomainError } from "../../kernel/errors";
import { packagingGrams } from "./shipment";

/** Inner measures and weights of a kind of box. */
export type BoxKind = {
  id: string;
  name: string;
  lengthMm: number;
  widthMm: number;
  heightMm: number;
  emptyGrams: number;
  /** What it carries at most, itself included. */
  maxGrams: number;
};

export type Measures = { lengthMm: number; widthMm: number; heightMm: number };

/** Units of a shipment's line, and what one of them weighs and measures. */
export type Goods = {
  orderLineId: string;
  stockLevelId: number;
  title: string;
  quantity: number;
  weightGrams: number;
  /** Null where nobody has measured it. */
  size: Measures | null;
};

export type PackedUnits = { orderLineId: string; stockLevelId: number; quantity: number };

/** A package before it is closed. Without a kind it goes in whatever box is at hand. */
export type PlannedPackage = {
  packagingId: string | null;
  size: Measures | null;
  weightGrams: number;
  lines: PackedUnits[];
};

/** Things don't fill a box to the last corner, and some padding goes in. */
const usableShare = 0.8;
/** Light things are bulky: what nobody has measured is reckoned with four millilitres a gram. */
const bulk = 4_000;
/** What one person lifts: the most that goes in a box of no known kind. */
export const heaviestGrams = 30_000;

const volumeOf = ({ lengthMm, widthMm, heightMm }: Measures): number => lengthMm * widthMm * heightMm;
const unitVolume = ({ size, weightGrams }: Pick<Goods, "size" | "weightGrams">): number =>
  size ? volumeOf(size) : Math.max(1, weightGrams) * bulk;
const sides = ({ lengthMm, widthMm, heightMm }: Measures): [number, number, number] =>
  [lengthMm, widthMm, heightMm].sort((a, b) => a - b) as [number, number, number];

/** Whether one unit goes in, turned as it fits best. */
function takesUnit(box: BoxKind, unit: Pick<Goods, "size" | "weightGrams">): boolean {
  if (box.emptyGrams + unit.weightGrams > box.maxGrams) return false;
  if (!unit.size) return unitVolume(unit) <= volumeOf(box);
  const [inner, outer] = [sides(unit.size), sides(box)];
  return inner.every((side, i) => side <= (outer[i] ?? 0));
}

/** How many of one thing stand side by side in rows and layers, all turned the same way. */
function sideBySide(box: Measures, unit: Measures): number {
  const [a, b, c] = sides(box);
  const [x, y, z] = sides(unit);
  const ways: [number, number, number][] = [
    [x, y, z],
    [x, z, y],
    [y, x, z],
    [y, z, x],
    [z, x, y],
    [z, y, x],
  ];
  return Math.max(...ways.map(([p, q, r]) => Math.floor(a / p) * Math.floor(b / q) * Math.floor(c / r)));
}

/** How many units of a line still go into a box that holds something already. */
function roomFor(box: BoxKind, held: { grams: number; volume: number; units: number }, goods: Goods): number {
  if (!takesUnit(box, goods)) return 0;
  const byWeight =
    goods.weightGrams === 0
      ? goods.quantity
      : Math.floor((box.maxGrams - box.emptyGrams - held.grams) / goods.weightGrams);
  const byVolume = Math.floor((volumeOf(box) * usableShare - held.volume) / unitVolume(goods));
  const side = goods.size ? sideBySide(box, goods.size) : goods.quantity;
  const room = Math.min(goods.quantity, byWeight, byVolume, side);
  // One thing alone may fill its box to the brim.
  return held.units === 0 ? Math.max(1, room) : Math.max(0, room);
}

function fill(box: BoxKind, goods: readonly Goods[]): Goods[] {
  const held = { grams: 0, volume: 0, units: 0 };
  const inside: Goods[] = [];
  for (const line of goods) {
    const quantity = roomFor(box, held, line);
    if (quantity === 0) continue;
    held.grams += quantity * line.weightGrams;
    held.volume += quantity * unitVolume(line);
    held.units += quantity;
    inside.push({ ...line, quantity });
  }
  return inside;
}

const unitsOf = (lines: readonly { quantity: number }[]): number =>
  lines.reduce((units, line) => units + line.quantity, 0);

/** The smallest box that takes all of it. */
function smallestFor(boxes: readonly BoxKind[], goods: readonly Goods[]): BoxKind | undefined {
  return boxes.find((box) => unitsOf(fill(box, goods)) === unitsOf(goods));
}

/** What a closed package weighs: its goods and the box, or some paper where the box is unknown. */
export const reckonWeight = (
  goods: readonly Pick<Goods, "quantity" | "weightGrams">[],
  box: Pick<BoxKind, "emptyGrams"> | null | undefined,
): number =>
  goods.reduce((grams, line) => grams + line.quantity * line.weightGrams, box?.emptyGrams ?? packagingGrams);

/**
 * How to pack a shipment: one box when one takes it all, the smallest; else the greatest is filled, largest things first, and
 * what is left goes on to the next. What fits no box goes by itself.
 */
export function suggestPackages(
  lines: readonly Goods[],
  kinds: readonly BoxKind[],
  heaviest = heaviestGrams,
): PlannedPackage[] {
  const boxes = [...kinds].sort((a, b) => volumeOf(a) - volumeOf(b) || a.emptyGrams - b.emptyGrams);
  let left = lines
    .filter((line) => line.quantity > 0)
    .sort((a, b) => unitVolume(b) - unitVolume(a) || b.weightGrams - a.weightGrams);
  if (boxes.length === 0) return byWeightAlone(left, heaviest);

  const packages: PlannedPackage[] = [];
  for (let [first] = left; first; [first] = left) {
    const bulkiest = first;
    const greatest = boxes.findLast((box) => takesUnit(box, bulkiest));
    const whole = smallestFor(boxes, left);
    const inside = whole ? left : greatest ? fill(greatest, left) : [{ ...bulkiest, quantity: 1 }];
    const box = whole ?? (greatest && (smallestFor(boxes, inside) ?? greatest));
    packages.push(planned(inside, box ?? null, box ? null : bulkiest.size));
    left = without(left, inside);
  }
  return packages;
}

/** Where no boxes are kept: as few packages as a person can lift. */
function byWeightAlone(goods: readonly Goods[], heaviest: number): PlannedPackage[] {
  const packages: PlannedPackage[] = [];
  let left: Goods[] = [...goods];
  while (left.length > 0) {
    let grams = packagingGrams;
    const inside: Goods[] = [];
    for (const line of left) {
      const room = line.weightGrams === 0 ? line.quantity : Math.floor((heaviest - grams) / line.weightGrams);
      const quantity = Math.min(line.quantity, inside.length === 0 ? Math.max(1, room) : Math.max(0, room));
      if (quantity === 0) continue;
      grams += quantity * line.weightGrams;
      inside.push({ ...line, quantity });
    }
    packages.push(planned(inside, null, null));
    left = without(left, inside);
  }
  return packages;
}

const planned = (inside: readonly Goods[], box: BoxKind | null, own: Measures | null): PlannedPackage => ({
  packagingId: box?.id ?? null,
  size: box ? { lengthMm: box.lengthMm, widthMm: box.widthMm, heightMm: box.heightMm } : own,
  weightGrams: Math.max(1, reckonWeight(inside, box)),
  lines: inside.map(({ orderLineId, stockLevelId, quantity }) => ({ orderLineId, stockLevelId, quantity })),
});

const without = (goods: readonly Goods[], taken: readonly Goods[]): Goods[] =>
  goods.flatMap((line) => {
    const quantity = line.quantity - unitsOf(taken.filter((one) => sameLine(one, line)));
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });

type LineKey = { orderLineId: string; stockLevelId: number };

export const sameLine = (a: LineKey, b: LineKey): boolean =>
  a.orderLineId === b.orderLineId && a.stockLevelId === b.stockLevelId;

/** Refuses packages that leave a unit out, hold one too many, or hold nothing. */
export function assertPacksAll(
  lines: readonly Goods[],
  packages: readonly { lines: readonly PackedUnits[] }[],
): void {
  const wrong = (message: string) => new DomainError("invalid_input", message, { field: "packages" });
  const empty = packages.findIndex((one) => unitsOf(one.lines) === 0);
  if (empty >= 0) throw wrong(`Package ${empty + 1} is empty. Leave it out, or put something in.`);
  const all = packages.flatMap((one) => one.lines);
  if (all.some((packed) => !lines.some((line) => sameLine(line, packed))))
    throw wrong("Something in a package does not belong to this shipment.");
  for (const line of lines) {
    const packed = unitsOf(all.filter((one) => sameLine(one, line)));
    if (packed < line.quantity)
      throw wrong(
        `${line.quantity - packed} × ${line.title} ${line.quantity - packed === 1 ? "is" : "are"} in no package.`,
      );
    if (packed > line.quantity)
      throw wrong(
        `${line.title}: ${packed} packed, but the shipment has ${line.quantity === 1 ? "only 1" : `only ${line.quantity}`}.`,
      );
  }
}

/** What the scales make one doubt, in a sentence; null when they agree well enough with the goods. */
export function weightDoubt(reckonedGrams: number, weighedGrams: number): string | null {
  const off = weighedGrams - reckonedGrams;
  if (Math.abs(off) <= Math.max(100, reckonedGrams * 0.15)) return null;
  const grams = `${Math.abs(off).toLocaleString("en-US")} g`;
  return off < 0
    ? `That is ${grams} less than its contents should weigh. Is everything in?`
    : `That is ${grams} more than its contents should weigh. Is something in that belongs elsewhere?`;
}
