import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { isOnItsWay } from "@/server/domain/transfer/transfer";
import type { TransferRow } from "@/server/domain/transfer/transfer.queries";
import { actorWords } from "../status-words";
import { TransferMark } from "./transfer-status";

/** Transfers, the last sent first. */
export function TransferTable({ rows }: { rows: readonly TransferRow[] }) {
  return (
    <Table wide caption="Transfers, the last sent first">
      <Thead>
        <Tr>
          <Th>Transfer</Th>
          <Th>Way</Th>
          <Th>Status</Th>
          <Th numeric>Sent</Th>
          <Th numeric>Arrived</Th>
          <Th numeric>On the way</Th>
          <Th>Reason</Th>
          <Th>By</Th>
          <Th>When</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => {
          const way = isOnItsWay(row.status) ? row.units - row.received - row.lost : 0;
          return (
            <Tr key={row.number}>
              <Td label="Transfer" className="sm:whitespace-nowrap">
                <Link href={`/admin/inventory/transfers/${row.number}`}>{row.number}</Link>
              </Td>
              <Td label="Way" className="sm:whitespace-nowrap">
                {row.from} → {row.to}
              </Td>
              <Td label="Status" className="sm:whitespace-nowrap">
                <TransferMark {...row} />
              </Td>
              <Td label="Sent" numeric>
                {row.units}
              </Td>
              <Td label="Arrived" numeric>
                {row.received}
              </Td>
              <Td
                label="On the way"
                numeric
                className={way > 0 ? "font-semibold" : "text-muted max-sm:hidden!"}
              >
                {way}
              </Td>
              <Td label="Reason">{row.reason}</Td>
              <Td label="By" className="text-muted">
                {actorWords(row.sentBy)}
              </Td>
              <Td label="When" className="text-muted sm:whitespace-nowrap">
                <Time at={row.sentAt} />
              </Td>
            </Tr>
          );
        })}
      </Tbody>
    </Table>
  );
}
