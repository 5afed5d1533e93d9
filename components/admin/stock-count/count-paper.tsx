import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { CountSheet } from "@/server/domain/stock-count/count.queries";
import { shelves } from "./count-words";

/** What is still to count, with a box to write into. */
export function CountPaper({ sheet }: { sheet: CountSheet }) {
  const lines = sheet.lines.filter((line) => line.status === "to_count");
  return (
    <article className="mt-2 max-w-4xl print:mt-0 print:max-w-none">
      <header className="flex flex-wrap justify-between gap-x-8 gap-y-3">
        <div>
          <p className="font-display text-2xl">Count {sheet.number}</p>
          <p className="text-sm text-muted">
            {sheet.name} · {sheet.placeName} · {shelves(lines.length)} to count
          </p>
        </div>
        <dl className="grid grid-cols-[auto_10rem] items-end gap-x-3 gap-y-3 text-sm text-muted">
          {["Counted by", "Date and time"].map((label) => (
            <div key={label} className="contents">
              <dt>{label}</dt>
              <dd className="h-6 border-b border-line-strong" />
            </div>
          ))}
        </dl>
      </header>
      <Table caption="Shelves to count" className="mt-6">
        <Thead>
          <Tr>
            <Th>SKU</Th>
            <Th>Item</Th>
            <Th>Lot</Th>
            <Th>Units on the shelf</Th>
          </Tr>
        </Thead>
        <Tbody>
          {lines.map((line) => (
            <Tr key={line.id} className="print:break-inside-avoid">
              <Td label="SKU" className="font-mono sm:whitespace-nowrap">
                <span>
                  {line.sku}
                  {line.barcode && <span className="block text-xs text-muted">{line.barcode}</span>}
                </span>
              </Td>
              <Td label="Item">
                <span>
                  {line.title}
                  {line.variantTitle && ` · ${line.variantTitle}`}
                </span>
              </Td>
              <Td label="Lot" className="sm:whitespace-nowrap">
                <span>
                  {line.lot ?? "–"}
                  {line.expiresAt && (
                    <span className="block text-xs text-muted">
                      expires <Time at={line.expiresAt} style="date" />
                    </span>
                  )}
                </span>
              </Td>
              <Td label="Units on the shelf">
                <span aria-hidden className="my-1 block h-8 w-28 rounded-xs border border-line-strong" />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </article>
  );
}
