import { isOneLine } from "@/server/kernel/text";

export type CountCells = { sku: string; place: string; lot: string; expires: string; quantity: string };

export type FileRow = {
  line: number;
  sku: string;
  place: string;
  lot: string | null;
  expires: string | null;
  quantity: number;
};

/** What is wrong with a row; without a column it is about the row as a whole. */
export type Fault = { line: number; column: keyof CountCells | null; message: string };

/** One row of a file of counts: the shelf and its units, "blank" when nobody counted it, or what is wrong with it. */
export function readRow(line: number, given: CountCells): { row: FileRow | "blank" | null; faults: Fault[] } {
  const cells = { ...given, sku: unguarded(given.sku), lot: unguarded(given.lot) };
  const faults: Fault[] = [];
  const fault = (column: keyof CountCells, message: string) => {
    faults.push({ line, column, message });
  };
  if (cells.sku === "") fault("sku", "Name the SKU.");
  else if (cells.sku.length > 64 || !isOneLine(cells.sku)) fault("sku", "That is no SKU.");
  if (cells.place === "") fault("place", "Name the place.");
  else if (cells.place.length > 20 || !isOneLine(cells.place)) fault("place", "That is no place.");
  if (cells.lot.length > 60 || !isOneLine(cells.lot)) fault("lot", "That is no lot code.");
  if (cells.expires !== "" && !isDate(cells.expires))
    fault("expires", `${shown(cells.expires)} is no date. Write it as 2027-03-31.`);
  else if (cells.expires !== "" && cells.lot === "") fault("expires", "Goods that expire need a lot.");
  if (cells.quantity === "" && faults.length === 0) return { row: "blank", faults };
  const wrong = cells.quantity === "" ? null : quantityFault(cells.quantity);
  if (wrong) fault("quantity", wrong);
  if (faults.length > 0) return { row: null, faults };
  return {
    row: {
      line,
      sku: cells.sku,
      place: cells.place.toUpperCase(),
      lot: cells.lot || null,
      expires: cells.expires || null,
      quantity: Number(cells.quantity),
    },
    faults,
  };
}

function quantityFault(typed: string): string | null {
  if (/^\d+$/.test(typed))
    return Number(typed) > 1_000_000 ? `${shown(typed)} is more than a shelf holds.` : null;
  if (/^[-−]\s*\d+$/.test(typed)) return `${shown(typed)}: a count can't be below 0.`;
  if (/^\d+,\d+$/.test(typed))
    return `${shown(typed)} has a comma in it. Write whole units, without a separator.`;
  return `${shown(typed)} is no whole number.`;
}

/** Our own files put an apostrophe before text that a spreadsheet would run as a formula. */
const unguarded = (cell: string): string => (/^'[=+\-@]/.test(cell) ? cell.slice(1) : cell);

const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const shown = (cell: string): string => (cell.length > 30 ? `${cell.slice(0, 30)}…` : cell);
