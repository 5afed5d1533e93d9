import type { TypedProduct, TypedRow } from "./product-form-input";

const labels = {
  title: "Title",
  slug: "Address",
  summary: "Summary",
  body: "Description",
  vendor: "Vendor",
  tags: "Tags",
  category: "Category",
  taxCategory: "Tax",
  visibility: "Visibility",
  from: "In the shop from",
} as const;

export type Difference = { what: string; theirs: string; yours: string };

/** What a form would change of what somebody else has saved meanwhile. */
export function differences(theirs: TypedProduct, yours: TypedProduct): Difference[] {
  const heads = (Object.keys(labels) as (keyof typeof labels)[]).flatMap((name) =>
    theirs[name].trim() === yours[name].trim()
      ? []
      : [{ what: labels[name], theirs: theirs[name], yours: yours[name] }],
  );
  const skus = [...new Set([...theirs.rows, ...yours.rows].map((row) => row.id || row.sku))];
  const rows = skus.flatMap((key) => {
    const of = (all: readonly TypedRow[]) => all.find((row) => (row.id || row.sku) === key);
    const [a, b] = [of(theirs.rows), of(yours.rows)];
    const [before, after] = [rowWords(a), rowWords(b)];
    return before === after ? [] : [{ what: `Variant ${a?.sku ?? b?.sku}`, theirs: before, yours: after }];
  });
  return [...heads, ...rows];
}

function rowWords(row: TypedRow | undefined): string {
  if (!row || row.removed) return "not there";
  const { values, sku, price, compareAt, weight, barcode, archived } = row;
  const parts = [
    sku,
    values.filter(Boolean).join(" / "),
    price,
    compareAt && `was ${compareAt}`,
    `${weight} g`,
  ];
  return [...parts, barcode, archived && "archived"].filter(Boolean).join(", ");
}
