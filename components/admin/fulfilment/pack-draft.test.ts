import { describe, expect, test } from "vitest";
import type { BoxKind, Goods } from "@/server/domain/shipment/packing";
import { type DraftPackage, moveUnits } from "./pack-draft";

const box = (id: string, side: number): BoxKind => ({
  id,
  name: id,
  lengthMm: side,
  widthMm: side,
  heightMm: side,
  emptyGrams: 100,
  maxGrams: 20_000,
});
const line = (orderLineId: string, quantity: number) => ({ orderLineId, stockLevelId: 1, quantity });
const cups: Goods = {
  ...line("cup", 3),
  title: "Cup",
  weightGrams: 300,
  size: { lengthMm: 90, widthMm: 90, heightMm: 90 },
};
const of = { goods: [cups, { ...cups, ...line("jar", 1) }], boxes: [box("small", 100), box("large", 400)] };
const all: DraftPackage[] = [{ packagingId: "large", lines: [line("cup", 3), line("jar", 1)] }];

describe("a unit that the packer moves", () => {
  test("opens a new package in the smallest box that takes it", () => {
    expect(moveUnits(all, line("cup", 3), 1, 0, 1, of)).toEqual([
      { packagingId: "large", lines: [line("cup", 2), line("jar", 1)] },
      { packagingId: "small", lines: [line("cup", 1)] },
    ]);
  });

  test("joins its like, and leaves no empty package behind", () => {
    const two = moveUnits(all, line("cup", 3), 1, 0, 1, of);
    expect(moveUnits(two, line("cup", 1), 1, 1, 0, of)).toEqual([
      { packagingId: "large", lines: [line("cup", 3), line("jar", 1)] },
    ]);
  });
});
