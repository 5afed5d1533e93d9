import { withoutGuard } from "@/server/kernel/csv";

/**
 * The columns of a Shopify product file that are read, by every name they have had. Compared without regard to case and
 * spaces; the first name is the one that an export writes.
 */
const names = {
  handle: ["Handle", "URL handle"],
  title: ["Title"],
  body: ["Body (HTML)", "Body HTML", "Body", "Description"],
  vendor: ["Vendor"],
  type: ["Type", "Product Type", "Custom Product Type"],
  category: ["Product Category", "Standard Product Type", "Standardized Product Type"],
  tags: ["Tags"],
  published: ["Published", "Published on online store"],
  option1Name: ["Option1 Name"],
  option1Value: ["Option1 Value"],
  option2Name: ["Option2 Name"],
  option2Value: ["Option2 Value"],
  option3Name: ["Option3 Name"],
  option3Value: ["Option3 Value"],
  sku: ["Variant SKU", "SKU"],
  grams: ["Variant Grams", "Weight value (grams)", "Grams"],
  weight: ["Variant Weight", "Weight"],
  weightUnit: ["Variant Weight Unit", "Weight unit", "Weight unit for display"],
  quantity: ["Variant Inventory Qty", "Inventory quantity"],
  price: ["Variant Price", "Price"],
  compareAt: ["Variant Compare At Price", "Compare-at price", "Compare at price"],
  barcode: ["Variant Barcode", "Barcode"],
  image: ["Image Src", "Product image URL"],
  imagePosition: ["Image Position"],
  imageAlt: ["Image Alt Text"],
  summary: ["SEO Description"],
  variantImage: ["Variant Image", "Variant image URL"],
  taxCode: ["Variant Tax Code", "Tax code"],
  status: ["Status"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

export type Column = keyof typeof names;
export const columns = Object.keys(names) as Column[];

/** Without these there is no catalogue to read. */
const required: readonly Column[] = ["handle", "title", "price"];

/** What a column is called where people read about it. */
export const columnName = (column: Column): string => names[column][0];

/** For the help text: the columns that are used, by their usual names. */
export const usedColumns: readonly string[] = columns.map(columnName);

const folded = (name: string): string => name.toLowerCase().replace(/\s+/g, " ").trim();
const known = new Map<string, Column>(
  columns.flatMap((column) => names[column].map((name) => [folded(name), column] as const)),
);

/** Where each column stands in the file, and what it is called there. */
export type Header = { places: Partial<Record<Column, { place: number; name: string }>>; width: number };

/** Reads the first line; faults are about the file as a whole. */
export function readHeader(cells: readonly string[]): { header: Header } | { fault: string } {
  const places: Header["places"] = {};
  for (const [place, name] of cells.entries()) {
    const column = known.get(folded(name));
    if (!column) continue;
    if (places[column])
      return {
        fault: `The columns “${places[column].name}” and “${name.trim()}” say the same. Leave one of them out.`,
      };
    places[column] = { place, name: name.trim() };
  }
  const missing = required.filter((column) => !places[column]);
  if (missing.length === 0) return { header: { places, width: cells.length } };
  if (cells.length === 1 && /[;\t]/.test(cells[0] ?? ""))
    return {
      fault: "The columns are not parted by commas. Save the file as CSV with commas between the columns.",
    };
  const wanted = missing.map((column) => `“${names[column].join("” or “")}”`).join(", ");
  return {
    fault: `The first line does not name the ${missing.length === 1 ? "column" : "columns"} ${wanted}. Is this a product file as Shopify exports it?`,
  };
}

/** One line of the file: the cells that are read, by column; a column that the file lacks is absent. */
export type FileLine = { line: number; cells: Partial<Record<Column, string>>; fault?: string };

export function readLine(header: Header, line: number, cells: readonly string[]): FileLine | null {
  if (cells.every((cell) => cell.trim() === "")) return null;
  const read: FileLine["cells"] = {};
  for (const column of columns) {
    const at = header.places[column];
    if (at) read[column] = withoutGuard(cells[at.place] ?? "").trim();
  }
  const surplus = cells.slice(header.width).some((cell) => cell.trim() !== "");
  return surplus
    ? { line, cells: read, fault: `The line has ${cells.length} cells, the first line only ${header.width}.` }
    : { line, cells: read };
}
