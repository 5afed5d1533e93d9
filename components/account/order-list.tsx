import { Illustration } from "@/components/ui/illustration";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Time } from "@/components/ui/time";
import type { HistoryRow } from "@/server/domain/account/order-history.queries";
import { OrderWord } from "./order-word";

type Props = { orders: readonly HistoryRow[]; timeZone: string };

/** A shopper's orders, newest first. */
export function OrderList({ orders, timeZone }: Props) {
  return (
    <ul className="divide-y border-y">
      {orders.map((order) => (
        <li
          key={order.number}
          className="relative grid grid-cols-[3.5rem_1fr] gap-x-4 gap-y-1 py-4 sm:grid-cols-[3.5rem_1fr_auto]"
        >
          <Illustration
            src={order.images[0] ?? "/illustrations/nothing-found.svg"}
            alt=""
            sizes="96px"
            className="row-span-3 self-start"
          />
          <p className="min-w-0">
            <Link
              href={`/orders/${order.number}`}
              look="plain"
              className="font-semibold after:absolute after:inset-0"
            >
              {order.titles.join(", ")}
              {order.lines > order.titles.length && ` and ${order.lines - order.titles.length} more`}
            </Link>
          </p>
          <p className="col-start-2 tabular sm:col-start-3 sm:row-start-1 sm:text-end">
            <Money value={order.total} />
          </p>
          <p className="col-start-2 text-sm text-muted">
            {order.number} · <Time at={order.createdAt} style="date" timeZone={timeZone} />
          </p>
          <p className="col-start-2 mt-1">
            <OrderWord order={order} />
          </p>
        </li>
      ))}
    </ul>
  );
}
