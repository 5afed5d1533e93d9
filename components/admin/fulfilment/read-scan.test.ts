import { describe, expect, test } from "vitest";
import type { WaveLine } from "@/server/domain/wave/wave";
import { nowhere, readScan, type Standing, withScans } from "./read-scan";

const line = (over: Partial<WaveLine>): WaveLine => ({
  stockLevelId: 1,
  sku: "HONEY",
  barcode: "2000000060019",
  title: "Honey",
  bin: "A-02",
  quantity: 2,
  picked: 0,
  shipment: "HF-1-1",
  slot: 1,
  ...over,
});
const apron = line({
  stockLevelId: 2,
  sku: "APRON",
  barcode: null,
  title: "Apron",
  bin: "B-01",
  quantity: 1,
});
const loose = line({ stockLevelId: 3, sku: "CARD", barcode: null, title: "Card", bin: null, quantity: 4 });

/** Scans one after the other, as a picker does, and gives what each was taken for. */
function scans(texts: string[], over: { lines?: WaveLine[]; scanBins?: boolean; standing?: Standing } = {}) {
  let { lines = [line({}), apron, loose], standing = nowhere } = over;
  const { scanBins = true } = over;
  return texts.map((text) => {
    const heard = readScan(text, { lines, standing, scanBins, of: "shipment HF-1-1" });
    if (heard.kind === "wrong") return heard.message;
    standing = heard.standing;
    if (heard.kind === "shelf") return `at ${heard.bin}`;
    if (heard.kind === "units") return `${heard.units} of the next`;
    lines = withScans(lines, [heard.take]);
    return `${heard.taken.title} ${heard.taken.picked} of ${heard.taken.quantity}`;
  });
}

describe("scans of a picker", () => {
  test("go from the shelf to the item, one by one, and on to the next shelf", () => {
    expect(scans(["a-02", "2000000060019", "honey", "B-01", "APRON"])).toEqual([
      "at A-02",
      "Honey 1 of 2",
      "Honey 2 of 2",
      "at B-01",
      "Apron 1 of 1",
    ]);
  });

  test("of an item before its shelf count nothing and say which shelf is first", () => {
    expect(scans(["HONEY", "A-02", "APRON", "HONEY"])).toEqual([
      "Scan shelf A-02 first: Honey lies there.",
      "at A-02",
      "Scan shelf B-01 first: Apron lies there.",
      "Honey 1 of 2",
    ]);
  });

  test("need no shelf where the setting is off, or where goods have none", () => {
    expect(scans(["HONEY", "CARD"], { scanBins: false })).toEqual(["Honey 1 of 2", "Card 1 of 4"]);
    expect(scans(["CARD"])).toEqual(["Card 1 of 4"]);
  });

  test("of a wrong shelf or a wrong item count nothing and say so", () => {
    expect(scans(["Z-99", "A-02", "4006381333931"])).toEqual([
      "Z-99 is not shelf A-02. Nothing was counted.",
      "at A-02",
      "4006381333931 does not belong to shipment HF-1-1. Put it back.",
    ]);
  });

  test("of one too many, and of a shelf that is done, are told", () => {
    expect(scans(["A-02", "HONEY", "HONEY", "HONEY", "A-02"])).toEqual([
      "at A-02",
      "Honey 1 of 2",
      "Honey 2 of 2",
      "Honey: 2 of 2 are picked already; 1 more is too many.",
      "Nothing is left to pick from A-02. Go to B-01.",
    ]);
  });
});

describe("a number that is typed", () => {
  test("after an item says how many there are in all", () => {
    expect(scans(["CARD", "3", "3", "4"])).toEqual([
      "Card 1 of 4",
      "Card 3 of 4",
      "Card: 3 of 4 are counted already.",
      "Card 4 of 4",
    ]);
    expect(scans(["CARD", "9"])).toEqual([
      "Card 1 of 4",
      "Card: 1 of 4 are picked already; 8 more is too many.",
    ]);
  });

  test("before an item says how many the next scan is", () => {
    expect(scans(["A-02", "2", "HONEY"])).toEqual(["at A-02", "2 of the next", "Honey 2 of 2"]);
  });

  test("is a code when an item has that code", () => {
    const lines = [line({ sku: "12", barcode: null, bin: null })];
    expect(scans(["12", "2"], { lines })).toEqual(["Honey 1 of 2", "Honey 2 of 2"]);
  });
});
