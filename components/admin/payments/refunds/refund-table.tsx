import { RefundTrouble } from "@/components/admin/order/refund-trouble";
import { actorWords, StateMark } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { RefundRow } from "@/server/domain/payment/refund-list.queries";

const providers = { stripe: "Stripe", paypal: "PayPal" } as const;

export function RefundTable({ rows, timeZone }: { rows: readonly RefundRow[]; timeZone: string }) {
  return (
    <Table caption="Refunds">
      <Thead>
        <Tr>
          <Th>Order</Th>
          <Th>Asked</Th>
          <Th numeric>Amount</Th>
          <Th>State</Th>
          <Th>Why</Th>
          <Th>Provider</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label="Order" className="whitespace-nowrap">
              <Link href={`/admin/orders/${row.orderNumber}#refund-${row.id}`} className="font-medium">
                {row.orderNumber}
              </Link>
            </Td>
            <Td label="Asked">
              <span className="sm:whitespace-nowrap">
                <Time at={row.createdAt} timeZone={timeZone} />
                {row.requestedBy && <span className="block text-muted">{actorWords(row.requestedBy)}</span>}
              </span>
            </Td>
            <Td label="Amount" numeric>
              <Money value={row.amount} />
            </Td>
            <Td label="State">
              {row.byHand ? (
                <Status tone="positive">Paid another way</Status>
              ) : (
                <StateMark of="refund" state={row.status} />
              )}
            </Td>
            <Td label="Why">
              <span className="grid gap-1.5">
                <span className="sm:max-w-80">{row.reason}</span>
                {row.failure && (
                  <span className="text-critical">
                    {row.failure}
                    {row.nextTryAt && (
                      <>
                        {" "}
                        Again by itself <RelativeTime at={row.nextTryAt} timeZone={timeZone} />.
                      </>
                    )}
                  </span>
                )}
                {row.status === "failed" && <RefundTrouble refund={row.id} amount={row.amount} />}
              </span>
            </Td>
            <Td label="Provider">
              <span>
                {providers[row.provider]}
                {row.ref && (
                  <span className="block font-mono text-xs break-all text-muted sm:max-w-44">{row.ref}</span>
                )}
              </span>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
