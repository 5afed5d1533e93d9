import { describe, expect, it } from "vitest";
import { money } from "@/server/kernel/money";
import { barcodeOf } from "./barcode";
import { purchaseOrderCsv } from "./purchase-order-csv";
import { purchaseOrderPdf } from "./purchase-order-pdf";
import { printable } from "./sheet";
import { stockLabelsPdf } from "./stock-labels-pdf";
import { readPdf } from "./testing";

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
    const [page] = await readPdf(await stockLabelsPdf([{ ...label, sku, barcode }], "roll"));
    expect(page?.barcodes).toEqual([expected]);
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
    const roll = await readPdf(await stockLabelsPdf(labels, "roll"), { scan: false });
    expect(roll).toHaveLength(26);
    expect(roll[0]?.text).toContain("2027-03-15");
    expect([roll[0]?.width, roll[0]?.height]).toEqual([62, 29]);
    expect(await readPdf(await stockLabelsPdf(labels, "sheet"), { scan: false })).toHaveLength(2);
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
    const pages = (await readPdf(await purchaseOrderPdf(paper(80)), { scan: false })).map(
      (page) => page.text,
    );
    expect(pages.length).toBeGreaterThan(2);
    for (const [place, page] of pages.entries()) {
      expect(page).toContain("Your article");
      expect(page).toContain(`Page ${place + 1} of ${pages.length}`);
    }
    expect(pages.join("").match(/960 units/g)).toHaveLength(1);
    expect(pages.join("")).toContain("$11,846.40");
    expect(pages[0]).toContain("Northpine <b>Mill</b>");
  });

  it("keeps the letters of European languages, and marks those that it can't print", async () => {
    expect(printable("Łódź → 5 ≥ 3, Жук, Ωμέγα “ok” ǆ 木")).toBe("Łódź → 5 ≥ 3, Жук, Ωμέγα “ok” dz ?");
    const [page] = await readPdf(await purchaseOrderPdf(paper(1)), { scan: false });
    expect(page?.text).toContain("Łódź");
  });

  it("as a file keeps every letter, and no cell runs as a formula", () => {
    const csv = Buffer.from(purchaseOrderCsv(paper(1))).toString();
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv.split("\r\n")[1]).toBe(`PO-1001,1,'=NP-0,HF-0,"Stool ""0"", Łódź",,12,6,2,12.34,148.08,USD`);
  });
});
