import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { taxParts } from "@/server/domain/order/invoice.queries";
import { price } from "@/server/domain/order/pricing";
import type { PaperHead, PaperLine, ShipmentPapers } from "@/server/domain/shipment/shipment-paper.queries";
import { money } from "@/server/kernel/money";
import { customsInvoicePdf } from "./customs-invoice-pdf";
import { labelFile } from "./labels-pdf";
import { manifestPdf } from "./manifest-pdf";
import { packingSlipPdf } from "./packing-slip-pdf";
import { pickListPdf, stopsOf } from "./pick-list-pdf";
import { readPdf } from "./testing";

const address = {
  name: "Zoë <b>Łoś</b>",
  line1: "19 Elm St",
  city: "Albany",
  region: "NY",
  postalCode: "12207",
  country: "US",
};
const head = (number: string, slot: number | null = null): PaperHead => ({
  number,
  orderNumber: number.slice(0, 9),
  shippingTitle: "Express",
  customer: address.name,
  to: address,
  from: { ...address, name: "Holdfast East" },
  place: "EAST",
  placeName: "Albany",
  timeZone: "America/New_York",
  shipBy: new Date("2026-11-23T22:00:00Z"),
  orderedAt: new Date("2026-11-22T15:00:00Z"),
  currency: "USD",
  slot,
});
const line = (shipment: string, sku: string, bin: string | null, quantity: number, level = 1): PaperLine => ({
  shipment,
  orderLineId: `${shipment} ${sku}`,
  stockLevelId: level,
  sku,
  title: `The ${sku}`,
  barcode: null,
  bin,
  lot: null,
  expiresAt: null,
  quantity,
});
const papers = (parts: Partial<ShipmentPapers>): ShipmentPapers => ({
  shop: "Holdfast Goods",
  shipments: [],
  lines: [],
  packages: [],
  ...parts,
});

describe("a pick list", () => {
  const shipments = [head("HF-100001-1", 1), head("HF-100002-1", 2)];
  const lines = [
    line("HF-100001-1", "HF-CUP", "A-10-1", 2, 1),
    line("HF-100002-1", "HF-CUP", "A-10-1", 3, 1),
    line("HF-100001-1", "HF-JAR", "A-2-1", 1, 2),
    line("HF-100002-1", "HF-LOOSE", null, 1, 3),
  ];

  it("goes by shelf, the tenth after the second and what has no shelf last, one stop for all totes", () => {
    const stops = stopsOf(shipments, lines);
    expect(stops.map(({ bin, quantity }) => [bin, quantity])).toEqual([
      ["A-2-1", 1],
      ["A-10-1", 5],
      [null, 1],
    ]);
    expect(stops[1]?.into).toEqual([
      { tote: 1, shipment: "HF-100001-1", quantity: 2 },
      { tote: 2, shipment: "HF-100002-1", quantity: 3 },
    ]);
  });

  it("has a barcode of the walk, of each shelf and of each article, which read back from the page", async () => {
    const pages = await readPdf(await pickListPdf(papers({ shipments, lines }), "WV-1001"));
    expect(pages).toHaveLength(1);
    expect(new Set(pages[0]?.barcodes)).toEqual(
      new Set(["WV-1001", "A-2-1", "HF-JAR", "A-10-1", "HF-CUP", "HF-LOOSE"]),
    );
    expect(pages[0]?.text).toContain("2 in tote 1 · 3 in tote 2");
  });

  it("of a hundred stops numbers its pages and loses none", async () => {
    const many = Array.from({ length: 100 }, (_, i) => line("HF-100001-1", `SKU-${i}`, `B-${i}`, 1, i));
    const pages = await readPdf(
      await pickListPdf(papers({ shipments: [head("HF-100001-1")], lines: many }), "Pick list"),
      { scan: false },
    );
    const text = pages.map((page) => page.text).join(" ");
    for (const stop of many) expect(text).toContain(stop.sku);
    expect(text).toContain(`Page ${pages.length} of ${pages.length}`);
  });
});

describe("a packing slip", () => {
  const shipments = [head("HF-100001-1")];
  const lines = [
    { ...line("HF-100001-1", "HF-HONEY", "A-1", 2, 1), orderLineId: "honey" },
    { ...line("HF-100001-1", "HF-HONEY", "A-1", 1, 2), orderLineId: "honey" },
  ];

  it("names no price, shows lots of one article as one line, and its number scans", async () => {
    const [page, ...more] = await readPdf(await packingSlipPdf(papers({ shipments, lines })));
    expect(more).toEqual([]);
    expect(page?.text).toContain("3 units in this parcel");
    expect(page?.text.match(/The HF-HONEY/g)).toHaveLength(1);
    expect(page?.text).not.toContain("$");
    expect(page?.text).toContain("Zoë <b>Łoś</b>");
    expect(page?.barcodes).toEqual(["HF-100001-1"]);
  });

  it("is one for each box, with what is in it", async () => {
    const box = (position: number, level: number, quantity: number) => ({
      shipment: "HF-100001-1",
      position,
      weightGrams: 500,
      trackingNumber: `1Z${position}`,
      carrier: "ups",
      lines: [{ orderLineId: "honey", stockLevelId: level, quantity }],
    });
    const pages = await readPdf(
      await packingSlipPdf(papers({ shipments, lines, packages: [box(1, 1, 2), box(2, 2, 1)] })),
    );
    expect(pages.map((page) => /Parcel \d of \d/.exec(page.text)?.[0])).toEqual([
      "Parcel 1 of 2",
      "Parcel 2 of 2",
    ]);
    expect(pages[1]?.text).toContain("1 unit in this parcel");
  });
});

it("a commercial invoice has tariff numbers, origins and a total that adds up", async () => {
  const paper = {
    shop: "Holdfast Goods",
    seller: "Holdfast Supply, Albany",
    sellerTaxId: "XI-7",
    number: "HF-100001-1",
    orderNumber: "HF-100001",
    day: new Date("2026-11-22T12:00:00Z"),
    timeZone: "America/New_York",
    from: address,
    to: { ...address, city: "Köln", region: undefined, postalCode: "50667", country: "DE" },
    trackingNumbers: ["1Z999"],
    packages: 1,
    weightGrams: 2340,
    contents: [
      {
        description: "Oak stool",
        quantity: 2,
        unitValue: money(3350, "USD"),
        weightGrams: 900,
        hsCode: "9401.69",
        originCountry: "US",
      },
      {
        description: "Mug",
        quantity: 1,
        unitValue: money(1299, "USD"),
        weightGrams: 300,
        hsCode: null,
        originCountry: "PT",
      },
    ],
    carriage: money(2000, "USD"),
  };
  const [page] = await readPdf(await customsInvoicePdf([paper]), { scan: false });
  for (const words of [
    "9401.69",
    "Portugal",
    "Germany",
    "2.34 kg",
    "Goods $79.99",
    "Total $99.99 USD",
    "XI-7",
  ])
    expect(page?.text).toContain(words);
});

describe("labels in one file", () => {
  const label = async (format: string, picture: Buffer) => ({
    shipment: `HF-${format}`,
    trackingNumber: `${format}-1`,
    format,
    base64: picture.toString("base64"),
  });
  const blank = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "white" } });

  it("are a page of four by six inches each, also when the carrier turned it by a quarter", async () => {
    const gif = await label("GIF", await blank(1400, 800).gif().toBuffer());
    const png = await label("PNG", await blank(800, 1200).png().toBuffer());
    const file = await labelFile([gif, png]);
    const pages = await readPdf(file.content, { scan: false });
    expect(pages.map(({ width, height }) => [width, height])).toEqual([
      [102, 152],
      [102, 152],
    ]);
  });

  it("for a label printer are one stream, and are not mixed with pictures", async () => {
    const zpl = await label("ZPL", Buffer.from("^XA^FDone^XZ"));
    expect(Buffer.from((await labelFile([zpl, zpl])).content).toString()).toBe("^XA^FDone^XZ^XA^FDone^XZ");
    const png = await label("PNG", await blank(8, 12).png().toBuffer());
    await expect(labelFile([zpl, png])).rejects.toThrow("The label of HF-ZPL is ZPL");
  });
});

it("a manifest names every parcel, and its number scans", async () => {
  const parcels = Array.from({ length: 60 }, (_, i) => ({
    shipment: `HF-1000${i}-1`,
    trackingNumber: `1Z999AA1012345${String(i).padStart(4, "0")}`,
    service: "UPS Ground",
    weightGrams: 500,
    name: "Zoë Łoś",
    city: "Köln",
    postalCode: "50667",
    country: "DE",
  }));
  const paper = {
    number: "MF-1001",
    carrier: "ups",
    openedAt: "2026-11-22T12:00:00Z",
    closedAt: "2026-11-22T22:00:00Z",
    closedBy: "staff:Wren Castillo",
    place: "EAST",
    placeName: "Albany",
    address,
    timeZone: "America/New_York",
    parcels,
    grams: 30_000,
  };
  const pages = await readPdf(await manifestPdf(paper, { shop: "Holdfast Goods", carrier: "UPS" }));
  expect(pages[0]?.barcodes).toContain("MF-1001");
  expect(pages[0]?.text).toContain("UPS · 60 parcels · 30.00 kg");
  expect(pages[0]?.text).toContain("By Wren Castillo");
  const text = pages.map((page) => page.text).join(" ");
  for (const { trackingNumber } of parcels) expect(text).toContain(trackingNumber);
});

it("the parts of an invoice's tax add up to the tax that was charged, whatever was bought", () => {
  const line = fc.record({
    sku: fc.constant("X"),
    quantity: fc.integer({ min: 1, max: 9 }),
    unitAmount: fc.integer({ min: 1, max: 50_000 }),
    taxRatePpm: fc.constantFrom(0, 25_000, 88_750, 190_000, 200_000),
  });
  fc.assert(
    fc.property(
      fc.record({
        lines: fc.array(line, { minLength: 1, maxLength: 6 }),
        discountAmount: fc.integer({ min: 0, max: 5_000 }),
        shippingAmount: fc.integer({ min: 0, max: 5_000 }),
        shippingTaxRatePpm: fc.constantFrom(0, 88_750, 190_000),
        pricesIncludeTax: fc.boolean(),
      }),
      (input) => {
        const totals = price(input);
        const parts = taxParts(
          { ...totals, pricesIncludeTax: input.pricesIncludeTax },
          input.lines.map((bought, i) => ({
            ...bought,
            ...(totals.lines[i] ?? { discountAmount: 0, taxAmount: 0 }),
          })),
        );
        const tax = parts.reduce((sum, part) => sum + part.tax, 0);
        const base = parts.reduce((sum, part) => sum + part.base, 0);
        expect(tax).toBe(totals.taxAmount);
        expect(base + tax).toBe(totals.totalAmount);
      },
    ),
  );
});
