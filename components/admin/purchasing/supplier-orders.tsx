import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Status, type Tone } from "@/components/ui/status";
import { Table, Tbody, Td, Th, Thead, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { SupplierPage } from "@/server/domain/purchasing/supplier.queries";

const words: Record<SupplierPage["orders"][number]["status"], { tone: Tone; word: string }> = {
  draft: { tone: "neutral", word: "Draft" },
  ordered: { tone: "info", word: "Ordered" },
  partially_received: { tone: "info", word: "Partly received" },
  received: { tone: "positive", word: "Received" },
  cancelled: { tone: "critical", word: "Cancelled" },
};

/** What is on its way from a supplier, or about to be ordered. */
export function SupplierOrders({ orders, now }: { orders: SupplierPage["orders"]; now: Date }) {
  if (orders.length === 0)
    return (
      <EmptyState compact title="Nothing open" as="h3">
        Drafts and orders that are not fully received stand here.
      </EmptyState>
    );
  return (
    <Table caption="Open purchase orders, newest first">
      <Thead>
        <Tr>
          <Th>Number</Th>
          <Th>Goes to</Th>
          <Th>State</Th>
          <Th>Due</Th>
          <Th numeric>Total</Th>
        </Tr>
      </Thead>
      <Tbody>
        {orders.map((order) => (
          <Tr key={order.number}>
            <Td label="Number">
              <Link href={`/admin/purchasing/orders/${order.number}`}>{order.number}</Link>
            </Td>
            <Td label="Goes to">{order.place}</Td>
            <Td label="State">
              <Status tone={words[order.status].tone} plain>
                {words[order.status].word}
              </Status>
            </Td>
            <Td label="Due" className={order.expectedAt ? "" : "text-muted max-sm:hidden!"}>
              {order.expectedAt ? (
                <span className={order.expectedAt < now ? "font-medium text-critical" : ""}>
                  <Time at={order.expectedAt} style="date" />
                  {order.expectedAt < now && ", overdue"}
                </span>
              ) : (
                "–"
              )}
            </Td>
            <Td label="Total" numeric>
              <Money value={{ amount: order.total, currency: order.currency }} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
