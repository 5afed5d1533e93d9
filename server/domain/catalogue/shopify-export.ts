import { amountText } from "@/server/kernel/money";
import { bodyToHtml } from "./body";
import { absolute } from "./import-pictures";
import type { StandingProduct, StandingVariant } from "./import-plan";
import { type Column, columnName } from "./shopify-columns";

type CellValue = string | number | null;

/** The file's columns in Shopify's order: those that an import reads by key, the others by name. */
const layout = [
  "handle",
  "title",
  "body",
  "vendor",
  "type",
  "tags",
  "published",
  "option1Name",
  "option1Value",
  "option2Name",
  "option2Value",
  "option3Name",
  "option3Value",
  "sku",
  "grams",
  { name: "Variant Inventory Tracker", value: "shopify" },
  "quantity",
  { name: "Variant Inventory Policy", value: "deny" },
  { name: "Variant Fulfillment Service", value: "manual" },
  "price",
  "compareAt",
  { name: "Variant Requires Shipping", value: "true" },
  { name: "Variant Taxable", value: "true" },
  "barcode",
  "image",
  "imagePosition",
  "imageAlt",
  "summary",
  "variantImage",
  { name: "Variant Weight Unit", value: "g" },
  "taxCode",
  "status",
] as const satisfies readonly (Column | { name: string; value: string })[];

export const exportHeader: readonly string[] = layout.map((column) =>
  typeof column === "string" ? columnName(column) : column.name,
);

type Cells = Partial<Record<Column, CellValue>>;

/** A product's lines: the first tells of the product, every line of a variant, a picture, or both. */
export function productLines(
  product: StandingProduct,
  available: Record<string, number>,
  { shop, currency }: { shop: string; currency: string },
): CellValue[][] {
  const variants = product.variants.filter(({ archived }) => !archived);
  if (variants.length === 0) return [];
  const names = optionNames(variants);
  const pictures = picturesOf(product, shop);
  const lines = Math.max(variants.length, pictures.length);
  return Array.from({ length: lines }, (_, place) => {
    const variant = variants[place];
    const picture = pictures[place];
    const cells: Cells = {
      handle: product.slug,
      ...(place === 0 ? productCells(product, names) : {}),
      ...(variant
        ? variantCells(variant, names, variants.length, available[variant.sku] ?? 0, currency)
        : {}),
      ...(variant ? { variantImage: picturesOfVariant(product, variant.id, shop) } : {}),
      ...(picture ? { image: picture.url, imagePosition: place + 1, imageAlt: picture.alt } : {}),
    };
    return layout.map((column) =>
      typeof column === "string" ? (cells[column] ?? null) : variant ? column.value : null,
    );
  });
}

const productCells = (product: StandingProduct, names: readonly string[]): Cells => ({
  title: product.title,
  body: bodyToHtml(product.body),
  vendor: product.vendor,
  type: product.category,
  tags: product.tags.join(", "),
  published: String(product.published),
  option1Name: names[0] ?? "Title",
  option2Name: names[1] ?? null,
  option3Name: names[2] ?? null,
  summary: product.summary,
  taxCode: product.taxCategory,
  status: product.published ? "active" : "draft",
});

function variantCells(
  variant: StandingVariant,
  names: readonly string[],
  count: number,
  available: number,
  currency: string,
): Cells {
  const value = (place: number) => (names[place] ? (variant.options[names[place]] ?? null) : null);
  // Several variants that nothing tells apart need something that does.
  const only = count === 1 ? "Default Title" : variant.title || variant.sku;
  return {
    option1Value: names.length > 0 ? value(0) : only,
    option2Value: value(1),
    option3Value: value(2),
    sku: variant.sku,
    grams: variant.weightGrams,
    quantity: available,
    price: amountText(variant.priceAmount, currency),
    compareAt:
      variant.compareAtAmount !== null && variant.compareAtAmount > variant.priceAmount
        ? amountText(variant.compareAtAmount, currency)
        : null,
    barcode: variant.barcode,
  };
}

/** The options' names as the variants' titles order them; how they are stored has no order. */
function optionNames(variants: readonly StandingVariant[]): string[] {
  const names = [...new Set(variants.flatMap(({ options }) => Object.keys(options)))];
  const first = variants[0];
  const values = first?.title.split(" / ") ?? [];
  const place = (name: string) => {
    const found = values.indexOf(first?.options[name] ?? "");
    return found < 0 ? values.length : found;
  };
  return names.sort((a, b) => place(a) - place(b)).slice(0, 3);
}

/** Each picture once, in order; a product may have its list picture only. */
function picturesOf(product: StandingProduct, shop: string): { url: string; alt: string }[] {
  const own =
    product.pictures.length > 0 ? product.pictures : product.image ? [{ src: product.image, alt: "" }] : [];
  return [...new Map(own.map(({ src, alt }) => [src, { url: absolute(src, shop), alt }])).values()];
}

function picturesOfVariant(product: StandingProduct, variantId: string, shop: string): string | null {
  const own = product.pictures.find((picture) => picture.variantId === variantId);
  return own ? absolute(own.src, shop) : null;
}
