import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { LevelRow } from "@/server/domain/inventory/inventory.queries";

type Props = {
  rows: readonly LevelRow[];
  caption: string;
  now: Date;
  /** On a SKU's own page its name is known. */
  ofOneSku?: boolean;
};

/** Where units stand: each in exactly one of four buckets. */
export function LevelsTable({ rows, caption, now, ofOneSku }: Props) {
  return (
    <Table caption={caption}>
      <Thead>
        <Tr>
          {!ofOneSku && <Th>SKU</Th>}
          {!ofOneSku && <Th>Item</Th>}
          <Th>Place</Th>
          <Th>Lot</Th>
          <Th numeric>Available</Th>
          <Th numeric>Reserved</Th>
          <Th numeric>Committed</Th>
          <Th numeric>Unavailable</Th>
          <Th numeric>On hand</Th>
          <Th>Reorder at</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.levelId}>
            {!ofOneSku && (
              <Td label="SKU" className="sm:whitespace-nowrap">
                <Link href={`/admin/inventory/${encodeURIComponent(row.sku)}`} className="font-mono">
                  {row.sku}
                </Link>
              </Td>
            )}
            {!ofOneSku && (
              <Td label="Item">
                <span>
                  {row.title}
                  {row.variantTitle && <span className="text-muted"> · {row.variantTitle}</span>}
                </span>
              </Td>
            )}
            <Td label="Place">{row.place}</Td>
            <Td label="Lot" className={row.lot ? "sm:whitespace-nowrap" : "max-sm:hidden!"}>
              {row.lot ? <Lot row={row} now={now} /> : <span className="text-muted">–</span>}
            </Td>
            <Td label="Available" numeric className="font-semibold">
              {row.available}
            </Td>
            <Td label="Reserved" numeric className={empty(row.reserved)}>
              <Units of={row.reserved} />
            </Td>
            <Td label="Committed" numeric className={empty(row.committed)}>
              <Units of={row.committed} />
            </Td>
            <Td label="Unavailable" numeric className={empty(row.unavailable)}>
              <Units of={row.unavailable} />
            </Td>
            <Td label="On hand" numeric>
              {row.onHand}
            </Td>
            <Td
              label="Reorder at"
              className={`sm:whitespace-nowrap ${row.reorderPoint === null ? "max-sm:hidden!" : ""}`}
            >
              {row.reorderPoint === null ? (
                <span className="text-muted">–</span>
              ) : (
                <span className="tabular inline-flex items-center gap-2">
                  {row.reorderPoint}
                  {row.lowSince && <Status tone="warning">Low</Status>}
                </span>
              )}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** On a phone an empty bucket takes no line. */
const empty = (units: number): string => (units === 0 ? "max-sm:hidden!" : "");

/** Nothing is the usual case; it should not shout. */
const Units = ({ of }: { of: number }) => <span className={of === 0 ? "text-muted" : ""}>{of}</span>;

function Lot({ row, now }: { row: LevelRow; now: Date }) {
  const expired = row.expiresAt !== null && new Date(row.expiresAt) <= now;
  return (
    <span>
      <span className="font-mono">{row.lot}</span>
      {row.expiresAt && (
        <span className={`block text-xs ${expired ? "font-medium text-critical" : "text-muted"}`}>
          {expired ? "expired" : "expires"} <Time at={row.expiresAt} style="date" />
        </span>
      )}
    </span>
  );
}
