import { describe, expect, it } from "vitest";
import { type Column, columns, readHeader, readLine } from "./shopify-columns";
import { readProduct } from "./shopify-product";
import { handleOf } from "./stage-import";

const nameOf = (column: Column) => column;

/** Reads lines given as cells by column; the columns named anywhere are the file's. */
function read(...given: Partial<Record<Column, string>>[]) {
  const present = columns.filter((column) => given.some((cells) => cells[column] !== undefined));
  const lines = given.map((cells, place) => ({
    line: place + 2,
    cells: Object.fromEntries(present.map((column) => [column, cells[column] ?? ""])),
  }));
  return readProduct("mug", lines, { places: 2, nameOf });
}

const mug = { handle: "mug", title: "Mug", price: "12.50" };
const faults = (...given: Partial<Record<Column, string>>[]): string[] =>
  read(...given).faults.map(({ line, column, message }) => `${line} ${column}: ${message}`);

describe("a product of the file", () => {
  it("has the variants and pictures of all its lines", () => {
    const { product, faults } = read(
      {
        ...mug,
        body: "<p>Holds <b>tea</b>.</p>",
        tags: "kitchen, tea ,, kitchen",
        option1Name: "Size",
        option1Value: "Small",
        sku: "MUG-S",
        compareAt: "15",
        image: "https://x.test/b.jpg",
        imagePosition: "2",
        variantImage: "https://x.test/s.jpg",
      },
      {
        option1Value: "Large",
        price: "14",
        image: "https://x.test/a.jpg",
        imagePosition: "1",
        imageAlt: "Front",
      },
      { image: "https://x.test/c.jpg" },
    );
    expect(faults).toEqual([]);
    expect(product).toMatchObject({
      title: "Mug",
      body: "Holds **tea**.",
      tags: ["kitchen", "tea"],
      variants: [
        {
          sku: "MUG-S",
          options: [["Size", "Small"]],
          price: 1250,
          compareAt: 1500,
          picture: "https://x.test/s.jpg",
        },
        { sku: "MUG-LARGE", skuMade: true, options: [["Size", "Large"]], price: 1400, compareAt: null },
      ],
      pictures: [
        { url: "https://x.test/a.jpg", alt: "Front" },
        { url: "https://x.test/b.jpg" },
        { url: "https://x.test/c.jpg" },
        { url: "https://x.test/s.jpg" },
      ],
    });
  });

  it("says nothing of what the file has no column for", () => {
    expect(read(mug).product).toEqual({
      title: "Mug",
      variants: [{ line: 2, sku: "MUG", skuMade: true, options: [], price: 1250 }],
      pictures: [],
    });
  });

  it.each([
    [
      "1,234.50",
      "2 price: “1,234.50” is no price. Write it like 1234.50: digits and one point, nothing else.",
    ],
    ["12,50", "2 price: “12,50” is no price. Write it like 1234.50: digits and one point, nothing else."],
    ["$12", "2 price: “$12” is no price. Write it like 1234.50: digits and one point, nothing else."],
    ["-1", "2 price: “-1” is no price. Write it like 1234.50: digits and one point, nothing else."],
    ["1e3", "2 price: “1e3” is no price. Write it like 1234.50: digits and one point, nothing else."],
    ["12.345", "2 price: “12.345” has more than 2 places after the point."],
    ["99999999999", "2 price: “99999999999” is too much."],
    ["", "2 price: The variant has no price."],
  ])("does not take %j for a price", (price, fault) => {
    expect(faults({ ...mug, price })).toEqual([fault]);
  });

  it.each([
    ["19.99", 1999],
    ["0.07", 7],
    ["1.10", 110],
    ["4.35", 435],
    ["8", 800],
    ["8.500", 850],
  ])("reads the price %s to the cent", (price, cents) => {
    expect(read({ ...mug, price }).product?.variants[0]?.price).toBe(cents);
  });

  it.each([
    [{ grams: "450" }, 450],
    [{ grams: "453.59237" }, 454],
    [{ weight: "1.5", weightUnit: "kg" }, 1500],
    [{ weight: "2", weightUnit: "lb" }, 907],
    [{ weight: "8", weightUnit: "oz" }, 227],
    [{ grams: "450", weightUnit: "kg" }, 450],
  ])("weighs %j", (cells, grams) => {
    expect(read({ ...mug, ...cells }).product?.variants[0]?.grams).toBe(grams);
  });

  it.each([
    [
      { grams: "heavy" },
      "2 grams: “heavy” is no weight. Write it like 1.5: digits and one point, nothing else.",
    ],
    [
      { weight: "2", weightUnit: "stone" },
      "2 weight: The weight unit “stone” is not known. Use g, kg, oz or lb.",
    ],
    [{ quantity: "some" }, "2 quantity: “some” is no number of units."],
    [{ published: "maybe" }, "2 published: “maybe” is neither true nor false."],
    [{ status: "hidden" }, "2 status: “hidden” is no status. Use active, draft or archived."],
    [
      { barcode: "9.78E+12" },
      "2 barcode: “9.78E+12” is a barcode that a spreadsheet has rounded. Format the column as text.",
    ],
    [
      { image: "mug.jpg" },
      "2 image: “mug.jpg” is no web address of a picture. It should begin with https://.",
    ],
    [
      { image: "javascript:alert(1)" },
      "2 image: “javascript:alert(1)” is no web address of a picture. It should begin with https://.",
    ],
    [{ image: "https://x.test/a.jpg", imagePosition: "first" }, "2 imagePosition: “first” is no position."],
    [
      { compareAt: "free" },
      "2 compareAt: “free” is no price. Write it like 1234.50: digits and one point, nothing else.",
    ],
    [{ title: "" }, "2 title: The product needs a title in its first line."],
    [{ title: "x\u0007" }, "2 title: It has a character that can't be kept."],
    [{ sku: "S".repeat(65) }, "2 sku: A SKU has at most 64 characters."],
    [{ option1Value: "Small" }, "2 option1Name: The option has values but no name."],
    [{ option1Name: "Size", option1Value: "" }, "2 option1Value: The variant has no “Size”."],
  ])("tells what is wrong with %j", (cells, fault) => {
    expect(faults({ ...mug, ...cells })).toEqual([fault]);
  });

  it("tells of options that come twice, also without names", () => {
    const sized = { ...mug, option1Name: "Size", option1Value: "S" };
    expect(faults(sized, { option1Value: "S", price: "1" })).toEqual([
      "3 option1Value: “S” is there already, on line 2.",
    ]);
    expect(faults(mug, { price: "2" })).toEqual([
      "3 option1Value: The variant without options is there already, on line 2.",
    ]);
  });

  it("tells of SKUs and barcodes that come twice in one product", () => {
    const first = { ...mug, option1Name: "Size", option1Value: "S", sku: "A", barcode: "1" };
    expect(faults(first, { option1Value: "M", price: "1", sku: "A", barcode: "1" })).toEqual([
      "3 sku: The SKU A is there already, on line 2.",
      "3 barcode: The barcode is there already, on line 2.",
    ]);
  });

  it("tells of two products that share a handle", () => {
    expect(faults(mug, { title: "Jug", price: "3" })[0]).toContain("have two titles");
  });

  it("makes SKUs that differ where only signs do, and that are the same every time", () => {
    const lines = [
      { ...mug, option1Name: "Size", option1Value: "1/2" },
      { option1Value: "1.2", price: "1" },
      { option1Value: "x".repeat(200), price: "1" },
    ];
    const skus = read(...lines).product?.variants.map(({ sku }) => sku) ?? [];
    expect(new Set(skus).size).toBe(3);
    expect(skus[0]).toBe("MUG-1-2");
    expect(skus.every((sku) => sku.length <= 64)).toBe(true);
    expect(read(...lines).product?.variants.map(({ sku }) => sku)).toEqual(skus);
  });

  it.each([
    [{ published: "TRUE", status: "active" }, true],
    [{ published: "true", status: "draft" }, false],
    [{ published: "false" }, false],
    [{ status: "archived" }, false],
    [{ published: "", status: "" }, undefined],
  ])("with %j is published: %s", (cells, published) => {
    expect(read({ ...mug, ...cells }).product?.published).toBe(published);
  });

  it("brings in no less than nothing", () => {
    expect(read({ ...mug, quantity: "-4" }).product?.variants[0]?.quantity).toBe(0);
  });
});

describe("the first line of a file", () => {
  it("is understood by older and newer names, in any case", () => {
    const older = readHeader(["Handle", "Title", "Body (HTML)", "Variant Price", "Image Src"]);
    const newer = readHeader([
      "title",
      "URL handle",
      "Description",
      "PRICE",
      "Product image URL",
      "Price / Canada",
    ]);
    for (const read of [older, newer])
      expect("header" in read && Object.keys(read.header.places).sort()).toEqual([
        "body",
        "handle",
        "image",
        "price",
        "title",
      ]);
  });

  it.each([
    [["Handle", "Title"], "does not name the column “Variant Price” or “Price”"],
    [["a", "b"], "does not name the columns “Handle” or “URL handle”, “Title”, “Variant Price” or “Price”"],
    [["Handle;Title;Variant Price"], "not parted by commas"],
    [["Handle", "Title", "Price", "Variant Price"], "“Price” and “Variant Price” say the same"],
  ])("%j is refused with the reason", (cells, reason) => {
    const read = readHeader(cells);
    expect("fault" in read && read.fault).toContain(reason);
  });

  it("tells of cells that belong to no column, and passes over empty lines", () => {
    const read = readHeader(["Handle", "Title", "Price"]);
    if (!("header" in read)) throw new Error(read.fault);
    expect(readLine(read.header, 2, ["a", "b", "1", ""])?.fault).toBeUndefined();
    expect(readLine(read.header, 2, ["a", "b", "1", "oops"])?.fault).toBe(
      "The line has 4 cells, the first line only 3.",
    );
    expect(readLine(read.header, 2, ["", " ", ""])).toBeNull();
  });
});

it.each([
  ["Oak Stool", "oak-stool"],
  ["oak--stool!", "oak-stool"],
  ["Café_Mug", "café-mug"],
  ["import", "import-product"],
  ["!!!", ""],
])("the handle %j becomes the address %j", (text, handle) => {
  expect(handleOf(text)).toBe(handle);
});
