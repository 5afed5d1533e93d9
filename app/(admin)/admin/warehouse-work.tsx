import type { ReactNode } from "react";
import { Panel } from "@/components/admin/panel";
import { IssueMark } from "@/components/admin/problems/issue-words";
import { StateMark } from "@/components/admin/status-words";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import type { warehouseToday } from "@/server/domain/today/today.queries";

type Props = { work: Awaited<ReturnType<typeof warehouseToday>>; now: Date; timeZone: string };

/** What the warehouse has to do, the oldest of each first. */
export function WarehouseWork({ work: { toPick, started, exceptions, low }, now, timeZone }: Props) {
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
      <div className="grid content-start gap-8">
        <WorkList
          id="pick"
          title="To pick"
          count={toPick.count}
          all="/admin/fulfilment"
          empty="Nothing waits to be picked."
        >
          {toPick.first.map((row) => (
            <Row key={row.number} href={`/admin/fulfilment/${row.number}`} name={row.number}>
              <span className="min-w-0 flex-1 truncate text-muted">
                {row.place}, {row.shippingTitle}
              </span>
              <ShipBy at={row.shipBy} now={now} timeZone={timeZone} />
            </Row>
          ))}
        </WorkList>
        <WorkList
          id="started"
          title="Started, not out yet"
          count={started.count}
          all="/admin/fulfilment"
          empty="Nothing is half done."
        >
          {started.first.map((row) => (
            <Row key={row.number} href={`/admin/fulfilment/${row.number}`} name={row.number}>
              <span className="flex-1">
                <StateMark of="shipment" state={row.status} />
              </span>
              <ShipBy at={row.shipBy} now={now} timeZone={timeZone} />
            </Row>
          ))}
        </WorkList>
        <WorkList
          id="trouble"
          title="Problems on the road"
          count={exceptions.count}
          all="/admin/fulfilment/problems"
          empty="Every parcel is on its way."
        >
          {exceptions.first.map((row) => (
            <Row key={row.id} href={`/admin/fulfilment/problems/${row.id}`} name={row.orderNumber}>
              <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
                <IssueMark kind={row.kind} />
                <span className="min-w-0 text-muted">{row.detail}</span>
              </span>
              <RelativeTime at={row.at} timeZone={timeZone} className="text-muted" />
            </Row>
          ))}
        </WorkList>
      </div>
      <WorkList
        id="low"
        title="Low stock"
        count={low.count}
        all="/admin/inventory"
        empty="Every shelf is above its reorder point."
      >
        {low.first.map((row) => (
          <Row key={`${row.sku} ${row.place}`} href={`/admin/inventory/${row.sku}`} name={row.sku}>
            <span className="min-w-0 flex-1 truncate text-muted">
              {row.title} {row.variantTitle}
            </span>
            <span className="tabular whitespace-nowrap">
              {row.available}{" "}
              <span className="text-muted">
                of {row.reorderPoint} in {row.place}
              </span>
            </span>
          </Row>
        ))}
      </WorkList>
    </div>
  );
}

/** When a shipment has to leave; one that is late says so with more than a colour. */
const ShipBy = ({ at, now, timeZone }: { at: Date; now: Date; timeZone: string }) =>
  at < now ? (
    <Status tone="warning">
      Late, due <RelativeTime at={at} timeZone={timeZone} />
    </Status>
  ) : (
    <span className="text-muted">
      due <RelativeTime at={at} timeZone={timeZone} />
    </span>
  );

type ListProps = {
  id: string;
  title: string;
  count: number;
  all?: string;
  empty: string;
  children: ReactNode;
};

function WorkList({ id, title, count, all, empty, children }: ListProps) {
  const aside = count > 0 && (
    <span className="tabular">
      <span className="font-semibold text-ink">{count >= 1000 ? "1,000+" : count}</span>
      {all && (
        <Link href={all} look="muted" className="ms-3">
          Show all
        </Link>
      )}
    </span>
  );
  return (
    <Panel id={id} title={title} aside={aside}>
      {count === 0 ? (
        <p className="py-2.5 text-sm text-muted">{empty}</p>
      ) : (
        <ul className="divide-y">{children}</ul>
      )}
    </Panel>
  );
}

const Row = ({ href, name, children }: { href: string; name: string; children: ReactNode }) => (
  <li className="flex min-h-row flex-wrap items-center gap-x-3 py-1 text-sm">
    <Link href={href} className="font-medium whitespace-nowrap">
      {name}
    </Link>
    {children}
  </li>
);
