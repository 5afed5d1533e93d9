import { reasonWords, StateMark } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { OrderRow } from "@/server/domain/order/order-list.queries";

type Props = {
  rows: readonly OrderRow[] /** Managers see what orders are worth. */;
  money: boolean;
  timeZone: string;
};

export function OrderTable({ rows, money, timeZone }: Props) {
  return (
    <Table caption="Orders">
      <Thead>
        <Tr>
          <Th>Order</Th>
          <Th>Placed</Th>
          <Th>Status</Th>
          <Th>Customer</Th>
          <Th>Items</Th>
          <Th>Ships to</Th>
          {money && <Th numeric>Total</Th>}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.number}>
            <Td label="Order" className="whitespace-nowrap">
              <Link href={`/admin/orders/${row.number}`} className="font-medium">
                {row.number}
              </Link>
            </Td>
            <Td label="Placed" className="whitespace-nowrap">
              <Time at={row.createdAt} timeZone={timeZone} />
            </Td>
            <Td label="Status">
              <span className="inline-flex flex-wrap items-center justify-end gap-x-2 gap-y-1 sm:justify-start sm:flex-nowrap sm:whitespace-nowrap">
                <StateMark of="order" state={row.status} />
                {row.cancelReason && <span className="text-muted">{reasonWords[row.cancelReason]}</span>}
                {row.held && <Status tone="warning">On hold</Status>}
                {row.openRefund && <Status tone="warning">Refund open</Status>}
              </span>
            </Td>
            <Td label="Customer">
              <span className="sm:block sm:max-w-48 sm:truncate" title={`${row.customerName}, ${row.email}`}>
                {row.customerName}
              </span>
            </Td>
            <Td label="Items">
              <span className="sm:block sm:max-w-64 sm:truncate" title={row.first}>
                {row.units} × {row.first}
                {row.more > 0 && <span className="text-muted"> and {row.more} more</span>}
              </span>
            </Td>
            <Td label="Ships to" className="max-sm:hidden">
              <span className="sm:block sm:max-w-40 sm:truncate">{row.place}</span>
            </Td>
            {money && (
              <Td label="Total" numeric>
                <Money value={row.total} />
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
