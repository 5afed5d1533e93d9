import { combinations, maxOptions, maxVariants, slugOf } from "@/server/domain/catalogue/product";
import { emptyRow, list, type TypedProduct } from "./product-form-input";

/** What a button beside the rows does to the form; null when the form is to be saved. The same with scripts and without. */
export function withIntent(typed: TypedProduct, intent: string): TypedProduct | null {
  const [verb, at] = intent.split(":");
  const place = Number(at);
  switch (verb) {
    case "add-row":
      return withRow(typed);
    case "add-option":
      return withOption(typed);
    case "drop-option":
      return withoutOption(typed, place);
    case "combine":
      return withCombinations(typed);
    case "drop-row":
      return withoutRow(typed, place);
    case "row-up":
      return withRowMoved(typed, place, -1);
    case "row-down":
      return withRowMoved(typed, place, 1);
    default:
      return null;
  }
}

/** One more variant; it starts with the price and weight of the one above. */
function withRow(typed: TypedProduct): TypedProduct {
  const last = typed.rows.at(-1);
  const row = { ...emptyRow, price: last?.price ?? "", weight: last?.weight ?? "" };
  return { ...typed, rows: [...typed.rows, { ...row, values: typed.options.map(() => "") }] };
}

function withOption(typed: TypedProduct): TypedProduct {
  if (typed.options.length >= maxOptions) return typed;
  const rows = typed.rows.map((row) => ({ ...row, values: [...row.values, ""] }));
  return { ...typed, options: [...typed.options, { name: "", values: "" }], rows };
}

function withoutOption(typed: TypedProduct, place: number): TypedProduct {
  const rest = <T>(all: readonly T[]) => all.filter((_, i) => i !== place);
  const rows = typed.rows.map((row) => ({ ...row, values: rest(row.values) }));
  return { ...typed, options: rest(typed.options), rows };
}

/** A variant that is not saved yet goes at once; another is marked, and goes when the form is saved. */
function withoutRow(typed: TypedProduct, place: number): TypedProduct {
  const rows = typed.rows.flatMap((row, i) => {
    if (i !== place) return [row];
    return row.id ? [{ ...row, removed: !row.removed }] : [];
  });
  return { ...typed, rows };
}

function withRowMoved(typed: TypedProduct, place: number, by: -1 | 1): TypedProduct {
  const rows = [...typed.rows];
  const [row] = rows.splice(place, 1);
  if (row) rows.splice(Math.min(Math.max(place + by, 0), rows.length), 0, row);
  return { ...typed, rows };
}

/** Adds a row for each combination of the options' values that has none yet; a lone row without values becomes the first. */
function withCombinations(typed: TypedProduct): TypedProduct {
  const options = typed.options.map(({ values }, i) => ({
    name: String(i),
    values: [...new Set(list(values))],
  }));
  const key = (values: readonly string[]) => values.map((value) => value.trim().toLowerCase()).join("\n");
  const blank = typed.rows.findIndex((row) => row.values.every((value) => value.trim() === ""));
  const rows = [...typed.rows];
  const model = typed.rows[0] ?? emptyRow;
  for (const one of combinations(options)) {
    const values = options.map(({ name }) => one[name] ?? "");
    if (rows.some((row) => key(row.values) === key(values))) continue;
    const empty = blank >= 0 ? rows[blank] : undefined;
    const sku = skuOf(typed, values);
    if (empty?.values.every((value) => value.trim() === ""))
      rows[blank] = { ...empty, values, sku: empty.sku || sku };
    else if (rows.length < maxVariants)
      rows.push({
        ...emptyRow,
        values,
        sku,
        price: model.price,
        compareAt: model.compareAt,
        weight: model.weight,
      });
  }
  return { ...typed, rows };
}

const skuOf = (typed: TypedProduct, values: readonly string[]): string =>
  [typed.slug || slugOf(typed.title), ...values.map(slugOf)]
    .filter(Boolean)
    .join("-")
    .toUpperCase()
    .slice(0, 64);
