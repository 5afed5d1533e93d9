import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { type MessageRow, templateWords } from "@/server/domain/notification/message-log.queries";
import { MessageState } from "./message-state";

/** What was written to whom and what came of it, newest first. */
export function MessageTable({ rows, timeZone }: { rows: readonly MessageRow[]; timeZone: string }) {
  return (
    <Table caption="Mails, newest first">
      <Thead>
        <Tr>
          <Th>Mail</Th>
          <Th>To</Th>
          <Th>State</Th>
          <Th>Order</Th>
          <Th>Written</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td className="py-1.5 max-sm:text-start!">
              <div className="min-w-0">
                <Link
                  href={`/admin/settings/emails/sent/${row.id}`}
                  look="plain"
                  className="font-medium break-words"
                >
                  {row.subject}
                </Link>
                <span className="block text-muted">
                  {templateWords(row.template)}
                  {row.repeatOf && ", sent again"}
                </span>
              </div>
            </Td>
            <Td label="To" className="break-all">
              {row.recipient}
            </Td>
            <Td
              label="State"
              className={row.reason ? "py-1.5 max-sm:flex-col max-sm:gap-1! max-sm:text-start!" : ""}
            >
              <MessageState state={row.state} plain />
              {row.reason && <span className="block max-w-prose break-words text-muted">{row.reason}</span>}
            </Td>
            <Td label="Order" className="tabular sm:whitespace-nowrap">
              {row.orderNumber ? (
                <Link href={`/admin/orders/${row.orderNumber}`}>{row.orderNumber}</Link>
              ) : (
                <span className="text-muted">None</span>
              )}
            </Td>
            <Td label="Written" className="text-muted sm:whitespace-nowrap">
              <Time at={row.sentAt ?? row.createdAt} timeZone={timeZone} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
