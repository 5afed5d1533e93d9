import { createHash } from "node:crypto";
import type { ImportFault } from "@/db/schema";
import { isOneLine, isText } from "@/server/kernel/text";
import { bodyFromHtml, maxBody } from "./body";
import type { FileProduct, ReadProduct } from "./import";
import { type Note, oneLine, readPictureUrl, readStatus, readTaxCode, readYes, take } from "./shopify-cells";
import type { Column, FileLine } from "./shopify-columns";
import { readVariants } from "./shopify-variants";

/** More lines than any shop has for one product: a file that repeats a handle by mistake. */
export const maxLines = 5_000;

type Options = {
  /** Places after the point of the shop's currency. */
  places: number;
  /** What the file calls a column. */
  nameOf: (column: Column) => string;
};

/** Reads the lines of one handle as a product with its variants and pictures, with all that is wrong with them. */
export function readProduct(handle: string, lines: readonly FileLine[], options: Options): ReadProduct {
  const faults: ImportFault[] = [];
  const note: Note = (line, column, message) => {
    faults.push({ line, column: column && options.nameOf(column), message });
  };
  for (const { line, fault } of lines) if (fault) note(line, null, fault);
  if (handle === "") {
    for (const { line } of lines) note(line, "handle", "Every line needs the handle of its product.");
    return { product: null, faults };
  }
  const first = lines[0]?.line ?? 0;
  const title = text(lines, "title", 255, note);
  if (!title?.text) note(first, "title", "The product needs a title in its first line.");
  for (const { line, cells } of lines)
    if (title && cells.title && oneLine(cells.title) !== title.text)
      note(line, "title", `The lines of “${handle}” have two titles. Give each product a handle of its own.`);

  const product: FileProduct = {
    title: title?.text ?? "",
    ...body(lines, note),
    ...texts(lines, note),
    ...tags(lines, note),
    ...visibility(lines, note),
    ...taxCategory(lines),
    variants: readVariants(handle, lines, options.places, note),
    pictures: pictures(lines, note),
  };
  return { product, faults };
}

/** The first line that says something, for what a product has once; null when the file lacks the column. */
function said(lines: readonly FileLine[], column: Column): { line: number; text: string } | null {
  if (lines[0]?.cells[column] === undefined) return null;
  const found = lines.find(({ cells }) => cells[column]);
  return found
    ? { line: found.line, text: found.cells[column] ?? "" }
    : { line: lines[0]?.line ?? 0, text: "" };
}

function text(lines: readonly FileLine[], column: Column, max: number, note: Note) {
  const found = said(lines, column);
  if (!found) return null;
  const read = { line: found.line, text: oneLine(found.text) };
  if (read.text.length > max) note(read.line, column, `Use at most ${max} characters.`);
  if (!isOneLine(read.text)) note(read.line, column, "It has a character that can't be kept.");
  return read;
}

function body(lines: readonly FileLine[], note: Note): Pick<FileProduct, "body" | "bodyHash"> {
  const found = said(lines, "body");
  if (!found) return {};
  const html = found.text;
  if (html.length > maxBody)
    note(found.line, "body", `Use at most ${maxBody.toLocaleString("en-US")} characters.`);
  else if (!isText(html)) note(found.line, "body", "It has a character that can't be kept.");
  else
    try {
      return { body: bodyFromHtml(html), bodyHash: hashOf(html) };
    } catch {
      note(found.line, "body", "The HTML can't be read: it is nested too deeply.");
    }
  return {};
}

export const hashOf = (html: string): string => createHash("sha1").update(html).digest("base64url");

function texts(lines: readonly FileLine[], note: Note): Pick<FileProduct, "summary" | "vendor" | "category"> {
  const summary = text(lines, "summary", 320, note);
  const vendor = text(lines, "vendor", 120, note);
  const type = text(lines, "type", 120, note);
  // "Apparel & Accessories > Clothing > Shirts": the last is what it is.
  const path = text(lines, "category", 500, note)?.text.split(">").at(-1)?.trim();
  const category = type?.text || path;
  return {
    ...(summary?.text ? { summary: summary.text } : {}),
    ...(vendor ? { vendor: vendor.text } : {}),
    ...(category ? { category: category.slice(0, 120) } : {}),
  };
}

function tags(lines: readonly FileLine[], note: Note): Pick<FileProduct, "tags"> {
  const found = said(lines, "tags");
  if (!found) return {};
  const list = [...new Set(found.text.split(",").map(oneLine).filter(Boolean))];
  if (list.length > 250) note(found.line, "tags", "Use at most 250 tags.");
  const odd = list.find((tag) => tag.length > 255 || !isOneLine(tag));
  if (odd !== undefined) note(found.line, "tags", `“${odd.slice(0, 40)}” is no tag.`);
  return { tags: list };
}

function visibility(lines: readonly FileLine[], note: Note): Pick<FileProduct, "published"> {
  const [published, status] = [said(lines, "published"), said(lines, "status")];
  const shown = published?.text
    ? take(note, published.line, "published", readYes(published.text))
    : undefined;
  const active = status?.text ? take(note, status.line, "status", readStatus(status.text)) : undefined;
  if (shown === undefined && active === undefined) return {};
  return { published: (shown ?? true) && (active ?? true) };
}

function taxCategory(lines: readonly FileLine[]): Pick<FileProduct, "taxCategory"> {
  const found = lines.map(({ cells }) => readTaxCode(cells.taxCode ?? "")).find((one) => one !== null);
  return found ? { taxCategory: found } : {};
}

function pictures(lines: readonly FileLine[], note: Note): FileProduct["pictures"] {
  const found: { url: string; alt: string | undefined; position: number }[] = [];
  for (const { line, cells } of lines) {
    if (!cells.image) continue;
    const url = take(note, line, "image", readPictureUrl(cells.image));
    const place = cells.imagePosition ?? "";
    if (place !== "" && !/^\d{1,4}$/.test(place))
      note(line, "imagePosition", `“${place.slice(0, 40)}” is no position.`);
    const alt = cells.imageAlt === undefined ? undefined : oneLine(cells.imageAlt);
    if (alt && (alt.length > 512 || !isOneLine(alt)))
      note(line, "imageAlt", "Use at most 512 characters on one line.");
    if (url) found.push({ url, alt, position: place === "" ? Number.POSITIVE_INFINITY : Number(place) });
  }
  found.sort((a, b) => (a.position === b.position ? 0 : a.position - b.position));
  for (const { cells } of lines) {
    // Told with its variant when it is no address.
    const read = cells.variantImage ? readPictureUrl(cells.variantImage) : null;
    if (read && "value" in read) found.push({ url: read.value, alt: undefined, position: 0 });
  }
  const list = new Map<string, FileProduct["pictures"][number]>();
  for (const { url, alt } of found) if (!list.has(url)) list.set(url, alt ? { url, alt } : { url });
  return [...list.values()];
}
