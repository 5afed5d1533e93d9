import { maxOptions, maxVariants, slugOf, type Visibility } from "@/server/domain/catalogue/product";
import { saveProductSchema } from "@/server/domain/catalogue/product.schema";
import { instantOf, localText } from "@/server/kernel/local-time";
import { amountText } from "@/server/kernel/money";

/** A variant's row as it was typed. Rows of variants that are known carry their id. */
export type TypedRow = {
  id: string;
  values: string[];
  sku: string;
  price: string;
  compareAt: string;
  weight: string;
  barcode: string;
  archived: boolean;
  /** Saved before, and to be deleted with this save. */
  removed: boolean;
  /** For the reader only: what can be sold now; empty for a new variant. */
  available: string;
};

/** The whole form as it was typed: what the page shows, and what comes back when something is wrong. */
export type TypedProduct = {
  id: string;
  version: string;
  title: string;
  slug: string;
  summary: string;
  body: string;
  vendor: string;
  tags: string;
  category: string;
  taxCategory: string;
  visibility: Visibility;
  /** From when it is in the shop, on the shop's clocks. */
  from: string;
  /** Since when it is in the shop; it stays so while it is published. */
  since: string;
  options: { name: string; values: string }[];
  rows: TypedRow[];
};

export type Fault = { id: string; message: string };

type Known = {
  id: string;
  version: string;
  slug: string;
  title: string;
  summary: string;
  body: string;
  vendor: string;
  tags: readonly string[];
  category: string;
  taxCategory: string;
  publishedAt: Date | null;
  variants: readonly {
    id: string;
    sku: string;
    options: Record<string, string>;
    priceAmount: number;
    compareAtAmount: number | null;
    weightGrams: number;
    barcode: string | null;
    archived: boolean;
    available: number;
  }[];
};

export type Store = { currency: string; timeZone: string };

/** A saved product as its form shows it. */
export function typedOf(known: Known, visibility: Visibility, { currency, timeZone }: Store): TypedProduct {
  const { id, version, title, slug, summary, body, vendor, category, taxCategory, publishedAt } = known;
  const names = [...new Set(known.variants.flatMap(({ options }) => Object.keys(options)))].slice(
    0,
    maxOptions,
  );
  const valuesOf = (name: string) =>
    [...new Set(known.variants.flatMap(({ options }) => (options[name] ? [options[name]] : [])))].join(", ");
  return {
    ...{ id, version, title, slug, summary, body, vendor, category, taxCategory, visibility },
    tags: known.tags.join(", "),
    from: publishedAt && visibility === "scheduled" ? localText(publishedAt, timeZone) : "",
    since: publishedAt && visibility === "published" ? publishedAt.toISOString() : "",
    options: names.map((name) => ({ name, values: valuesOf(name) })),
    rows: known.variants.map((one) => ({
      id: one.id,
      values: names.map((name) => one.options[name] ?? ""),
      sku: one.sku,
      price: amountText(one.priceAmount, currency),
      compareAt: one.compareAtAmount === null ? "" : amountText(one.compareAtAmount, currency),
      weight: String(one.weightGrams),
      barcode: one.barcode ?? "",
      archived: one.archived,
      removed: false,
      available: String(one.available),
    })),
  };
}

export const emptyRow: TypedRow = {
  id: "",
  values: [],
  sku: "",
  price: "",
  compareAt: "",
  weight: "",
  barcode: "",
  archived: false,
  removed: false,
  available: "",
};

/** The form of a product that doesn't exist yet. */
export const newProduct = (category: string): TypedProduct => ({
  ...{ id: "", version: "", title: "", slug: "", summary: "", body: "", vendor: "", tags: "" },
  ...{ category, taxCategory: "standard", visibility: "draft", from: "", since: "" },
  options: [],
  rows: [emptyRow],
});

/** What the browser sent, as it was typed. */
export function readProductForm(form: FormData): TypedProduct {
  const text = (name: string) => String(form.get(name) ?? "").replaceAll("\r\n", "\n");
  const count = (name: string, most: number) => Math.min(Math.max(Number(text(name)) || 0, 0), most);
  const options = Array.from({ length: count("optionCount", maxOptions) }, (_, i) => ({
    name: text(`options.${i}.name`),
    values: text(`options.${i}.values`),
  }));
  const rows = Array.from({ length: count("rowCount", maxVariants + 1) }, (_, row): TypedRow => {
    const cell = (name: string) => text(`variants.${row}.${name}`);
    return {
      id: cell("id"),
      values: options.map((_, i) => cell(`values.${i}`)),
      sku: cell("sku"),
      price: cell("price"),
      compareAt: cell("compareAt"),
      weight: cell("weight"),
      barcode: cell("barcode"),
      archived: cell("archived") === "on",
      removed: cell("removed") === "1",
      available: cell("available"),
    };
  });
  const seen = text("visibility");
  return {
    id: text("id"),
    version: text("version"),
    title: text("title"),
    slug: text("slug"),
    summary: text("summary"),
    body: text("body"),
    vendor: text("vendor"),
    tags: text("tags"),
    category: text("category"),
    taxCategory: text("taxCategory"),
    visibility: seen === "published" || seen === "scheduled" ? seen : "draft",
    from: text("from"),
    since: text("since"),
    options,
    rows,
  };
}

export const list = (text: string): string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);

/** What was typed, as the command takes it; or what is wrong, each beside its control. */
export function parseProduct(typed: TypedProduct, store: Store, now: Date) {
  const names = typed.options.map(({ name }) => name.trim());
  const kept = typed.rows.flatMap((row, place) => (row.removed ? [] : [{ row, place }]));
  const parsed = saveProductSchema(store.currency).safeParse({
    id: typed.id || null,
    version: typed.version || null,
    title: typed.title,
    slug: typed.slug.trim() || slugOf(typed.title),
    summary: typed.summary,
    body: typed.body,
    vendor: typed.vendor,
    tags: list(typed.tags),
    category: typed.category,
    taxCategory: typed.taxCategory,
    publishedAt: publishedAt(typed, store.timeZone, now),
    options: names.filter(Boolean),
    variants: kept.map(({ row }) => ({
      id: row.id || null,
      options: Object.fromEntries(
        names.flatMap((name, i) => (name && row.values[i]?.trim() ? [[name, row.values[i].trim()]] : [])),
      ),
      sku: row.sku,
      price: row.price,
      compareAt: row.compareAt.trim() || null,
      weight: row.weight,
      barcode: row.barcode,
      archived: row.archived,
    })),
  });
  if (parsed.success) return { ok: true as const, input: parsed.data };
  const faults = parsed.error.issues.map(({ path, message }) => ({
    id: controlOf(path.map(String), names, kept),
    message,
  }));
  return { ok: false as const, faults };
}

function publishedAt(typed: TypedProduct, timeZone: string, now: Date): Date | null | undefined {
  if (typed.visibility === "draft") return null;
  if (typed.visibility === "scheduled") return instantOf(typed.from, timeZone) ?? undefined;
  const since = new Date(typed.since);
  return Number.isNaN(since.getTime()) || since > now ? now : since;
}

/** The id of the control that a path of the schema is about. */
function controlOf(
  path: readonly string[],
  names: readonly string[],
  kept: readonly { place: number }[],
): string {
  const [head, row, column, name] = path;
  if (head === "publishedAt") return "from";
  if (head === "options") return "options.0.name";
  if (head !== "variants" || row === undefined) return head ?? "title";
  const place = kept[Number(row)]?.place ?? row;
  if (column !== "options") return `variants.${place}.${column ?? "sku"}`;
  return `variants.${place}.values.${name === undefined ? 0 : Math.max(names.indexOf(name), 0)}`;
}

/** A refusal names variants as the command counts them; the form also has rows that are to go. */
export const controlOfRefusal = (typed: TypedProduct, field: string): string =>
  controlOf(
    field.split("."),
    [],
    typed.rows.flatMap((row, place) => (row.removed ? [] : [{ place }])),
  );
