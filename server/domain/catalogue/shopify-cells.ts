import type { TaxCategory } from "@/db/schema";
import { isOneLine } from "@/server/kernel/text";
import type { Column } from "./shopify-columns";

/** A cell that was understood, or what is wrong with it. */
export type Cell<T> = { value: T } | { fault: string };

/** Notes a fault of a line; `column` names the cell. */
export type Note = (line: number, column: Column | null, message: string) => undefined;

/** Takes a cell's value, or notes its fault. */
export function take<T>(note: Note, line: number, column: Column, cell: Cell<T>): T | undefined {
  return "value" in cell ? cell.value : note(line, column, cell.fault);
}

/** Line breaks and tabs become spaces; other characters that can't be seen are faults. */
export const oneLine = (value: string): string => value.replace(/[\t\n\v\f\r]+/g, " ").trim();

const largest = 2_147_483_647n;

/** "12.50" as 1250 in a currency of two places, digit by digit: an amount is never a float. */
export function readPrice(text: string, places: number): Cell<number> {
  const found = /^(\d{1,12})(?:\.(\d+))?$/.exec(text);
  if (!found)
    return {
      fault: `“${cut(text)}” is no price. Write it like 1234.50: digits and one point, nothing else.`,
    };
  const fraction = (found[2] ?? "").replace(/0+$/, "");
  if (fraction.length > places)
    return { fault: `“${cut(text)}” has more than ${places} places after the point.` };
  const amount = BigInt(`${found[1]}${fraction.padEnd(places, "0")}`);
  return amount > largest ? { fault: `“${cut(text)}” is too much.` } : { value: Number(amount) };
}

/** Grams, and what others are of them in millionths. */
const units: Record<string, bigint> = {
  g: 1_000_000n,
  kg: 1_000_000_000n,
  oz: 28_349_523n,
  lb: 453_592_370n,
};

/** "1.5" and "kg" as 1500 grams, rounded to the gram. */
export function readWeight(text: string, unit: string): Cell<number> {
  const factor = units[unit.toLowerCase().replace(/s$/, "") || "g"];
  if (factor === undefined)
    return { fault: `The weight unit “${cut(unit)}” is not known. Use g, kg, oz or lb.` };
  const found = /^(\d{1,9})(?:\.(\d{1,9})\d*)?$/.exec(text);
  if (!found)
    return { fault: `“${cut(text)}” is no weight. Write it like 1.5: digits and one point, nothing else.` };
  const billionths = BigInt(`${found[1]}${(found[2] ?? "").padEnd(9, "0")}`);
  const divisor = 1_000_000_000_000_000n;
  const grams = (billionths * factor + divisor / 2n) / divisor;
  return grams > largest ? { fault: `“${cut(text)}” is too heavy.` } : { value: Number(grams) };
}

/** Whole units; shops that sell what they don't have write less than nothing, which is nothing on a shelf. */
export function readQuantity(text: string): Cell<number> {
  const found = /^(-?)(\d{1,9})(?:\.0*)?$/.exec(text);
  if (!found) return { fault: `“${cut(text)}” is no number of units.` };
  const units = found[1] ? 0 : Number(found[2]);
  return units > 1_000_000 ? { fault: `“${cut(text)}” is more than a million units.` } : { value: units };
}

export function readYes(text: string): Cell<boolean> {
  if (/^(true|yes|1)$/i.test(text)) return { value: true };
  if (/^(false|no|0)$/i.test(text)) return { value: false };
  return { fault: `“${cut(text)}” is neither true nor false.` };
}

/** Whether shoppers see it. */
export function readStatus(text: string): Cell<boolean> {
  if (/^active$/i.test(text)) return { value: true };
  if (/^(draft|archived|unlisted)$/i.test(text)) return { value: false };
  return { fault: `“${cut(text)}” is no status. Use active, draft or archived.` };
}

/** The codes of Shopify's tax service begin with a letter for the kind of goods; ours are written by name. */
export function readTaxCode(text: string): TaxCategory | null {
  if (/^standard$/i.test(text)) return "standard";
  if (/^(food|PF\d+)$/i.test(text)) return "food";
  if (/^(books|PB\d+)$/i.test(text)) return "books";
  if (/^(clothing|PC\d+)$/i.test(text)) return "clothing";
  return null;
}

export function readBarcode(text: string): Cell<string> {
  const code = text.replace(/^'/, "");
  if (/^\d(\.\d+)?e\+?\d+$/i.test(code))
    return {
      fault: `“${cut(text)}” is a barcode that a spreadsheet has rounded. Format the column as text.`,
    };
  return code.length <= 64 && isOneLine(code) ? { value: code } : { fault: `“${cut(text)}” is no barcode.` };
}

export function readPictureUrl(text: string): Cell<string> {
  try {
    const url = new URL(text);
    if (["http:", "https:"].includes(url.protocol) && text.length <= 2000) return { value: url.href };
  } catch {
    // Told below.
  }
  return { fault: `“${cut(text)}” is no web address of a picture. It should begin with https://.` };
}

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);
