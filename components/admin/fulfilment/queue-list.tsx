import { Zap } from "lucide-react";
import NextLink from "next/link";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { holdWords } from "@/server/domain/order/hold";
import type { QueueItem } from "@/server/domain/shipment/shipment.queries";
import { ShipmentStatusBadge } from "./shipment-status";

type Props = {
  items: readonly QueueItem[];
  /** Numbers of those that are to go on one walk. */
  marked: readonly string[];
  onMark: (number: string, on: boolean) => void;
};

/** A table at a desk; on a handheld a list whose every entry is one large target. */
export function QueueList(props: Props) {
  return (
    <>
      <QueueCards {...props} />
      <div className="max-sm:hidden">
        <QueueTable {...props} />
      </div>
    </>
  );
}

function QueueCards({ items, marked, onMark }: Props) {
  return (
    <ul className="mt-2 border-t border-line sm:hidden">
      {items.map((item) => (
        <li key={item.number} className="flex border-b border-line">
          <Mark item={item} marked={marked} onMark={onMark} className="-ms-2 w-touch shrink-0" />
          <NextLink
            href={`/admin/fulfilment/${item.number}`}
            className="grid min-h-touch flex-1 grid-cols-[1fr_auto] gap-x-3 gap-y-1 py-3"
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
              {item.pickedBy && `, ${pickerWords(item)}`}
            </span>
          </NextLink>
        </li>
      ))}
    </ul>
  );
}

type MarkProps = Pick<Props, "marked" | "onMark"> & { item: QueueItem; className?: string };

/** Only what nobody has and nothing keeps can go on a walk. */
function Mark({ item, marked, onMark, className }: MarkProps) {
  const free = item.status === "assigned" && !item.held;
  return (
    <label className={`grid place-items-center ${className ?? ""}`}>
      <span className="sr-only">Mark {item.number} for a walk</span>
      <input
        type="checkbox"
        disabled={!free}
        checked={free && marked.includes(item.number)}
        onChange={(event) => onMark(item.number, event.target.checked)}
        className="size-5 accent-accent disabled:opacity-40"
      />
    </label>
  );
}

const pickerWords = ({ pickedBy, mine, wave, slot }: QueueItem): string =>
  `${mine ? "you" : pickedBy}${wave && slot ? ` on ${wave}, tote ${slot}` : ""}`;

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

function QueueTable({ items, marked, onMark }: Props) {
  return (
    <Table wide caption="Shipments that have to leave, oldest promise first" className="mt-2">
      <Thead>
        <Tr>
          <Th>
            <span className="sr-only">Walk</span>
          </Th>
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
            <Td className="w-8">
              <Mark item={item} marked={marked} onMark={onMark} />
            </Td>
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
            <Td>
              {item.pickedBy ? (
                <>
                  {item.mine ? "You" : item.pickedBy}
                  {item.wave && item.slot && (
                    <span className="block text-xs text-muted">
                      {item.wave}, tote {item.slot}
                    </span>
                  )}
                </>
              ) : (
                <span className="text-muted">–</span>
              )}
            </Td>
            <Td className="whitespace-nowrap">
              <RelativeTime at={item.paidAt} timeZone={item.timeZone} className="text-muted" />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
