import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { LedgerRow } from "@/server/domain/inventory/ledger.queries";
import { actorWords, moveWords, wayWords } from "./words";

/** Every move, newest first, with its cause. */
export function LedgerTable({ rows }: { rows: readonly LedgerRow[] }) {
  const hasLots = rows.some((row) => row.lot);
  return (
    <Table caption="Ledger, newest first">
      <Thead>
        <Tr>
          <Th>When</Th>
          <Th>What</Th>
          <Th>Place</Th>
          {hasLots && <Th>Lot</Th>}
          <Th numeric>Units</Th>
          <Th numeric>Available after</Th>
          <Th>Cause</Th>
          <Th>By</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td label="When" className="sm:whitespace-nowrap">
              <Time at={row.at} />
            </Td>
            <Td label="What" className="sm:whitespace-nowrap">
              <span>
                {moveWords[row.kind]}
                <span className="block text-xs text-muted">{wayWords(row)}</span>
              </span>
            </Td>
            <Td label="Place">{row.place}</Td>
            {hasLots && (
              <Td label="Lot" className={row.lot ? "font-mono sm:whitespace-nowrap" : "max-sm:hidden!"}>
                {row.lot ?? "–"}
              </Td>
            )}
            <Td label="Units" numeric className="font-semibold">
              {sign(row)}
              {row.quantity}
            </Td>
            <Td label="Available after" numeric>
              {row.available}
            </Td>
            <Td label="Cause" className={row.order || row.reason ? "" : "max-sm:hidden!"}>
              <Cause row={row} />
            </Td>
            <Td label="By" className="text-muted">
              {actorWords(row.actor)}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** Signed as seen by what can be sold; a move between held buckets has no sign. */
const sign = ({ from, to }: LedgerRow): string =>
  to === "available" ? "+" : from === "available" ? "−" : "";

function Cause({ row }: { row: LedgerRow }) {
  if (row.shipment) return <Link href={`/admin/fulfilment/${row.shipment}`}>{row.shipment}</Link>;
  if (row.order) return <Link href={`/admin/orders/${row.order}`}>{row.order}</Link>;
  return row.reason ?? <span className="text-muted">–</span>;
}
