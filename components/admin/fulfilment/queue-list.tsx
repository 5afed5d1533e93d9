import { Zap } from "lucide-react";
import NextLink from "next/link";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { holdWords } from "@/server/domain/order/hold";
import type { QueueItem } from "@/server/domain/shipment/shipment.queries";
import { ShipmentStatusBadge } from "./shipment-status";

type Props = { items: readonly QueueItem[] };

/** A table at a desk; on a handheld a list whose every entry is one large target. */
export function QueueList({ items }: Props) {
  return (
    <>
      <QueueCards items={items} />
      <div className="max-sm:hidden">
        <QueueTable items={items} />
      </div>
    </>
  );
}

function QueueCards({ items }: Props) {
  return (
    <ul className="mt-2 border-t border-line sm:hidden">
      {items.map((item) => (
        <li key={item.number} className="border-b border-line">
          <NextLink
            href={`/admin/fulfilment/${item.number}`}
            className="grid min-h-touch grid-cols-[1fr_auto] gap-x-3 gap-y-1 py-3"
          >
            <span className="font-semibold">{item.number}</span>
            <span className="text-end">
              <State item={item} />
            </span>
            <ShipBy item={item} />
            <span className="tabular text-end text-sm">
              {unitsWords(item)}, {item.place}
            </span>
            <span className="col-span-2 text-sm text-muted">
              <Method item={item} /> to {item.city}
              {item.pickedBy && `, picked by ${item.pickedBy}`}
            </span>
          </NextLink>
        </li>
      ))}
    </ul>
  );
}

/** What is on hold is not work to take up, wherever it stands. */
function State({ item: { held, status } }: { item: QueueItem }) {
  if (!held) return <ShipmentStatusBadge status={status} />;
  return (
    <Status tone="warning">
      <span title={holdWords[held]}>On hold</span>
    </Status>
  );
}

const unitsWords = ({ status, picked, units }: QueueItem): string =>
  status === "picking" ? `${picked} of ${units} picked` : `${units} ${units === 1 ? "unit" : "units"}`;

function ShipBy({ item: { late, shipBy, timeZone } }: { item: QueueItem }) {
  const time = <RelativeTime at={shipBy} timeZone={timeZone} />;
  if (!late) return <span className="text-sm">{time}</span>;
  return (
    <Status tone="critical" plain className="text-sm">
      <span>Late: {time}</span>
    </Status>
  );
}

function Method({ item }: { item: QueueItem }) {
  return (
    <span className={`inline-flex items-center gap-1.5 ${item.express ? "font-medium text-ink" : ""}`}>
      {item.express && <Zap aria-hidden className="size-3.5 shrink-0" />}
      {item.shippingTitle}
    </span>
  );
}

function QueueTable({ items }: Props) {
  return (
    <Table wide caption="Shipments that have to leave, oldest promise first" className="mt-2">
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
            <Td>
              <Link
                href={`/admin/fulfilment/${item.number}`}
                className="inline-flex min-h-8 items-center font-semibold"
              >
                {item.number}
              </Link>
            </Td>
            <Td>
              <State item={item} />
            </Td>
            <Td className="whitespace-nowrap">
              <ShipBy item={item} />
            </Td>
            <Td>
              <Method item={item} />
            </Td>
            <Td>{item.place}</Td>
            <Td>{item.city}</Td>
            <Td numeric>{item.status === "picking" ? `${item.picked} of ${item.units}` : item.units}</Td>
            <Td>{item.pickedBy ?? <span className="text-muted">–</span>}</Td>
            <Td className="whitespace-nowrap">
              <RelativeTime at={item.paidAt} timeZone={item.timeZone} className="text-muted" />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
