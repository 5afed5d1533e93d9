import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { ExpiringShelf } from "@/server/domain/inventory/expiry.queries";
import { RecallLot } from "./expiry-recall";
import { ClearShelf } from "./expiry-shelf";

type Props = { rows: readonly ExpiringShelf[]; now: Date; manager: boolean };

/** Shelves by the date of their lot, with what can be done about each. */
export function ExpiryTable({ rows, now, manager }: Props) {
  return (
    <Table wide caption="Lots by date">
      <Thead>
        <Tr>
          <Th>Lot</Th>
          <Th>Item</Th>
          <Th>Place</Th>
          <Th>Date</Th>
          <Th numeric>Available</Th>
          <Th numeric>For orders</Th>
          <Th numeric>Unavailable</Th>
          {manager && <Th numeric>At risk</Th>}
          <Th>
            <span className="sr-only">What to do</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => {
          const held = row.reserved + row.committed;
          const expired = new Date(row.expiresAt) <= now;
          return (
            <Tr key={row.levelId}>
              <Td label="Lot" className="sm:whitespace-nowrap">
                <span>
                  <span className="font-mono">{row.lot}</span>
                  {row.supplier && <span className="block text-xs text-muted">{row.supplier}</span>}
                </span>
              </Td>
              <Td label="Item">
                <span>
                  {row.title}
                  {row.variantTitle && <span className="text-muted"> · {row.variantTitle}</span>}
                  <Link
                    href={`/admin/inventory/${encodeURIComponent(row.sku)}`}
                    look="muted"
                    className="block font-mono text-xs"
                  >
                    {row.sku}
                  </Link>
                </span>
              </Td>
              <Td label="Place">{row.place}</Td>
              <Td label="Date" className="sm:whitespace-nowrap">
                <Dated row={row} now={now} />
              </Td>
              <Td label="Available" numeric className={row.available === 0 ? "max-sm:hidden!" : ""}>
                <Units of={row.available} />
              </Td>
              <Td label="For orders" numeric className={held === 0 ? "max-sm:hidden!" : ""}>
                {expired && held > 0 ? (
                  <Link href="/admin/orders?hold=open" aria-label={`${held} for orders: show those on hold`}>
                    {held}
                  </Link>
                ) : (
                  <Units of={held} />
                )}
              </Td>
              <Td label="Unavailable" numeric className={row.unavailable === 0 ? "max-sm:hidden!" : ""}>
                <Units of={row.unavailable} />
              </Td>
              {manager && (
                <Td label="At risk" numeric>
                  <Money value={row.value} />
                </Td>
              )}
              <Td className="max-sm:before:hidden!">
                <span className="flex w-full flex-wrap justify-end gap-2 sm:flex-nowrap">
                  {row.unavailable > 0 && <ClearShelf row={row} kind="dispose" />}
                  {row.unavailable > 0 && <ClearShelf row={row} kind="return_to_supplier" />}
                  {manager && !expired && <RecallLot row={row} />}
                </span>
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}

/** Counted in days, since "next month" says little about a loaf. */
function daysWords(at: string, now: Date): string {
  const days = Math.ceil((new Date(at).getTime() - now.getTime()) / 86_400_000);
  if (days === 0) return "today";
  const size = Math.abs(days);
  const words = `${size} ${size === 1 ? "day" : "days"}`;
  return days > 0 ? `in ${words}` : `${words} ago`;
}

const Units = ({ of }: { of: number }) => <span className={of === 0 ? "text-muted" : ""}>{of}</span>;

/** Its date, and whether it can still be sold: the last days of a lot are kept back by its category's margin. */
function Dated({ row, now }: { row: ExpiringShelf; now: Date }) {
  const expired = new Date(row.expiresAt) <= now;
  const offSale = new Date(row.sellableUntil) <= now;
  return (
    <span className="inline-flex flex-wrap items-center justify-end gap-x-2 gap-y-1 sm:justify-start">
      <span>
        <Time at={row.expiresAt} style="date" timeZone="UTC" />
        <span className={`block text-xs ${expired ? "text-critical" : "text-muted"}`}>
          {daysWords(row.expiresAt, now)}
        </span>
      </span>
      {expired ? (
        <Status tone="critical">Past its date</Status>
      ) : (
        offSale && <Status tone="warning">Too short to sell</Status>
      )}
    </span>
  );
}
