import { CancelUnits } from "@/components/admin/order/cancel-units";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { WaitingLine } from "@/server/domain/shipment/backorder.queries";
import { FillBackorder } from "./fill-backorder";

type Props = { items: readonly WaitingLine[]; timeZone: string };

export function BackorderTable({ items, timeZone }: Props) {
  return (
    <Table caption="Backorders">
      <Thead>
        <Tr>
          <Th>Order</Th>
          <Th>Article</Th>
          <Th numeric>Units</Th>
          <Th>Waiting</Th>
          <Th>Stock</Th>
          <Th>
            <span className="sr-only">Decide</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => (
          <Tr key={item.id}>
            <Td label="Order">
              <span className="grid py-1 max-sm:justify-items-end">
                <Link href={`/admin/orders/${item.orderNumber}`} className="font-medium">
                  {item.orderNumber}
                </Link>
                <span className="text-muted">{item.customer}</span>
              </span>
            </Td>
            <Td label="Article">
              <span className="grid py-1 max-sm:justify-items-end">
                <span>
                  {item.title}
                  {item.variantTitle && <span className="text-muted"> {item.variantTitle}</span>}
                </span>
                <Link href={`/admin/inventory/${item.sku}`} className="font-mono text-xs">
                  {item.sku}
                </Link>
              </span>
            </Td>
            <Td label="Units" numeric>
              {item.quantity}
            </Td>
            <Td label="Waiting">
              <span className="grid py-1 max-sm:justify-items-end">
                <RelativeTime at={item.since} timeZone={timeZone} />
                <span className="text-muted max-sm:text-end">{item.reason}</span>
              </span>
            </Td>
            <Td label="Stock">
              <StockOf item={item} timeZone={timeZone} />
            </Td>
            <Td>
              <span className="flex flex-wrap justify-end gap-2 py-1.5">
                {item.available > 0 && <FillBackorder order={item.orderNumber} title={item.title} />}
                <CancelUnits
                  number={item.orderNumber}
                  label="Cancel and refund…"
                  chosen={{ [item.orderLineId]: item.quantity }}
                  lines={[
                    {
                      id: item.orderLineId,
                      title: item.title,
                      variantTitle: item.variantTitle,
                      open: item.quantity,
                      backordered: item.quantity,
                    },
                  ]}
                />
              </span>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** What there is, and what is on its way. */
function StockOf({ item, timeZone }: { item: WaitingLine; timeZone: string }) {
  if (item.available > 0) return <Status tone="positive">{item.available} can be sold</Status>;
  if (item.incoming === 0) return <Status tone="warning">None, and none ordered</Status>;
  return (
    <span className="grid py-1 max-sm:justify-items-end">
      <Status tone="info">{item.incoming} ordered</Status>
      <span className="text-muted">
        {item.dueAt ? (
          <>
            due <Time at={item.dueAt} timeZone={timeZone} style="date" />
          </>
        ) : (
          "no day known"
        )}
      </span>
    </span>
  );
}
