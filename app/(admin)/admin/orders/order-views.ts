import { address } from "@/components/admin/address";
import type { waitingCounts } from "@/server/domain/order/order-list.queries";
import type { OrderFilter } from "@/server/domain/order/order-list.schema";

type Counts = Awaited<ReturnType<typeof waitingCounts>>;

/** The filters that people come back to, as links. */
export function orderViews(filter: OrderFilter, waiting: Counts) {
  const views: { label: string; filter: OrderFilter; count?: number }[] = [
    { label: "All", filter: {} },
    { label: "To pay", filter: { status: "pending" }, count: waiting.pending },
    { label: "To ship", filter: { status: "paid" }, count: waiting.paid },
    { label: "Partly shipped", filter: { status: "partially_shipped" }, count: waiting.partly },
    { label: "On hold", filter: { hold: "open" }, count: waiting.held },
    { label: "Cancelled", filter: { status: "cancelled" } },
    { label: "Refund open", filter: { refund: "open" } },
  ];
  const { status, refund, hold, ...rest } = filter;
  const plain = !Object.values(rest).some(Boolean);
  return views.map(({ label, filter: view, count }) => ({
    label,
    href: address("/admin/orders", view),
    current: plain && status === view.status && refund === view.refund && hold === view.hold,
    ...(count ? { count } : {}),
  }));
}
