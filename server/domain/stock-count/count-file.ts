import { createHash } from "node:crypto";
import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { DomainError } from "@/server/kernel/errors";
import { type CountCells, type Fault, type FileRow, readRow } from "./count-file-row";

export const longestFile = 50_000;
const largestFile = 8 * 1024 * 1024;

export type CountFile = {
  rows: FileRow[];
  /** Rows without a quantity: shelves that were not counted. */
  blank: number;
  faults: Fault[];
  /** Tells a file from another: the same counts have the same print, however they are written. */
  print: string;
};

const columns = ["sku", "place", "lot", "expires", "quantity"] as const;
const needed = ["sku", "place", "quantity"] as const;

/**
 * Reads a file of counts as it comes in: comma, semicolon or tab, with or without a byte order mark, quoted or not. What is
 * wrong with a row is told by its line; what is wrong with the whole file is refused.
 */
export async function readCountFile(body: AsyncIterable<Uint8Array | string>): Promise<CountFile> {
  const text = decoded(body);
  const { head, rest } = await firstLine(text);
  const parser = parse({
    delimiter: separatorOf(head),
    record_delimiter: ["\r\n", "\n", "\r"],
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    info: true,
    max_record_size: 20_000,
  });
  // A fault on one side ends the other too: an upload that is refused is not read on.
  pipeline(Readable.from(rest), parser, () => undefined);
  const file: CountFile = { rows: [], blank: 0, faults: [], print: "" };
  const known = new Map<string, number>();
  let places: Map<(typeof columns)[number], number> | null = null;
  let width = 0;
  let read = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (!places) {
        places = columnsOf(record);
        width = record.length;
        continue;
      }
      if (record.every((cell) => cell === "")) continue;
      if (++read > longestFile) throw tooLong();
      const line = info.lines;
      const extra = record.slice(width).some((cell) => cell !== "");
      if (record.length < width || extra) {
        const message = `This row has ${record.length} cells, the first line names ${width}. A comma in a number or text needs quotes.`;
        file.faults.push({ line, column: null, message });
        continue;
      }
      const cells = Object.fromEntries(
        columns.map((name) => [name, record[places?.get(name) ?? -1] ?? ""]),
      ) as CountCells;
      const { row, faults } = readRow(line, cells);
      if (faults.length > 0) file.faults.push(...faults);
      if (row === "blank") file.blank++;
      else if (row) {
        const key = [row.sku.toUpperCase(), row.place, row.lot ?? ""].join("\t");
        const first = known.get(key);
        if (first !== undefined)
          file.faults.push({ line, column: null, message: `Line ${first} has the same shelf already.` });
        else known.set(key, line);
        file.rows.push(row);
      }
    }
  } catch (error) {
    throw error instanceof CsvError ? broken(error) : error;
  }
  if (!places) throw new DomainError("invalid_input", "The file is empty.", { field: "file" });
  return { ...file, print: printOf(file.rows) };
}

/** Text as UTF-8, refused when it is too much of it or is none. */
async function* decoded(body: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > largestFile) throw tooLong();
      yield typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new DomainError("invalid_input", "This is no UTF-8 text. Save it as “CSV UTF-8” and try again.", {
      field: "file",
    });
  }
}

/** The first line, for its separator, and everything again from the start. */
async function firstLine(
  text: AsyncGenerator<string>,
): Promise<{ head: string; rest: AsyncIterable<string> }> {
  let start = "";
  let ended = false;
  while (!/[^\s\uFEFF][^\r\n]*[\r\n]/.test(start) && start.length < 64_000) {
    const { value, done } = await text.next();
    if (done) {
      ended = true;
      break;
    }
    start += value;
  }
  async function* all() {
    yield start;
    if (!ended) yield* text;
  }
  const head = start.replace(/^[\s\uFEFF]+/, "").split(/[\r\n]/, 1)[0] ?? "";
  return { head, rest: all() };
}

const separatorOf = (head: string): string => {
  const counts = [",", ";", "\t"].map((mark) => ({ mark, count: head.split(mark).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).mark;
};

function columnsOf(record: readonly string[]): Map<(typeof columns)[number], number> {
  const found = new Map<(typeof columns)[number], number>();
  record.forEach((cell, at) => {
    const name = columns.find((column) => column === cell.toLowerCase());
    if (name && found.has(name))
      throw new DomainError("invalid_input", `The first line names ${name} twice.`, { field: "file" });
    if (name) found.set(name, at);
  });
  const missing = needed.filter((name) => !found.has(name));
  if (missing.length > 0)
    throw new DomainError(
      "invalid_input",
      `The first line must name the columns ${columns.join(", ")}. Missing: ${missing.join(", ")}.`,
      { field: "file" },
    );
  return found;
}

const printOf = (rows: readonly FileRow[]): string => {
  const lines = rows.map(({ sku, place, lot, quantity }) => JSON.stringify([sku, place, lot, quantity]));
  return createHash("sha256").update(lines.sort().join("\n")).digest("hex");
};

const tooLong = () =>
  new DomainError(
    "invalid_input",
    `A file may have ${longestFile.toLocaleString("en-US")} rows and 8 MB at most. Split it by place, or by SKU.`,
    { field: "file" },
  );

function broken(error: CsvError): DomainError {
  const line = typeof error.lines === "number" ? ` near line ${error.lines}` : "";
  const why =
    error.code === "CSV_QUOTE_NOT_CLOSED"
      ? "a quotation mark is opened and never closed"
      : error.code === "CSV_MAX_RECORD_SIZE"
        ? "a row is far too long; is a quotation mark missing?"
        : "the quotation marks don't fit";
  return new DomainError("invalid_input", `The file can't be read${line}: ${why}.`, { field: "file" });
}
