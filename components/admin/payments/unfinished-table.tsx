import { AskNow } from "@/components/admin/payments/ask-now";
import { providerNames } from "@/components/admin/payments/money-words";
import { StateMark } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { UnfinishedRow } from "@/server/domain/payment/unfinished.queries";

/** Payments under way: where each stands, since when, and when its provider is asked about it. */
export function UnfinishedTable({ rows, timeZone }: { rows: readonly UnfinishedRow[]; timeZone: string }) {
  return (
    <Table caption="Payments under way, those that have stood still longest first">
      <Thead>
        <Tr>
          <Th>Order</Th>
          <Th>State</Th>
          <Th>Provider</Th>
          <Th numeric>Amount</Th>
          <Th>Since</Th>
          <Th>Last asked</Th>
          <Th>Next</Th>
          <Th>
            <span className="sr-only">Ask now</span>
          </Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label="Order" className="whitespace-nowrap">
              <Link href={`/admin/orders/${row.orderNumber}`} className="font-medium">
                {row.orderNumber}
              </Link>
            </Td>
            <Td label="State">
              <StateMark of="payment" state={row.status} />
            </Td>
            <Td label="Provider">{providerNames[row.provider]}</Td>
            <Td label="Amount" numeric>
              <Money value={row.amount} />
            </Td>
            <Td label="Since" className="whitespace-nowrap">
              <RelativeTime at={row.changedAt} timeZone={timeZone} />
            </Td>
            <Td label="Last asked" className="whitespace-nowrap">
              {row.askedAt ? (
                <>
                  <RelativeTime at={row.askedAt} timeZone={timeZone} />
                  {row.times > 1 && <span className="text-muted"> ({row.times} times)</span>}
                </>
              ) : (
                <span className="text-muted">Not yet</span>
              )}
            </Td>
            <Td label="Next" className="whitespace-nowrap">
              <RelativeTime at={row.nextAt} timeZone={timeZone} />
            </Td>
            <Td className="sm:text-end">
              <AskNow payment={row.id} order={row.orderNumber} provider={providerNames[row.provider]} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
