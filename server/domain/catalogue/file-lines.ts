import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { DomainError } from "@/server/kernel/errors";
import { type FileLine, type Header, readHeader, readLine } from "./shopify-columns";

/** Far above any catalogue; a file that long is something else. */
const maxBytes = 512 * 1024 * 1024;
/** A quote that is never closed would swallow the rest of the file. */
const maxRecord = 1024 * 1024;

const refuse = (message: string): DomainError => new DomainError("invalid_input", message, { field: "file" });

/**
 * The lines of a product file as they arrive: first the header, then line after line. Memory stays the same however long
 * the file is. Throws `invalid_input` with what is wrong with the file as a whole.
 */
export async function* fileLines(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ header: Header } | { header?: never; line: FileLine }> {
  const records = parse({
    bom: true,
    info: true,
    record_delimiter: "\n",
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: maxRecord,
  });
  // What goes wrong on the way in ends the parser with the same error, and is thrown below.
  pipeline(Readable.from(text(content)), records, () => undefined);
  let header: Header | undefined;
  try {
    for await (const { record, info } of records as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      if (!header) {
        const read = readHeader(record);
        if ("fault" in read) throw refuse(read.fault);
        header = read.header;
        yield { header };
        continue;
      }
      const breaks = record.reduce((sum, cell) => sum + (cell.split("\n").length - 1), 0);
      const line = readLine(header, info.lines - breaks, record);
      if (line) yield { line };
    }
  } catch (error) {
    throw error instanceof CsvError ? refuse(inWords(error)) : error;
  }
  if (!header) throw refuse("The file is empty.");
}

/** What the parser found wrong, for the person who has to mend the file. */
function inWords(error: CsvError): string {
  const line = typeof error.lines === "number" ? `Line ${error.lines}` : "The file";
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return `${line}: a quotation mark is opened and never closed.`;
    case "CSV_INVALID_CLOSING_QUOTE":
      return `${line}: text follows a closing quotation mark. A quotation mark inside a cell is written twice.`;
    case "INVALID_OPENING_QUOTE":
      return `${line}: a quotation mark stands inside a cell that does not begin with one.`;
    case "CSV_MAX_RECORD_SIZE":
      return `${line}: the line does not end. A quotation mark is missing, here or further up.`;
    default:
      return `${line} can't be read as CSV.`;
  }
}

/** The file as text with "\n" for every line end, refusing what is not UTF-8. */
async function* text(content: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let bytes = 0;
  let lines = 1;
  let held = "";
  const decode = (chunk?: Uint8Array): string => {
    try {
      const part = decoder.decode(chunk, { stream: chunk !== undefined });
      if (part.includes("\0")) throw new TypeError("NUL");
      return part;
    } catch {
      throw refuse(
        `The file is not in UTF-8 (from about line ${lines}). Save it again as “CSV UTF-8”; nothing was read.`,
      );
    }
  };
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw refuse("The file is larger than 512 MB. Split it into several.");
    // A line end may be cut in two.
    const part = held + decode(chunk);
    held = part.endsWith("\r") ? "\r" : "";
    const whole = (held ? part.slice(0, -1) : part).replace(/\r\n?/g, "\n");
    lines += whole.split("\n").length - 1;
    if (whole) yield whole;
  }
  const rest = (held + decode()).replace(/\r\n?/g, "\n");
  if (rest) yield rest;
}
