import { StateMark } from "@/components/admin/status-words";
import { ExternalLink, Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { DisputeListRow } from "@/server/domain/payment/dispute.queries";
import { money } from "@/server/kernel/money";
import { disputeHref, providerNames } from "../money-words";
import { AnswerBy } from "./answer-by";

type Props = { rows: readonly DisputeListRow[]; timeZone: string; now: Date };

/** Who objects to what, why, and by when to answer. */
export function DisputeTable({ rows, timeZone, now }: Props) {
  return (
    <Table caption="Disputes">
      <Thead>
        <Tr>
          <Th>Order</Th>
          <Th numeric>Disputed</Th>
          <Th>State</Th>
          <Th>Reason</Th>
          <Th>Answer by</Th>
          <Th>Opened</Th>
          <Th>At the provider</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label="Order">
              <span className="grid justify-items-end gap-0.5 py-1.5 sm:justify-items-start">
                <Link
                  href={`/admin/orders/${row.orderNumber}#disputes`}
                  className="font-medium whitespace-nowrap"
                >
                  {row.orderNumber}
                </Link>
                <span className="text-muted">{row.customer}</span>
              </span>
            </Td>
            <Td label="Disputed" numeric className="font-medium">
              <Money value={money(row.amount, row.currency)} />
            </Td>
            <Td label="State" className="whitespace-nowrap">
              <StateMark of="dispute" state={row.status} />
            </Td>
            <Td label="Reason">
              <span className="block text-end sm:text-start">{row.reason}</span>
            </Td>
            <Td label="Answer by" className="whitespace-nowrap">
              <AnswerBy dispute={row} timeZone={timeZone} now={now} />
            </Td>
            <Td label="Opened" className="whitespace-nowrap">
              <Time at={row.openedAt} timeZone={timeZone} style="date" />
            </Td>
            <Td label="At the provider">
              <ExternalLink
                href={disputeHref(row)}
                aria-label={`${providerNames[row.provider]}: dispute about ${row.orderNumber}`}
              >
                {providerNames[row.provider]}
              </ExternalLink>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
