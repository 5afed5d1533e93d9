import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { PurchaseOrderListRow } from "@/server/domain/purchasing/purchase-list.queries";
import { PurchaseOrderStatusMark } from "./order-status";

type Props = {
  rows: readonly PurchaseOrderListRow[];
  /** Managers see what orders cost. */
  money: boolean;
  timeZone: string;
};

export function PurchaseOrderTable({ rows, money, timeZone }: Props) {
  return (
    <Table wide caption="Purchase orders">
      <Thead>
        <Tr>
          <Th>Order</Th>
          <Th>Status</Th>
          <Th>Supplier</Th>
          <Th>Place</Th>
          <Th>Opened</Th>
          <Th>Expected</Th>
          <Th numeric>Received</Th>
          {money && <Th numeric>Total</Th>}
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.number}>
            <Td label="Order" className="whitespace-nowrap">
              <Link href={`/admin/purchasing/orders/${row.number}`} className="font-medium">
                {row.number}
              </Link>
            </Td>
            <Td label="Status" className="sm:whitespace-nowrap">
              <PurchaseOrderStatusMark status={row.status} asked={row.asked} overdue={row.overdue} />
            </Td>
            <Td label="Supplier">
              <span className="sm:block sm:max-w-56 sm:truncate" title={row.supplier}>
                {row.supplier}
              </span>
            </Td>
            <Td label="Place">{row.place}</Td>
            <Td label="Opened" className="sm:whitespace-nowrap">
              <span>
                <Time at={row.createdAt} timeZone={timeZone} style="date" />
                {row.automatic && <span className="text-muted"> by itself</span>}
              </span>
            </Td>
            <Td label="Expected" className={row.expectedAt ? "sm:whitespace-nowrap" : "max-sm:hidden!"}>
              {row.expectedAt ? (
                <Time at={row.expectedAt} timeZone={timeZone} style="date" />
              ) : (
                <span className="text-muted">–</span>
              )}
            </Td>
            <Td label="Received" numeric>
              <span>
                {row.received} <span className="text-muted">of {row.units}</span>
              </span>
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
