import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { InboxRow } from "@/server/domain/webhook/inbox.queries";
import { vendorName } from "@/server/domain/webhook/webhook";
import { VerdictMark } from "./verdict-mark";

export function InboxTable({ rows, timeZone }: { rows: readonly InboxRow[]; timeZone: string }) {
  return (
    <Table caption="Notifications, newest first">
      <Thead>
        <Tr>
          <Th>Received</Th>
          <Th>Vendor</Th>
          <Th>Type</Th>
          <Th>Verdict</Th>
          <Th>Why</Th>
          <Th>Order</Th>
          <Th numeric>Tries</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label="Received" className="whitespace-nowrap">
              <Time at={row.receivedAt} style="second" timeZone={timeZone} />
            </Td>
            <Td label="Vendor">{vendorName(row.vendor)}</Td>
            <Td label="Type" className="min-w-0">
              <Link
                href={`/admin/payments/webhooks/${row.id}`}
                className="font-medium break-all sm:block sm:max-w-72 sm:truncate"
                title={`${row.type}, ${row.eventId}`}
              >
                {row.type}
              </Link>
            </Td>
            <Td label="Verdict">
              <VerdictMark verdict={row.verdict} />
            </Td>
            <Td label="Why" className="text-muted">
              <span className="sm:block sm:max-w-80 sm:truncate" title={row.note ?? undefined}>
                {row.note ?? "Waits to be looked at"}
              </span>
            </Td>
            <Td label="Order" className="whitespace-nowrap">
              {row.orderNumber ? (
                <Link href={`/admin/orders/${row.orderNumber}`}>{row.orderNumber}</Link>
              ) : (
                <span className="text-muted">–</span>
              )}
            </Td>
            <Td label="Tries" numeric>
              {row.attempts}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
