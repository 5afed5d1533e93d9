import { actorWords } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { CountListRow } from "@/server/domain/stock-count/count.queries";
import { CountStatus, sourceWords } from "./count-words";

/** Counts with how far each has come. */
export function CountTable({ rows }: { rows: readonly CountListRow[] }) {
  return (
    <Table wide caption="Counts">
      <Thead>
        <Tr>
          <Th>Count</Th>
          <Th>What</Th>
          <Th>Place</Th>
          <Th>From</Th>
          <Th>Status</Th>
          <Th numeric>Counted</Th>
          <Th numeric>To approve</Th>
          <Th>Opened</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label="Count">
              <Link href={`/admin/inventory/counts/${row.number}`} className="font-mono">
                {row.number}
              </Link>
            </Td>
            <Td label="What" className="min-w-0 break-words">
              {row.name}
            </Td>
            <Td label="Place">{row.place}</Td>
            <Td label="From" className="max-sm:hidden!">
              {sourceWords[row.source]}
            </Td>
            <Td label="Status">
              <CountStatus status={row.status} />
            </Td>
            <Td label="Counted" numeric>
              {row.lines - row.toCount} of {row.lines}
            </Td>
            <Td
              label="To approve"
              numeric
              className={row.toApprove === 0 ? "max-sm:hidden!" : "font-semibold"}
            >
              {row.toApprove === 0 ? <span className="text-muted">–</span> : row.toApprove}
            </Td>
            <Td label="Opened" className="sm:whitespace-nowrap">
              <span>
                <RelativeTime at={row.createdAt} />
                <span className="text-muted"> · {actorWords(row.createdBy)}</span>
              </span>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
