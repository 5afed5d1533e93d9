import { Zap } from "lucide-react";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { QueueItem } from "@/server/domain/shipment/shipment.queries";
import { ShipmentStatusBadge } from "./shipment-status";

export function QueueTable({ items }: { items: readonly QueueItem[] }) {
  return (
    <Table caption="Shipments that have to leave, oldest promise first" className="mt-2">
      <Thead>
        <Tr>
          <Th>Shipment</Th>
          <Th>State</Th>
          <Th>Ship by</Th>
          <Th>Method</Th>
          <Th>Place</Th>
          <Th>To</Th>
          <Th numeric>Units</Th>
          <Th>Picker</Th>
          <Th>Paid</Th>
        </Tr>
      </Thead>
      <Tbody>
        {items.map((item) => (
          <Tr key={item.number}>
            <Td label="Shipment">
              <Link
                href={`/admin/fulfilment/${item.number}`}
                className="inline-flex min-h-8 items-center font-semibold max-sm:min-h-touch"
              >
                {item.number}
              </Link>
            </Td>
            <Td label="State">
              <ShipmentStatusBadge status={item.status} />
            </Td>
            <Td label="Ship by" className="sm:whitespace-nowrap">
              {item.late ? (
                <Status tone="critical" plain>
                  <span>
                    Late: <RelativeTime at={item.shipBy} timeZone={item.timeZone} />
                  </span>
                </Status>
              ) : (
                <RelativeTime at={item.shipBy} timeZone={item.timeZone} />
              )}
            </Td>
            <Td label="Method">
              <span className="inline-flex items-center gap-1.5">
                {item.express && <Zap aria-hidden className="size-3.5 shrink-0" />}
                {item.shippingTitle}
              </span>
            </Td>
            <Td label="Place">{item.place}</Td>
            <Td label="To">{item.city}</Td>
            <Td label="Units" numeric>
              {item.status === "picking" ? `${item.picked} of ${item.units}` : item.units}
            </Td>
            <Td label="Picker" className={item.pickedBy ? "" : "max-sm:hidden!"}>
              {item.pickedBy ?? <span className="text-muted">–</span>}
            </Td>
            <Td label="Paid" className="sm:whitespace-nowrap">
              <RelativeTime at={item.paidAt} timeZone={item.timeZone} className="text-muted" />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
