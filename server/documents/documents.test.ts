import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { money } from "@/server/kernel/money";
import { barcodeOf } from "./barcode";
import { purchaseOrderCsv } from "./purchase-order-csv";
import { purchaseOrderPdf } from "./purchase-order-pdf";
import { printable } from "./sheet";
import { stockLabelsPdf } from "./stock-labels-pdf";
import { readBarcode } from "./testing";

/** The drawing instructions of a PDF's pages, in order. */
function drawing(pdf: Uint8Array): string[] {
  const bytes = Buffer.from(pdf);
  const found: string[] = [];
  for (let at = bytes.indexOf("stream\n"); at !== -1; at = bytes.indexOf("stream\n", at + 1)) {
    if (bytes.subarray(at - 3, at).toString() === "end") continue;
    const end = bytes.indexOf("endstream", at);
    try {
      found.push(inflateSync(bytes.subarray(at + 7, end)).toString("latin1"));
    } catch {
      // Not a page: a picture or a font.
    }
  }
  return found.filter((text) => text.includes("BT"));
}

/** All text that a page shows, without its positions. */
const words = (page: string): string =>
  [...page.matchAll(/<([0-9a-f]+)>/gi)]
    .map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1"))
    .join("");

/** Widths of bars and of the gaps between them, from the upright boxes on a page. */
function bars(page: string): number[] {
  const boxes = page
    .split(/(?=^[\d.]+ [\d.]+ m$)/m)
    .map((path) =>
      [...path.matchAll(/^([\d.]+) ([\d.]+) [ml]$/gm)].map(([, x, y]) => [Number(x), Number(y)] as const),
    )
    .filter((points) => points.length >= 4)
    .map((points) => {
      const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
      const x = Math.min(...xs);
      return { x, width: Math.max(...xs) - x, height: Math.max(...ys) - Math.min(...ys) };
    })
    .filter(({ width, height }) => height > 20 && width < 6)
    .sort((a, b) => a.x - b.x);
  const thinnest = Math.min(...boxes.map(({ width }) => width));
  return boxes.flatMap(({ x, width }, place) => {
    const next = boxes[place + 1];
    return [width, ...(next ? [next.x - x - width] : [])].map((wide) => Math.round(wide / thinnest));
  });
}

describe("a stock label", () => {
  const label = { title: "Oak stool, natural", lot: null, expiresAt: null };

  it.each([
    ["HF-HONEY-250", null, "HF-HONEY-250"],
    ["oak stool #2 (45cm)", null, "oak stool #2 (45cm)"],
    ["123456789012345678", null, "123456789012345678"],
    ["HF-1", "4006381333931", "4006381333931"],
    ["HF-1", "036000291452", "0036000291452"],
    // Its check digit is wrong, so it is no EAN: the SKU is what scans.
    ["HF-2", "4006381333932", "HF-2"],
    ["HF-3", "LEGACY", "HF-3"],
  ])("of %s with barcode %s reads back as %s", async (sku, barcode, expected) => {
    const code = barcodeOf({ sku, barcode });
    expect(code && readBarcode(code.widths)).toBe(expected);
    const [page = ""] = drawing(await stockLabelsPdf([{ ...label, sku, barcode }], "roll"));
    expect(readBarcode(bars(page))).toBe(expected);
  });

  it("of a SKU that no barcode can write has its words alone", async () => {
    expect(barcodeOf({ sku: "ŻÓŁĆ", barcode: null })).toBeNull();
    expect(
      Buffer.from(await stockLabelsPdf([{ ...label, sku: "ŻÓŁĆ", barcode: null }], "roll")),
    ).toBeDefined();
  });

  it("tells lot and date, one label a page on a roll, many on a sheet", async () => {
    const lots = { lot: "L-7", expiresAt: new Date("2027-03-15T00:00:00Z") };
    const labels = Array.from({ length: 26 }, () => ({ ...label, ...lots, sku: "HF-1", barcode: null }));
    const roll = drawing(await stockLabelsPdf(labels, "roll"));
    expect(roll).toHaveLength(26);
    expect(words(roll[0] ?? "")).toContain("2027-03-15");
    expect(drawing(await stockLabelsPdf(labels, "sheet"))).toHaveLength(2);
  });
});

const line = (place: number) => ({
  supplierSku: `=NP-${place}`,
  sku: `HF-${place}`,
  title: `Stool "${place}", Łódź`,
  barcode: null,
  quantity: 12,
  packSize: 6,
  packs: 2,
  cost: money(1234, "USD"),
  amount: money(14_808, "USD"),
});
const paper = (count: number) => ({
  number: "PO-1001",
  orderedAt: new Date("2026-11-22T12:00:00Z"),
  expectedAt: null,
  timeZone: "America/New_York",
  supplier: {
    name: "Northpine <b>Mill</b>",
    email: "orders@northpine.test",
    phone: null,
    address: "1 Mill Road",
  },
  location: "EAST",
  shipTo: {
    name: "Holdfast",
    line1: "1 Dock",
    city: "Albany",
    region: "NY",
    postalCode: "12207",
    country: "US",
  },
  note: "",
  lines: Array.from({ length: count }, (_, place) => line(place)),
  units: 12 * count,
  total: money(14_808 * count, "USD"),
});

describe("a purchase order on paper", () => {
  it("has its heads and its number on every page, and its total once", async () => {
    const pages = drawing(await purchaseOrderPdf(paper(80))).map(words);
    expect(pages.length).toBeGreaterThan(2);
    for (const [place, page] of pages.entries()) {
      expect(page).toContain("Your article");
      expect(page).toContain(`Page ${place + 1} of ${pages.length}`);
    }
    expect(pages.join("").match(/960 units/g)).toHaveLength(1);
    expect(pages.join("")).toContain("$11,846.40");
    expect(pages[0]).toContain("Northpine <b>Mill</b>");
  });

  it("shows letters that its fonts lack without their accents", () => {
    expect(printable("Łódź → 5 ≥ 3, Żółw, Göteborg “ok” 木")).toBe("Lódz -> 5 >= 3, Zólw, Göteborg “ok” ?");
  });

  it("as a file keeps every letter, and no cell runs as a formula", () => {
    const csv = Buffer.from(purchaseOrderCsv(paper(1))).toString();
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv.split("\r\n")[1]).toBe(`PO-1001,1,'=NP-0,HF-0,"Stool ""0"", Łódź",,12,6,2,12.34,148.08,USD`);
  });
});
