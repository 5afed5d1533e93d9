import { Panel } from "@/components/admin/panel";
import { SendElsewhere } from "@/components/admin/routing/send-elsewhere";
import { StateMark } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { canBeRerouted } from "@/server/domain/inventory/reroute.schema";
import type { StaffOrder } from "@/server/domain/order/console.queries";
import type { OrderStatus } from "@/server/domain/order/order";

type Props = { shipments: StaffOrder["shipments"]; status: OrderStatus; timeZone: string };

const none: Partial<Record<OrderStatus, string>> = {
  pending: "Nothing to send until it is paid.",
  paid: "Being assigned to a fulfilment centre.",
  cancelled: "Nothing is sent.",
};

export function OrderShipments({ shipments, status, timeZone }: Props) {
  return (
    <Panel id="shipments" title="Shipments">
      {shipments.length === 0 ? (
        <p className="py-2 text-sm text-muted">{none[status] ?? "None."}</p>
      ) : (
        <Table caption="Shipments">
          <Thead>
            <Tr>
              <Th>Shipment</Th>
              <Th>State</Th>
              <Th>From</Th>
              <Th>Holds</Th>
              <Th>Tracking</Th>
            </Tr>
          </Thead>
          <Tbody>
            {shipments.map((shipment) => (
              <Tr key={shipment.number}>
                <Td label="Shipment" className="whitespace-nowrap">
                  <Link href={`/admin/fulfilment/${shipment.number}`} className="font-medium">
                    {shipment.number}
                  </Link>
                </Td>
                <Td label="State">
                  <span className="inline-flex flex-wrap items-center gap-2">
                    <StateMark of="shipment" state={shipment.status} />
                    {shipment.shippedAt && (
                      <Time at={shipment.shippedAt} timeZone={timeZone} className="text-muted" />
                    )}
                  </span>
                </Td>
                <Td label="From">
                  <span className="inline-flex flex-wrap items-center justify-end gap-x-3 sm:justify-start">
                    {shipment.location.name}
                    {canBeRerouted(shipment.status) && (
                      <SendElsewhere shipment={shipment.number} look="link" size="sm" />
                    )}
                  </span>
                </Td>
                <Td label="Holds">
                  {shipment.items.map((item) => `${item.quantity} × ${item.sku}`).join(", ")}
                </Td>
                <Td label="Tracking">
                  <span className="grid justify-items-end gap-1 py-1 sm:justify-items-start">
                    {shipment.parcels.length === 0 && <span className="text-muted">None yet</span>}
                    {shipment.parcels.map((parcel) => (
                      <span
                        key={parcel.trackingNumber}
                        className="inline-flex flex-wrap items-center gap-x-2"
                      >
                        <span className="font-mono text-xs">{parcel.trackingNumber}</span>
                        {parcel.tracking && <StateMark of="tracking" state={parcel.tracking} plain />}
                      </span>
                    ))}
                  </span>
                </Td>
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
    </Panel>
  );
}
