import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { LowRow } from "@/server/domain/purchasing/alerts.queries";
import { explainQuantity } from "@/server/domain/purchasing/reorder";
import { AlertAction } from "./alert-action";
import type { FormAction } from "./form-state";
import { ruleKey } from "./rule-address";

type Props = { rows: readonly LowRow[]; restock: FormAction };

/** What is below its reorder point, how long it lasts, and which purchase order takes care of it. */
export function LowTable({ rows, restock }: Props) {
  return (
    <Table wide caption="Low now, the latest first">
      <Thead>
        <Tr>
          <Th>Article</Th>
          <Th>Place</Th>
          <Th>Low since</Th>
          <Th numeric>Available</Th>
          <Th numeric>Reserved</Th>
          <Th numeric>Incoming</Th>
          <Th numeric>On draft</Th>
          <Th numeric>Lasts</Th>
          <Th>What is being done</Th>
        </Tr>
      </Thead>
      <Tbody>
        {rows.map((row) => (
          <Tr key={`${row.sku} ${row.place}`} className="align-top sm:[&>td]:py-2.5">
            <Td label="Article">
              <span>
                <Link href={`/admin/inventory/${encodeURIComponent(row.sku)}`} className="font-mono">
                  {row.sku}
                </Link>
                <span className="block text-muted">
                  {row.title}
                  {row.variantTitle && ` · ${row.variantTitle}`}
                </span>
              </span>
            </Td>
            <Td label="Place">{row.place}</Td>
            <Td label="Low since" className="sm:whitespace-nowrap">
              <RelativeTime at={row.since} />
            </Td>
            <Td label="Available" numeric>
              <span>
                <span className="font-semibold">{row.available}</span>
                <span className="block text-xs text-muted">reorder at {row.reorderPoint}</span>
              </span>
            </Td>
            <Units label="Reserved" of={row.reserved} />
            <Units label="Incoming" of={row.incoming} />
            <Units label="On draft" of={row.onDraft} />
            <Td label="Lasts" numeric className={row.daysLeft === null ? "text-muted" : ""}>
              {lastsWords(row.daysLeft)}
            </Td>
            <Td label="What is being done" className="sm:min-w-64">
              <Replenishment row={row} restock={restock} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

/** Nothing is the usual case; on a phone it takes no line. */
const Units = ({ label, of }: { label: string; of: number }) => (
  <Td label={label} numeric className={of === 0 ? "text-muted max-sm:hidden!" : ""}>
    {of}
  </Td>
);

const lastsWords = (days: number | null): string => {
  if (days === null) return "no sales";
  if (days === 0) return "under a day";
  return days === 1 ? "1 day" : `${days} days`;
};

function Replenishment({ row, restock }: { row: LowRow; restock: FormAction }) {
  const { order, supplier, sku, place } = row;
  if (order)
    return (
      <span className="grid gap-1">
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link href={`/admin/purchasing/orders/${order.number}`}>{order.number}</Link>
          <OrderState order={order} />
        </span>
        {order.reason && (
          <details className="text-sm">
            <summary className="w-fit rounded-xs py-0.5 text-muted hover:text-ink">
              Why {order.quantity}?
            </summary>
            <p className="mt-0.5 max-w-sm whitespace-normal text-muted">{explainQuantity(order.reason)}</p>
          </details>
        )}
      </span>
    );
  if (!supplier)
    return (
      <span>
        <Status tone="warning" plain>
          No supplier
        </Status>
        <Link
          className="block"
          href={`/admin/purchasing/rules?q=${encodeURIComponent(sku)}&edit=${encodeURIComponent(ruleKey(row))}#edit`}
        >
          Choose one
        </Link>
      </span>
    );
  return (
    <span className="flex items-start justify-between gap-3">
      <span>
        Nothing on its way
        <span className="block text-xs text-muted">from {supplier}</span>
      </span>
      <AlertAction
        action={restock}
        fields={{ sku, place }}
        pendingLabel="Reckoning…"
        label={`Order ${sku} for ${place}`}
      >
        Order
      </AlertAction>
    </span>
  );
}

function OrderState({ order }: { order: NonNullable<LowRow["order"]> }) {
  if (order.status === "draft")
    return (
      <Status tone={order.asked ? "warning" : "neutral"} plain>
        {order.asked ? "Waits for approval" : "Draft"}
      </Status>
    );
  return (
    <Status tone="info" plain>
      <span>
        {order.status === "ordered" ? "Ordered" : "Partly received"}
        {order.expectedAt && (
          <>
            , due <Time at={order.expectedAt} style="date" />
          </>
        )}
      </span>
    </Status>
  );
}
