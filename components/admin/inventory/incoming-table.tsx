import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { IncomingRow } from "@/server/domain/inventory/incoming";

type Props = { rows: readonly IncomingRow[]; more: boolean; now: Date; timeZone: string };

/** What suppliers and other places have sent, or will. */
export function IncomingTable({ rows, more, now, timeZone }: Props) {
  if (rows.length === 0)
    return (
      <EmptyState compact title="Nothing is on its way" as="h3">
        Purchase orders that were sent to a supplier, and transfers between places, stand here until they
        arrive.
      </EmptyState>
    );
  return (
    <>
      <Table caption="Units on their way, the longest awaited first">
        <Thead>
          <Tr>
            <Th>With</Th>
            <Th>From</Th>
            <Th>To</Th>
            <Th numeric>Units</Th>
            <Th>When</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.map((row) => (
            <Tr key={row.number}>
              <Td label="With">
                <Link
                  href={
                    row.kind === "purchase"
                      ? `/admin/purchasing/${row.number}`
                      : `/admin/inventory/transfers/${row.number}`
                  }
                >
                  {row.number}
                </Link>
              </Td>
              <Td label="From">{row.from}</Td>
              <Td label="To">{row.place}</Td>
              <Td label="Units" numeric className="font-semibold">
                {row.units}
              </Td>
              <Td label="When">
                <When row={row} now={now} timeZone={timeZone} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {more && <p className="mt-2 text-sm text-muted">These are the first {rows.length}; there are more.</p>}
    </>
  );
}

function When({ row, now, timeZone }: { row: IncomingRow; now: Date; timeZone: string }) {
  if (!row.at) return <span className="text-muted">No date given</span>;
  const date = <Time at={row.at} style="date" timeZone={timeZone} />;
  if (row.kind === "transfer") return <span className="text-muted">sent {date}</span>;
  return new Date(row.at) < now ? (
    <span className="font-medium text-warning">was due {date}</span>
  ) : (
    <span className="text-muted">due {date}</span>
  );
}
