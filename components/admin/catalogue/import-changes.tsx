import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { FaultyProduct, PlannedProduct } from "@/server/domain/catalogue/import.queries";
import { formatMoney } from "@/server/kernel/money";

type Change = PlannedProduct["changes"][number];

const names: Record<Change["what"], string> = {
  title: "Title",
  summary: "Summary",
  body: "Description",
  vendor: "Vendor",
  tags: "Tags",
  category: "Category",
  taxCategory: "Taxed as",
  published: "In the shop",
  sku: "SKU",
  options: "Options",
  priceAmount: "Price",
  compareAtAmount: "Former price",
  weightGrams: "Weight",
  barcode: "Barcode",
  variant: "New variant",
  pictures: "Pictures",
  archived: "Archived variant",
};

/** Where every line is, what is wrong with it, and in which column. */
export function ImportErrors({ rows }: { rows: readonly FaultyProduct[] }) {
  const faults = rows.flatMap(({ handle, faults }) => faults.map((fault) => ({ handle, ...fault })));
  return (
    <Table caption="Errors in the file">
      <Thead>
        <Tr>
          <Th numeric>Line</Th>
          <Th>Handle</Th>
          <Th>Column</Th>
          <Th>What is wrong</Th>
        </Tr>
      </Thead>
      <Tbody>
        {faults.map(({ handle, line, column, message }) => (
          <Tr key={`${line} ${column} ${message}`}>
            <Td label="Line" numeric>
              {line}
            </Td>
            <Td label="Handle" className="max-w-56 font-medium break-words">
              {handle || "–"}
            </Td>
            <Td label="Column" className="whitespace-nowrap">
              {column ?? "–"}
            </Td>
            <Td label="Wrong" className="break-words">
              {message}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** Products that are to be made. */
export function ImportNew({ rows }: { rows: readonly PlannedProduct[] }) {
  return (
    <Table caption="New products">
      <Thead>
        <Tr>
          <Th>Product</Th>
          <Th>Handle</Th>
          <Th>Category</Th>
          <Th numeric>Variants</Th>
          <Th numeric>Pictures</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map(({ position, title, handle, category, variants, pictures }) => (
          <Tr key={position}>
            <Td label="Product" className="max-w-72 font-medium break-words">
              {title}
            </Td>
            <Td label="Handle" className="max-w-56 break-words text-muted">
              {handle}
            </Td>
            <Td label="Category">{category}</Td>
            <Td label="Variants" numeric>
              {variants}
            </Td>
            <Td label="Pictures" numeric>
              {pictures}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** Products that are there already, and what would be different. */
export function ImportChanges({ rows, currency }: { rows: readonly PlannedProduct[]; currency: string }) {
  return (
    <ul className="divide-y">
      {rows.map(({ position, title, handle, changes }) => (
        <li key={position} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,2fr)]">
          <div className="min-w-0 break-words">
            <Link
              href={`/admin/catalogue/${encodeURIComponent(handle)}`}
              look="plain"
              className="font-medium"
            >
              {title}
            </Link>
            <span className="block text-sm text-muted">{handle}</span>
          </div>
          <dl className="grid gap-1 text-sm">
            {changes.slice(0, 12).map((change) => (
              <div
                key={`${change.what} ${change.sku}`}
                className="grid gap-x-3 sm:grid-cols-[11rem_minmax(0,1fr)]"
              >
                <dt className="min-w-0 break-words text-muted">
                  {names[change.what]}
                  {change.sku && <span className="block font-mono text-xs">{change.sku}</span>}
                </dt>
                <dd className="min-w-0 break-words">
                  {change.from !== null && (
                    <>
                      {change.from === "" ? (
                        <span className="text-muted">nothing</span>
                      ) : (
                        <del className="text-muted">{said(change, change.from, currency)}</del>
                      )}
                      <span aria-hidden> → </span>
                    </>
                  )}
                  <ins className="no-underline">{said(change, change.to, currency)}</ins>
                </dd>
              </div>
            ))}
            {changes.length > 12 && <p className="text-muted">and {changes.length - 12} more</p>}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function said({ what }: Change, value: string, currency: string): string {
  if (value === "") return "nothing";
  if (what === "priceAmount" || what === "compareAtAmount")
    return formatMoney({ amount: Number(value), currency });
  if (what === "weightGrams") return `${value} g`;
  if (what === "published") return value === "true" ? "yes" : "no";
  return value.length > 160 ? `${value.slice(0, 160)}…` : value;
}
