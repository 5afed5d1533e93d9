import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { parse } from "csv-parse";
import { Complaint } from "../progress";

/** One line of an *Online Retail* file (UCI Machine Learning Repository, data set 352). */
export type RetailLine = {
  file: string;
  line: number;
  invoice: string;
  /** Upper case: the files write 85123A and 85123a for the same thing. */
  code: string;
  description: string;
  quantity: number;
  at: Date;
  /** Of one unit, in ten-thousandths of a pound: a few prices are below a penny. */
  price: number;
  customer: string | null;
  country: string;
};

const perPound = 10_000;
const perPenny = 100;

/** What a unit costs in whole pennies, as it is charged. */
export const pennies = (price: number): number =>
  Math.sign(price) * Math.floor((Math.abs(price) + perPenny / 2) / perPenny);

const columns = [
  "InvoiceNo",
  "StockCode",
  "Description",
  "Quantity",
  "InvoiceDate",
  "UnitPrice",
  "CustomerID",
  "Country",
];
/** The second edition of the data set has other names for the same columns. */
const otherNames: Record<string, string> = {
  Invoice: "InvoiceNo",
  Price: "UnitPrice",
  "Customer ID": "CustomerID",
};

/** Reads files of invoices, in their order. What can't be read is told with its line, and nothing is replayed. */
export async function readRetailFiles(paths: readonly string[]): Promise<RetailLine[]> {
  const lines: RetailLine[] = [];
  const wrong: string[] = [];
  for (const path of paths) {
    const parser = createReadStream(path).pipe(
      parse({
        bom: true,
        info: true,
        relax_column_count: true,
        columns: (header: string[]) => {
          const names = header.map((name) => otherNames[name.trim()] ?? name.trim());
          const missing = columns.filter((column) => !names.includes(column));
          if (missing.length > 0) throw new Complaint(`${path} has no column ${missing.join(", ")}.`);
          return names;
        },
      }),
    );
    const file = basename(path);
    try {
      for await (const { record, info } of parser as AsyncIterable<{
        record: Record<string, string>;
        info: { lines: number };
      }>) {
        const read = readLine(record, file, info.lines);
        if (typeof read === "string") wrong.push(`${path}, line ${info.lines}: ${read}`);
        else lines.push(read);
      }
    } catch (error) {
      if (error instanceof Complaint) throw error;
      throw new Complaint(`${path} can't be read: ${error instanceof Error ? error.message : error}`);
    }
  }
  if (wrong.length > 0)
    throw new Complaint(
      `${wrong.length} ${wrong.length === 1 ? "line" : "lines"} can't be read; nothing was replayed.\n${wrong.slice(0, 20).join("\n")}`,
    );
  return lines;
}

function readLine(record: Record<string, string>, file: string, line: number): RetailLine | string {
  const cell = (name: string) => (record[name] ?? "").trim();
  const invoice = cell("InvoiceNo").toUpperCase();
  const code = cell("StockCode").toUpperCase();
  if (!invoice || !code) return "it names no invoice or no stock code.";
  const quantity = wholeNumber(cell("Quantity"));
  if (quantity === null) return `“${cell("Quantity")}” is no whole quantity.`;
  const price = fixedPoint(cell("UnitPrice"));
  if (price === null) return `“${cell("UnitPrice")}” is no price.`;
  const at = moment(cell("InvoiceDate"));
  if (!at) return `“${cell("InvoiceDate")}” is no date.`;
  const customer = cell("CustomerID").replace(/\.0$/, "") || null;
  const description = cell("Description").replace(/\s+/g, " ");
  return { file, line, invoice, code, description, quantity, at, price, customer, country: cell("Country") };
}

const wholeNumber = (text: string): number | null =>
  /^-?\d{1,9}(\.0+)?$/.test(text) ? Number.parseInt(text, 10) : null;

/** A decimal with at most four places as an integer, never by way of a float. */
function fixedPoint(text: string): number | null {
  const match = /^(-?)(\d{1,9})(?:\.(\d+))?$/.exec(text);
  if (!match) return null;
  const [, sign, whole, decimals = ""] = match;
  if (/[1-9]/.test(decimals.slice(4))) return null;
  const amount = Number(whole) * perPound + Number(decimals.slice(0, 4).padEnd(4, "0"));
  return sign === "-" && amount > 0 ? -amount : amount;
}

/** 2010-12-01 08:26:00, or 12/1/2010 8:26 with the month first; taken as UTC. */
function moment(text: string): Date | null {
  const iso = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{2,4}) (\d{1,2}):(\d\d)$/.exec(text);
  const [year, month, day, hour, minute, second] = iso
    ? iso.slice(1).map((part) => Number(part ?? 0))
    : us
      ? [Number(us[3]) + (us[3]?.length === 2 ? 2000 : 0), us[1], us[2], us[4], us[5], 0].map(Number)
      : [];
  if (year === undefined || month === undefined) return null;
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at : null;
}
