import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { IssueListRow } from "@/server/domain/shipment/issue.queries";
import { carrierNames, closedByWords, dayWords, IssueMark } from "./issue-words";

type Props = { rows: readonly IssueListRow[]; timeZone: string };

/** What is wrong with which parcel, what the carrier said last, and what was promised. */
export function ProblemTable({ rows, timeZone }: Props) {
  return (
    <Table caption="Problems with parcels">
      <Thead>
        <Tr>
          <Th>Problem</Th>
          <Th>Order</Th>
          <Th>What is wrong</Th>
          <Th>Last scan</Th>
          <Th>Promised</Th>
          <Th>Since</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label="Problem" className="whitespace-nowrap">
              <IssueMark kind={row.kind} />
            </Td>
            <Td label="Order">
              <span className="grid justify-items-end gap-0.5 py-1.5 sm:justify-items-start">
                <Link href={`/admin/fulfilment/problems/${row.id}`} className="font-medium whitespace-nowrap">
                  {row.orderNumber}
                </Link>
                <span className="text-muted">{row.customer}</span>
              </span>
            </Td>
            <Td label="What is wrong">
              <span className="grid justify-items-end gap-0.5 py-1.5 text-end sm:justify-items-start sm:text-start">
                <span>{row.detail}</span>
                <span className="text-xs text-muted">
                  {carrierNames[row.carrier] ?? row.carrier}{" "}
                  <span className="font-mono">{row.trackingNumber}</span>
                </span>
                {row.closedAt && (
                  <span className="text-muted">
                    Closed {closedByWords(row.closedBy)}: {row.note}
                  </span>
                )}
              </span>
            </Td>
            <Td label="Last scan">
              {row.lastScan ? (
                <span className="grid justify-items-end gap-0.5 py-1.5 text-end sm:justify-items-start sm:text-start">
                  <span>{row.lastScan.plain}</span>
                  <RelativeTime at={row.lastScan.at} timeZone={timeZone} className="text-xs text-muted" />
                </span>
              ) : (
                <span className="text-muted">Never scanned</span>
              )}
            </Td>
            <Td label="Promised" className="whitespace-nowrap">
              {row.deliverBy ? dayWords(row.deliverBy) : <span className="text-muted">No day</span>}
            </Td>
            <Td label="Since" className="whitespace-nowrap">
              <RelativeTime at={row.openedAt} timeZone={timeZone} className="text-muted" />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
