import { createHash } from "node:crypto";
import { isOneLine } from "@/server/kernel/text";
import type { FileVariant } from "./import";
import {
  type Note,
  oneLine,
  readBarcode,
  readPictureUrl,
  readPrice,
  readQuantity,
  readWeight,
  take,
} from "./shopify-cells";
import type { Column, FileLine } from "./shopify-columns";

const slots = [
  ["option1Name", "option1Value"],
  ["option2Name", "option2Value"],
  ["option3Name", "option3Value"],
] as const satisfies readonly (readonly [Column, Column])[];

/** The first line is a variant; others are when they say anything that only a variant has. A picture's line does not. */
const isVariant = ({ cells }: FileLine, place: number): boolean =>
  place === 0 ||
  slots.some(([, value]) => cells[value]) ||
  Boolean(cells.sku || cells.price || cells.barcode);

export function readVariants(
  handle: string,
  lines: readonly FileLine[],
  places: number,
  note: Note,
): FileVariant[] {
  const names = optionNames(lines, note);
  const skus = new Map<string, number>();
  const barcodes = new Map<string, number>();
  const combinations = new Map<string, number>();
  return lines.filter(isVariant).map((fileLine) => {
    const { line, cells } = fileLine;
    const options = readOptions(fileLine, names, note);
    const given = oneLine(cells.sku ?? "");
    if (given.length > 64 || !isOneLine(given)) note(line, "sku", "A SKU has at most 64 characters.");
    let sku = given || madeSku(handle, options);
    if (!given && skus.has(sku)) sku = madeSku(handle, options, true);
    const variant: FileVariant = {
      line,
      sku,
      ...(given ? {} : { skuMade: true }),
      options,
      ...money(fileLine, places, note),
      ...goods(fileLine, note),
    };

    const combination = options.map(([, value]) => value).join("\n");
    const same = combinations.get(combination);
    if (same !== undefined) {
      const named =
        options.length > 0
          ? `“${options.map(([, value]) => value).join(" / ")}”`
          : "The variant without options";
      note(line, slots[0][1], `${named} is there already, on line ${same}.`);
    }
    combinations.set(combination, same ?? line);
    const twin = skus.get(sku);
    if (twin !== undefined && same === undefined)
      note(line, "sku", `The SKU ${sku} is there already, on line ${twin}.`);
    skus.set(sku, twin ?? line);
    if (variant.barcode) {
      const owner = barcodes.get(variant.barcode);
      if (owner !== undefined) note(line, "barcode", `The barcode is there already, on line ${owner}.`);
      barcodes.set(variant.barcode, owner ?? line);
    }
    return variant;
  });
}

/** Shopify calls the options of a product that has none "Title: Default Title". */
const isNone = (name: string, value: string): boolean =>
  /^title$/i.test(name) && (value === "" || /^default title$/i.test(value));

function optionNames(lines: readonly FileLine[], note: Note): string[] {
  const names = slots.map(([column]) =>
    oneLine(lines.find(({ cells }) => cells[column])?.cells[column] ?? ""),
  );
  const values = lines.filter(isVariant).map(({ cells }) => slots.map(([, column]) => cells[column] ?? ""));
  if (isNone(names[0] ?? "", "") && values.every(([value]) => isNone("title", value ?? ""))) return [];
  const line = lines[0]?.line ?? 0;
  for (const [place, name] of names.entries()) {
    const column = slots[place]?.[0] ?? "option1Name";
    if (!name && values.some((row) => row[place])) note(line, column, "The option has values but no name.");
    if (name.length > 100 || !isOneLine(name))
      note(line, column, "An option's name has at most 100 characters.");
    if (name && names.indexOf(name) !== place) note(line, column, `There are two options called “${name}”.`);
  }
  return names;
}

function readOptions(
  { line, cells }: FileLine,
  names: readonly string[],
  note: Note,
): FileVariant["options"] {
  return slots.flatMap(([, column], place): FileVariant["options"] => {
    const name = names[place];
    if (!name) return [];
    const value = oneLine(cells[column] ?? "");
    if (!value) note(line, column, `The variant has no “${name}”.`);
    if (value.length > 255 || !isOneLine(value))
      note(line, column, "An option's value has at most 255 characters.");
    return [[name, value]];
  });
}

function money(
  { line, cells }: FileLine,
  places: number,
  note: Note,
): Pick<FileVariant, "price" | "compareAt"> {
  const price = cells.price
    ? take(note, line, "price", readPrice(cells.price, places))
    : note(line, "price", "The variant has no price.");
  if (cells.compareAt === undefined) return { price: price ?? 0 };
  const former = cells.compareAt
    ? take(note, line, "compareAt", readPrice(cells.compareAt, places))
    : undefined;
  // A former price that is no higher is none; many shops write the same price into both.
  return { price: price ?? 0, compareAt: former !== undefined && former > (price ?? 0) ? former : null };
}

function goods(
  { line, cells }: FileLine,
  note: Note,
): Pick<FileVariant, "grams" | "barcode" | "quantity" | "picture"> {
  const weight = cells.grams || cells.weight;
  const unit = cells.grams ? "g" : (cells.weightUnit ?? "g");
  const grams = weight
    ? take(note, line, cells.grams ? "grams" : "weight", readWeight(weight, unit))
    : undefined;
  const barcode = cells.barcode ? take(note, line, "barcode", readBarcode(cells.barcode)) : undefined;
  const quantity = cells.quantity ? take(note, line, "quantity", readQuantity(cells.quantity)) : undefined;
  const picture = cells.variantImage
    ? take(note, line, "variantImage", readPictureUrl(cells.variantImage))
    : undefined;
  return {
    ...(grams === undefined ? {} : { grams }),
    ...(cells.barcode === undefined ? {} : { barcode: barcode ?? null }),
    ...(quantity === undefined ? {} : { quantity }),
    ...(picture === undefined ? {} : { picture }),
  };
}

/**
 * "CLASSIC-TOP-SMALL": the same for the same handle and options at every import. A long one, or one that two variants
 * would share, ends with a mark of its own.
 */
export function madeSku(handle: string, options: FileVariant["options"], marked = false): string {
  const whole = [handle, ...options.map(([, value]) => value)].join("-");
  const sku = whole
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  if (sku.length <= 64 && !marked) return sku;
  return `${sku.slice(0, 55)}-${createHash("sha1").update(whole).digest("hex").slice(0, 8).toUpperCase()}`;
}
