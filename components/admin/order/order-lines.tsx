import { Panel } from "@/components/admin/panel";
import { Money } from "@/components/ui/money";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { StaffOrder } from "@/server/domain/order/console.queries";
import type { LineUnits } from "@/server/domain/order/part-cancellation.queries";

type Props = {
  order: StaffOrder;
  money: boolean;
  /** Where the units of each line are, once the order is paid. */
  units: ReadonlyMap<string, LineUnits>;
};

export function OrderLines({ order, money, units: where }: Props) {
  const units = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return (
    <Panel id="items" title="Items" aside={`${units} ${units === 1 ? "unit" : "units"}`}>
      <Table caption="Items">
        <Thead>
          <Tr>
            <Th>Article</Th>
            <Th>SKU</Th>
            <Th numeric>Quantity</Th>
            {money && <Th numeric>Each</Th>}
            {money && <Th numeric>Tax</Th>}
            {money && <Th numeric>Amount</Th>}
          </Tr>
        </Thead>
        <Tbody>
          {order.lines.map((line) => (
            <Tr key={line.id}>
              <Td label="Article">
                <span>
                  {line.title}
                  {line.variantTitle && <span className="text-muted"> {line.variantTitle}</span>}
                </span>
              </Td>
              <Td label="SKU" className="font-mono text-xs">
                {line.sku}
              </Td>
              <Td label="Quantity" numeric>
                {line.quantity}
                <Whereabouts units={where.get(line.id)} of={line.quantity} />
              </Td>
              {money && (
                <>
                  <Td label="Each" numeric>
                    <Money value={line.unitPrice} />
                  </Td>
                  <Td label="Tax" numeric className="text-muted">
                    <Money value={line.tax} />
                  </Td>
                  <Td label="Amount" numeric>
                    <Money value={line.amount} />
                  </Td>
                </>
              )}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </Panel>
  );
}

/** Said only when a line is not all in one state: "2 sent, 1 on backorder". */
function Whereabouts({ units, of }: { units: LineUnits | undefined; of: number }) {
  if (!units || units.toSend === of || units.shipped === of) return null;
  const parts = [
    [units.shipped, "sent"],
    [units.toSend, "to send"],
    [units.backordered, "on backorder"],
    [units.cancelled, "cancelled"],
  ] as const;
  const said = parts.filter(([count]) => count > 0);
  if (said.length === 0) return null;
  return (
    <span className="block text-xs font-normal text-muted">
      {said.map(([count, word]) => `${count} ${word}`).join(", ")}
    </span>
  );
}
