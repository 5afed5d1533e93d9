import {
  type BoxKind,
  type Goods,
  type PackedUnits,
  sameLine,
  suggestPackages,
} from "@/server/domain/shipment/packing";

/** A package as the packer wants it, before it is closed. */
export type DraftPackage = { packagingId: string | null; lines: PackedUnits[] };

/**
 * Units of a line from one package to another; one place past the last is a new package, in the smallest box that takes it.
 * What is left empty is gone.
 */
export function moveUnits(
  packages: readonly DraftPackage[],
  line: PackedUnits,
  quantity: number,
  from: number,
  to: number,
  of: { goods: readonly Goods[]; boxes: readonly BoxKind[] },
): DraftPackage[] {
  const room: DraftPackage[] = packages.map(({ packagingId, lines }) => ({ packagingId, lines: [...lines] }));
  if (to === room.length) room.push({ packagingId: boxFor(line, quantity, of), lines: [] });
  return room
    .map((one, i) => {
      if (i === from) return { ...one, lines: added(one.lines, line, -quantity) };
      return i === to ? { ...one, lines: added(one.lines, line, quantity) } : one;
    })
    .filter(({ lines }) => lines.length > 0);
}

function boxFor(
  line: PackedUnits,
  quantity: number,
  { goods, boxes }: { goods: readonly Goods[]; boxes: readonly BoxKind[] },
): string | null {
  const units = goods.filter((one) => sameLine(one, line)).map((one) => ({ ...one, quantity }));
  return suggestPackages(units, boxes)[0]?.packagingId ?? null;
}

function added(lines: readonly PackedUnits[], line: PackedUnits, quantity: number): PackedUnits[] {
  const { orderLineId, stockLevelId } = line;
  const known = lines.find((one) => sameLine(one, line));
  const all = known
    ? lines.map((one) => (one === known ? { ...one, quantity: one.quantity + quantity } : one))
    : [...lines, { orderLineId, stockLevelId, quantity }];
  return all.filter((one) => one.quantity > 0);
}
