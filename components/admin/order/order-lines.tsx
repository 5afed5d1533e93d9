import { Panel } from "@/components/admin/panel";
import { Money } from "@/components/ui/money";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type { StaffOrder } from "@/server/domain/order/console.queries";

export function OrderLines({ order, money }: { order: StaffOrder; money: boolean }) {
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
