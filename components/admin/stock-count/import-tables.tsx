import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { FilePreview } from "@/server/domain/stock-count/count.queries";
import { signed, signedMoney } from "./count-words";

const More = ({ count }: { count: number }) =>
  count > 0 ? <p className="py-3 text-sm text-muted">And {count} more.</p> : null;

/** What is wrong, by the line of the file. */
export function FaultTable({ faults, more }: { faults: FilePreview["faults"]; more: number }) {
  return (
    <div>
      <Table wide caption="Rows to mend">
        <Thead>
          <Tr>
            <Th numeric>Line</Th>
            <Th>Column</Th>
            <Th>What to mend</Th>
          </Tr>
        </Thead>
        <Tbody>
          {faults.map(({ line, column, message }) => (
            <Tr key={`${line} ${column} ${message}`}>
              <Td label="Line" numeric className="sm:w-20">
                {line}
              </Td>
              <Td label="Column" className="font-mono sm:w-28">
                {column ?? "–"}
              </Td>
              <Td label="What to mend" className="min-w-0 break-words">
                {message}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <More count={more} />
    </div>
  );
}

/** What the file comes to in each place. */
export function PlaceTable({ places }: { places: FilePreview["places"] }) {
  return (
    <div>
      <h3 className="mb-1 text-sm font-semibold">By place</h3>
      <Table wide caption="By place">
        <Thead>
          <Tr>
            <Th>Place</Th>
            <Th numeric>Shelves</Th>
            <Th numeric>Differ</Th>
            <Th numeric>Units more</Th>
            <Th numeric>Units fewer</Th>
            <Th numeric>By price</Th>
            <Th numeric>To approve</Th>
            <Th numeric>New lots</Th>
          </Tr>
        </Thead>
        <Tbody>
          {places.map((place) => (
            <Tr key={place.code}>
              <Td label="Place">
                <span>
                  {place.code} <span className="text-muted">· {place.name}</span>
                </span>
              </Td>
              <Td label="Shelves" numeric>
                {place.rows}
              </Td>
              <Td label="Differ" numeric>
                {place.differing}
              </Td>
              <Td label="Units more" numeric>
                {signed(place.plus)}
              </Td>
              <Td label="Units fewer" numeric>
                {signed(-place.minus)}
              </Td>
              <Td label="By price" numeric>
                {signedMoney(place.amount, place.currency)}
              </Td>
              <Td label="To approve" numeric className={place.toApprove > 0 ? "font-semibold" : ""}>
                {place.toApprove}
              </Td>
              <Td label="New lots" numeric>
                {place.newLots}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}

const outcome = {
  book: { tone: "positive", words: "Is booked" },
  limit: { tone: "warning", words: "To approve: large" },
  held: { tone: "warning", words: "To approve: held by orders" },
} as const;

/** Row by row, the most money first. */
export function DifferenceTable({ rows, more }: { rows: FilePreview["differences"]; more: number }) {
  return (
    <div>
      <h3 className="mb-1 text-sm font-semibold">Differences, the most money first</h3>
      <Table wide caption="Differences, the most money first">
        <Thead>
          <Tr>
            <Th>SKU</Th>
            <Th>Place</Th>
            <Th>Lot</Th>
            <Th numeric>Books</Th>
            <Th numeric>Counted</Th>
            <Th numeric>Difference</Th>
            <Th numeric>By price</Th>
            <Th>Then</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.map((row) => (
            <Tr key={row.line}>
              <Td label="SKU" className="min-w-0">
                <span className="min-w-0">
                  <Link
                    href={`/admin/inventory/${encodeURIComponent(row.sku)}`}
                    className="font-mono break-all"
                    target="_blank"
                  >
                    {row.sku}
                  </Link>
                  <span className="block text-xs text-muted">
                    line {row.line} · {row.title}
                  </span>
                </span>
              </Td>
              <Td label="Place">{row.place}</Td>
              <Td label="Lot" className={row.lot ? "font-mono" : "max-sm:hidden!"}>
                {row.lot ?? <span className="text-muted">–</span>}
              </Td>
              <Td label="Books" numeric>
                {row.expected}
              </Td>
              <Td label="Counted" numeric>
                {row.counted}
              </Td>
              <Td label="Difference" numeric className="font-semibold">
                {signed(row.difference)}
              </Td>
              <Td label="By price" numeric>
                {signedMoney(row.amount, row.currency)}
              </Td>
              <Td label="Then" className="sm:whitespace-nowrap">
                <Status tone={outcome[row.verdict].tone} plain>
                  {outcome[row.verdict].words}
                </Status>
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      <More count={more} />
    </div>
  );
}
