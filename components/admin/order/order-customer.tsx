import { Panel } from "@/components/admin/panel";
import { Link } from "@/components/ui/link";
import type { StaffOrder } from "@/server/domain/order/console.queries";

export function OrderCustomer({ order }: { order: StaffOrder }) {
  const { shippingAddress: to } = order;
  const lines = [
    to.name,
    to.line1,
    to.line2,
    [to.city, to.region, to.postalCode].filter(Boolean).join(", "),
    to.country,
  ];
  return (
    <Panel id="customer" title="Customer">
      <div className="grid gap-3 py-3 text-sm sm:grid-cols-2 xl:grid-cols-1">
        <div className="min-w-0">
          <p className="font-medium">{order.customerName}</p>
          <p className="break-words">
            <a href={`mailto:${order.email}`} className="text-accent underline underline-offset-[0.2em]">
              {order.email}
            </a>
          </p>
          {order.phone && <p>{order.phone}</p>}
          <p className="mt-1">
            <Link look="muted" href={`/admin/orders?q=${encodeURIComponent(order.email)}`}>
              All orders of this customer
            </Link>
          </p>
        </div>
        <address className="not-italic">
          <span className="block text-muted">Ships to, by {order.shippingTitle}</span>
          {lines.filter(Boolean).map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
        </address>
      </div>
    </Panel>
  );
}
