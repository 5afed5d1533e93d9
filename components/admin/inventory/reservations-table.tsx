import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { OpenReservation } from "@/server/domain/inventory/sku.queries";

type Props = { rows: readonly OpenReservation[]; more: boolean; timeZone: string };

/** Who holds units of a SKU, and until when an unpaid hold lasts. */
export function ReservationsTable({ rows, more, timeZone }: Props) {
  if (rows.length === 0)
    return (
      <EmptyState compact title="Nobody holds any" as="h3">
        Units that an order reserves stand here until they leave or are given back.
      </EmptyState>
    );
  return (
    <>
      <Table caption="Units held for orders, oldest order first">
        <Thead>
          <Tr>
            <Th>Order</Th>
            <Th>Customer</Th>
            <Th>Place</Th>
            <Th numeric>Units</Th>
            <Th>Held</Th>
          </Tr>
        </Thead>
        <Tbody>
          {rows.map((row) => (
            <Tr key={`${row.order} ${row.place} ${row.lot}`}>
              <Td label="Order">
                <Link href={`/admin/orders/${row.order}`}>{row.order}</Link>
              </Td>
              <Td label="Customer">{row.customer}</Td>
              <Td label="Place">
                {row.place}
                {row.lot && <span className="font-mono text-muted"> {row.lot}</span>}
              </Td>
              <Td label="Units" numeric className="font-semibold">
                {row.quantity}
              </Td>
              <Td label="Held">
                {row.status === "committed" ? (
                  <Status tone="positive" plain>
                    Paid, until it ships
                  </Status>
                ) : (
                  <Status tone="neutral" plain>
                    <span>
                      Payment due <RelativeTime at={row.paymentDueAt} timeZone={timeZone} />
                    </span>
                  </Status>
                )}
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {more && <p className="mt-2 text-sm text-muted">These are the oldest {rows.length}; there are more.</p>}
    </>
  );
}
