import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import type {
  PurchaseOrderLineView,
  PurchaseOrderView,
} from "@/server/domain/purchasing/purchase-order.queries";
import { explainQuantity } from "@/server/domain/purchasing/reorder";
import { Panel } from "../panel";

/** What was asked for, what has come of it, and why so many. */
export function PurchaseOrderLines({ order }: { order: PurchaseOrderView }) {
  const sent = order.status !== "draft" && order.status !== "cancelled";
  const damaged = order.lines.some((line) => line.damaged > 0);
  const givenUp = order.lines.some((line) => line.givenUp > 0);
  const money = order.total !== null;
  return (
    <Panel
      id="lines"
      title="Lines"
      aside={
        order.lines.length > 0 && `${count(order.lines.length, "line")}, ${count(units(order.lines), "unit")}`
      }
    >
      {order.lines.length === 0 ? (
        <p className="py-3 text-sm text-muted">No lines yet. Edit the order to add what it should ask for.</p>
      ) : (
        <Table wide caption={`Lines of ${order.number}`}>
          <Thead>
            <Tr>
              <Th>SKU</Th>
              <Th>Item</Th>
              <Th numeric>Ordered</Th>
              {sent && <Th numeric>Received</Th>}
              {damaged && <Th numeric>Damaged</Th>}
              {givenUp && <Th numeric>Given up</Th>}
              {sent && <Th numeric>Awaited</Th>}
              {money && <Th numeric>Unit cost</Th>}
              {money && <Th numeric>Amount</Th>}
            </Tr>
          </Thead>
          <Tbody>
            {order.lines.map((line) => (
              <Tr key={line.id}>
                <Td label="SKU" className="py-2 sm:align-top sm:whitespace-nowrap">
                  <span>
                    <Link href={`/admin/inventory/${encodeURIComponent(line.sku)}`} className="font-mono">
                      {line.sku}
                    </Link>
                    <span
                      className="block font-mono text-xs text-muted"
                      title="The supplier’s article number"
                    >
                      {line.supplierSku}
                    </span>
                  </span>
                </Td>
                <Td label="Item" className="py-2 sm:align-top">
                  <span className="min-w-0">
                    {line.title}
                    {line.variantTitle && <span className="text-muted"> · {line.variantTitle}</span>}
                    <Why line={line} draft={order.status === "draft"} automatic={order.automatic} />
                  </span>
                </Td>
                <Td label="Ordered" numeric className="py-2 sm:align-top">
                  <span>
                    <span className="font-semibold">{line.quantity}</span>
                    {line.packSize > 1 && (
                      <span className="block text-xs text-muted">
                        {Math.ceil(line.quantity / line.packSize)} × {line.packSize}
                      </span>
                    )}
                  </span>
                </Td>
                {sent && <Figure label="Received" of={line.received} />}
                {damaged && <Figure label="Damaged" of={line.damaged} className="text-critical" />}
                {givenUp && <Figure label="Given up" of={line.givenUp} />}
                {sent && <Figure label="Awaited" of={line.awaited} className="font-semibold" />}
                {money && (
                  <Td label="Unit cost" numeric className="py-2 sm:align-top">
                    {line.cost && <Money value={line.cost} />}
                  </Td>
                )}
                {money && (
                  <Td label="Amount" numeric className="py-2 sm:align-top">
                    {line.amount && <Money value={line.amount} />}
                  </Td>
                )}
              </Tr>
            ))}
          </Tbody>
        </Table>
      )}
      {order.total && order.lines.length > 0 && (
        <p className="flex justify-end gap-6 px-2 pt-3 font-semibold">
          <span>Total</span>
          <Money value={order.total} />
        </p>
      )}
    </Panel>
  );
}

const Figure = ({ label, of, className }: { label: string; of: number; className?: string }) => (
  <Td label={label} numeric className="py-2 sm:align-top">
    <span className={of === 0 ? "text-muted" : className}>{of}</span>
  </Td>
);

function Why({
  line,
  draft,
  automatic,
}: {
  line: PurchaseOrderLineView;
  draft: boolean;
  automatic: boolean;
}) {
  if (line.reason)
    return (
      <details className="mt-0.5 text-xs text-muted" open={draft}>
        <summary className="w-fit rounded-xs py-0.5 hover:text-ink">Why {line.quantity}?</summary>
        <p className="mt-0.5 border-s-2 border-line-strong ps-2">{explainQuantity(line.reason)}</p>
      </details>
    );
  return automatic ? <span className="mt-0.5 block text-xs text-muted">Quantity set by hand</span> : null;
}

const units = (lines: PurchaseOrderView["lines"]): number =>
  lines.reduce((sum, line) => sum + line.quantity, 0);
const count = (n: number, one: string): string => `${n} ${n === 1 ? one : `${one}s`}`;
