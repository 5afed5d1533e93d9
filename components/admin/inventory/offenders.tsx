import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";

type Row = Record<string, unknown>;

const homes: Record<string, (name: string) => string> = {
  order: (number) => `/admin/orders/${number}`,
  shipment: (number) => `/admin/fulfilment/${number}`,
  sku: (sku) => `/admin/inventory/${encodeURIComponent(sku)}`,
};

/** "byItsEvents" → "By its events", "sku" → "SKU". */
const heading = (column: string): string => {
  if (column === "sku") return "SKU";
  const words = column.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** The rows that break a statement, each leading to what it is about. */
export function Offenders({
  rows,
  count,
  caption,
}: {
  rows: readonly Row[];
  count: number;
  caption: string;
}) {
  const columns = Object.keys(rows[0] ?? {}).filter((column) => rows.some((row) => row[column] !== null));
  return (
    <>
      <Table caption={caption}>
        <Thead>
          <Tr>
            {columns.map((column) => (
              <Th key={column}>{heading(column)}</Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {rows.map((row) => (
            <Tr key={JSON.stringify(row)}>
              {columns.map((column) => (
                <Td key={column} label={heading(column)} className="tabular">
                  {cell(column, row[column])}
                </Td>
              ))}
            </Tr>
          ))}
        </Tbody>
      </Table>
      {count > rows.length && (
        <p className="mt-1 text-sm text-muted">and {(count - rows.length).toLocaleString("en-US")} more</p>
      )}
    </>
  );
}

function cell(column: string, value: unknown): ReactNode {
  if (value === null || value === undefined) return "–";
  const home = homes[column];
  return home ? <Link href={home(String(value))}>{String(value)}</Link> : String(value);
}
