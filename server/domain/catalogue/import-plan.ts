import type { TaxCategory } from "@/db/schema";
import { bodyToHtml } from "./body";
import type { FileProduct, FileVariant } from "./import";
import { type PicturePlan, planPictures, type StandingPicture } from "./import-pictures";
import { hashOf } from "./shopify-product";

export type StandingVariant = {
  id: string;
  sku: string;
  title: string;
  options: Record<string, string>;
  priceAmount: number;
  compareAtAmount: number | null;
  weightGrams: number;
  barcode: string | null;
  position: number;
  archived: boolean;
};

/** A product as it stands in the catalogue. */
export type StandingProduct = {
  id: string;
  slug: string;
  title: string;
  summary: string;
  body: string;
  vendor: string;
  tags: string[];
  category: string;
  taxCategory: TaxCategory;
  published: boolean;
  image: string | null;
  variants: StandingVariant[];
  pictures: StandingPicture[];
};

/** A product's own fields, as they are to be written. */
export type ProductFields = Pick<
  StandingProduct,
  "title" | "summary" | "body" | "vendor" | "tags" | "category" | "taxCategory" | "published"
>;

export type VariantFields = Omit<StandingVariant, "id" | "position" | "archived">;

/** One thing that would be different: what, before and after; `from` is null where nothing was. */
export type Change = {
  what: keyof ProductFields | keyof VariantFields | "variant" | "pictures" | "archived";
  sku?: string;
  from: string | null;
  to: string;
};

export type Plan = {
  effect: "create" | "update" | "none";
  /** Null: the product's own fields stay as they are. */
  product: ProductFields | null;
  newVariants: (VariantFields & { position: number; file: FileVariant })[];
  changedVariants: (VariantFields & { id: string; skuChanged: boolean; barcodeChanged: boolean })[];
  pictures: PicturePlan | null;
  changes: Change[];
};

/** The category of goods of which a file says nothing. */
export const otherCategory = "Other";

/** Decides what importing a product means for the catalogue; `shop` is the address that our own pictures begin with. */
export function planProduct(file: FileProduct, standing: StandingProduct | undefined, shop: string): Plan {
  const changes: Change[] = [];
  const product = planFields(file, standing, changes);
  const newVariants: Plan["newVariants"] = [];
  const changedVariants: Plan["changedVariants"] = [];
  const matched = matchVariants(file.variants, standing?.variants ?? []);
  let position = Math.max(-1, ...(standing?.variants ?? []).map((variant) => variant.position));
  for (const [place, one] of file.variants.entries()) {
    const old = matched[place];
    const fields = variantFields(one, old);
    if (!old) {
      position += 1;
      newVariants.push({ ...fields, position, file: one });
      if (standing)
        changes.push({ what: "variant", sku: fields.sku, from: null, to: fields.title || fields.sku });
      continue;
    }
    const before = changes.length;
    for (const what of ["sku", "title", "priceAmount", "compareAtAmount", "weightGrams", "barcode"] as const)
      if (fields[what] !== old[what])
        changes.push({ what, sku: old.sku, from: words(old[what]), to: words(fields[what]) });
    if (old.archived) changes.push({ what: "archived", sku: old.sku, from: "archived", to: "sold again" });
    if (!sameOptions(fields.options, old.options) && fields.title === old.title)
      changes.push({
        what: "options",
        sku: old.sku,
        from: inWords(old.options),
        to: inWords(fields.options),
      });
    if (changes.length > before)
      changedVariants.push({
        ...fields,
        id: old.id,
        skuChanged: fields.sku !== old.sku,
        barcodeChanged: fields.barcode !== old.barcode,
      });
  }
  const pictures = planPictures(
    file,
    standing ? { image: standing.image, pictures: standing.pictures } : { image: null, pictures: [] },
    matched.map((variant) => variant?.id ?? null),
    shop,
  );
  if (standing && pictures)
    changes.push({ what: "pictures", from: String(pictures.before), to: String(pictures.rows.length) });
  const effect = !standing ? "create" : changes.length > 0 ? "update" : "none";
  return { effect, product, newVariants, changedVariants, pictures, changes };
}

function planFields(
  file: FileProduct,
  old: StandingProduct | undefined,
  changes: Change[],
): ProductFields | null {
  const sameBody =
    old !== undefined && (file.body === old.body || file.bodyHash === hashOf(bodyToHtml(old.body)));
  const fields: ProductFields = {
    title: file.title,
    summary: file.summary ?? old?.summary ?? "",
    body: sameBody ? old.body : (file.body ?? old?.body ?? ""),
    vendor: file.vendor ?? old?.vendor ?? "",
    tags: file.tags ?? old?.tags ?? [],
    category: sameName(file.category, old?.category)
      ? old.category
      : (file.category ?? old?.category ?? otherCategory),
    taxCategory: file.taxCategory ?? old?.taxCategory ?? "standard",
    published: file.published ?? old?.published ?? true,
  };
  if (!old) return fields;
  const before = changes.length;
  for (const what of Object.keys(fields) as (keyof ProductFields)[])
    if (words(fields[what]) !== words(old[what]))
      changes.push({ what, from: words(old[what]), to: words(fields[what]) });
  return changes.length > before ? fields : null;
}

const sameName = (a: string | undefined, b: string | undefined): b is string =>
  a !== undefined && a.toLowerCase() === b?.toLowerCase();

/** By SKU; one whose SKU is unknown, or that has none, by its options. Each variant of the catalogue is taken once. */
export function matchVariants(
  files: readonly FileVariant[],
  standing: readonly StandingVariant[],
): (StandingVariant | undefined)[] {
  const free = new Set(standing);
  const claim = (found: StandingVariant | undefined) => {
    if (found) free.delete(found);
    return found;
  };
  const bySku = new Map(standing.map((variant) => [variant.sku, variant]));
  const found = files.map((one) => (one.skuMade ? undefined : claim(bySku.get(one.sku))));
  for (const [place, one] of files.entries())
    found[place] ??= claim([...free].find((variant) => combination(one) === valuesOf(variant)));
  for (const [place, one] of files.entries()) {
    const own = bySku.get(one.sku);
    if (own && free.has(own)) found[place] ??= claim(own);
  }
  return found;
}

const combination = (one: FileVariant): string =>
  one.options
    .map(([, value]) => value)
    .sort()
    .join("\n");
const valuesOf = (variant: StandingVariant): string => Object.values(variant.options).sort().join("\n");

function variantFields(one: FileVariant, old: StandingVariant | undefined): VariantFields {
  const options = Object.fromEntries(one.options);
  const price = one.price;
  const former = old?.compareAtAmount ?? null;
  return {
    // A SKU of our making gives way to the one that it has.
    sku: one.skuMade && old ? old.sku : one.sku,
    title:
      old && sameOptions(options, old.options)
        ? old.title
        : one.options.map(([, value]) => value).join(" / "),
    options,
    priceAmount: price,
    // No former price, as the file reads, when the known one is no higher either.
    compareAtAmount:
      one.compareAt === undefined || (one.compareAt === null && former !== null && former <= price)
        ? former
        : one.compareAt,
    weightGrams: one.grams ?? old?.weightGrams ?? 0,
    barcode: one.barcode === undefined ? (old?.barcode ?? null) : one.barcode,
  };
}

const sameOptions = (a: Record<string, string>, b: Record<string, string>): boolean =>
  inWords(a) === inWords(b);

const inWords = (options: Record<string, string>): string =>
  Object.entries(options)
    .map(([name, value]) => `${name}: ${value}`)
    .sort()
    .join(", ");

const words = (value: unknown): string =>
  value === null ? "" : Array.isArray(value) ? value.join(", ") : String(value);
