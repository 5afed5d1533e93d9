import { Link } from "@/components/ui/link";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { LevelRow } from "@/server/domain/inventory/inventory.queries";
import type { LevelSort } from "@/server/domain/inventory/levels.schema";
import { BinCell } from "./bin-cell";
import { LotCell } from "./lot-cell";

type Props = {
  rows: readonly LevelRow[];
  caption: string;
  now: Date;
  /** On a SKU's own page its name is known. */
  ofOneSku?: boolean;
  /** Shelves can be changed in place. */
  editsBins?: boolean;
  /** Heads that sort: how the list is sorted, and where a press on another leads. */
  sorting?: { by: LevelSort; href: (sort: LevelSort | undefined) => string };
};

/** Where units stand: each in exactly one of four buckets. */
export function LevelsTable({ rows, caption, now, ofOneSku, editsBins, sorting }: Props) {
  const hasLots = !ofOneSku || rows.some((row) => row.lot);
  const hasIncoming = rows.some((row) => row.incoming > 0);
  const first = firstOfShelf(rows);
  const head = (up: LevelSort, down?: LevelSort) =>
    sorting && {
      sortHref: sorting.href(sorting.by === up && down ? down : up === "sku" ? undefined : up),
      sorted:
        sorting.by === up
          ? ("ascending" as const)
          : sorting.by === down
            ? ("descending" as const)
            : undefined,
    };
  return (
    <Table wide caption={caption}>
      <Thead>
        <Tr>
          {!ofOneSku && <Th {...head("sku")}>SKU</Th>}
          {!ofOneSku && <Th>Item</Th>}
          <Th>Place</Th>
          <Th>Shelf</Th>
          {hasLots && <Th {...head("expiry")}>Lot</Th>}
          <Th numeric {...head("available", "-available")}>
            Available
          </Th>
          <Th numeric>Reserved</Th>
          <Th numeric>Committed</Th>
          <Th numeric>Unavailable</Th>
          <Th numeric>On hand</Th>
          {hasIncoming && <Th numeric>Incoming</Th>}
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
            <Td
              label="Shelf"
              className={`sm:whitespace-nowrap ${row.bin || editsBins ? "" : "max-sm:hidden!"}`}
            >
              {editsBins ? (
                <BinCell sku={row.sku} location={row.place} lot={row.lot} bin={row.bin} />
              ) : (
                <span className="font-mono">{row.bin ?? <span className="text-muted">–</span>}</span>
              )}
            </Td>
            {hasLots && (
              <Td label="Lot" className={row.lot ? "sm:whitespace-nowrap" : "max-sm:hidden!"}>
                <LotCell row={row} now={now} />
              </Td>
            )}
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
            {hasIncoming && (
              <Td label="Incoming" numeric className={empty(first.has(row.levelId) ? row.incoming : 0)}>
                {first.has(row.levelId) && row.incoming > 0 ? (
                  `+${row.incoming}`
                ) : (
                  <span className="text-muted">–</span>
                )}
              </Td>
            )}
            <Td
              label="Reorder at"
              className={`sm:whitespace-nowrap ${row.reorderPoint === null ? "max-sm:hidden!" : ""}`}
            >
              <Reorder row={row} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** On a phone an empty bucket takes no line. */
const empty = (units: number): string => (units === 0 ? "max-sm:hidden!" : "");

/** What is on its way is told once for a SKU in a place, beside the first of its lots. */
function firstOfShelf(rows: readonly LevelRow[]): Set<number> {
  const first = new Map<string, number>();
  for (const row of rows) {
    const shelf = `${row.sku} ${row.place}`;
    if (!first.has(shelf)) first.set(shelf, row.levelId);
  }
  return new Set(first.values());
}

/** Nothing is the usual case; it should not shout. */
const Units = ({ of }: { of: number }) => <span className={of === 0 ? "text-muted" : ""}>{of}</span>;

function Reorder({ row: { reorderPoint, reorderUpTo, lowSince } }: { row: LevelRow }) {
  if (reorderPoint === null) return <span className="text-muted">–</span>;
  return (
    <span className="tabular inline-flex items-center gap-2">
      <span
        title={reorderUpTo === null ? undefined : `Below ${reorderPoint} it is filled up to ${reorderUpTo}.`}
      >
        {reorderPoint} <span className="text-muted">→ {reorderUpTo}</span>
      </span>
      {lowSince && <Status tone="warning">Low</Status>}
    </span>
  );
}
