import { Panel } from "@/components/admin/panel";
import { Link } from "@/components/ui/link";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { TransferLine } from "@/server/domain/transfer/transfer.queries";

const quiet = (units: number) => (units === 0 ? "text-muted" : "");

/** What was sent, and what has come of it. */
export function TransferLines({ lines, closed }: { lines: readonly TransferLine[]; closed: boolean }) {
  return (
    <Panel id="goods" title="Goods">
      <Table wide caption="What was sent, and what has come of it">
        <Thead>
          <Tr>
            <Th>SKU</Th>
            <Th>Item</Th>
            <Th>Lot</Th>
            <Th numeric>Sent</Th>
            <Th numeric>Arrived</Th>
            <Th numeric>Lost</Th>
            <Th numeric>On the way</Th>
          </Tr>
        </Thead>
        <Tbody>
          {lines.map((line) => {
            const way = closed ? 0 : line.quantity - line.received - line.lost;
            return (
              <Tr key={line.id}>
                <Td label="SKU" className="sm:whitespace-nowrap">
                  <Link href={`/admin/inventory/${encodeURIComponent(line.sku)}`} className="font-mono">
                    {line.sku}
                  </Link>
                </Td>
                <Td label="Item">
                  <span>
                    {line.title}
                    {line.variantTitle && <span className="text-muted"> · {line.variantTitle}</span>}
                  </span>
                </Td>
                <Td label="Lot" className={line.lot ? "sm:whitespace-nowrap" : "max-sm:hidden!"}>
                  {line.lot ? (
                    <span className="font-mono">{line.lot}</span>
                  ) : (
                    <span className="text-muted">–</span>
                  )}
                </Td>
                <Td label="Sent" numeric>
                  {line.quantity}
                </Td>
                <Td label="Arrived" numeric className={quiet(line.received)}>
                  {line.received}
                </Td>
                <Td
                  label="Lost"
                  numeric
                  className={line.lost > 0 ? "text-critical" : "text-muted max-sm:hidden!"}
                >
                  {line.lost}
                </Td>
                <Td
                  label="On the way"
                  numeric
                  className={way > 0 ? "font-semibold" : "text-muted max-sm:hidden!"}
                >
                  {way}
                </Td>
              </Tr>
            );
          })}
        </Tbody>
      </Table>
    </Panel>
  );
}
