"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ScanLine, Truck, Zap } from "lucide-react";
import { useTRPC } from "@/components/trpc-client";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { TabNav } from "@/components/ui/tab-nav";
import { openStatuses } from "@/server/domain/shipment/shipment";
import type { Queue } from "@/server/domain/shipment/shipment.queries";
import type { QueueInput } from "@/server/domain/shipment/shipment.schema";
import { QueueList } from "./queue-list";
import { shipmentWord } from "./shipment-status";

type Props = { initial: Queue; filter: QueueInput; places: readonly { code: string; name: string }[] };

/** How often the list looks for news. */
const refreshEvery = 5_000;

const address = (filter: QueueInput): string => {
  const query = new URLSearchParams();
  if (filter.location) query.set("place", filter.location);
  if (filter.status) query.set("state", filter.status);
  if (filter.cursor) query.set("cursor", filter.cursor);
  return query.size > 0 ? `/admin/fulfilment?${query}` : "/admin/fulfilment";
};

/** The live queue. Filters and pages are links, so the address always says what is shown. */
export function QueueView({ initial, filter, places }: Props) {
  const trpc = useTRPC();
  const { data, isError } = useQuery({
    ...trpc.shipment.queue.queryOptions(filter),
    initialData: initial,
    placeholderData: keepPreviousData,
    refetchInterval: refreshEvery,
  });
  const { items, counts, nextCursor } = data;
  const { location, status } = filter;
  const next = items.find((item) => item.status === "assigned" && !item.held);
  const open = openStatuses.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const first = { ...filter, cursor: undefined };

  return (
    <>
      <PageHeader
        title="Fulfilment"
        summary={`${open.toLocaleString("en-US")} open ${open === 1 ? "shipment" : "shipments"}, oldest promise first. The list keeps itself up to date.`}
        actions={
          <>
            <ButtonLink href="/admin/fulfilment/handover" look="quiet" size="lg" icon={<Truck aria-hidden />}>
              Hand-over
            </ButtonLink>
            {next && (
              <ButtonLink
                href={`/admin/fulfilment/${next.number}`}
                look="primary"
                size="lg"
                icon={<ScanLine aria-hidden />}
              >
                Pick {next.number}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="max-w-full overflow-x-auto">
          <TabNav
            label="State"
            items={[
              { href: address({ location }), label: "All", current: !status, count: open },
              ...openStatuses.map((state) => ({
                href: address({ location, status: state }),
                label: shipmentWord(state),
                current: status === state,
                count: counts[state] ?? 0,
              })),
            ]}
          />
        </div>
        {places.length > 1 && (
          <TabNav
            label="Place"
            items={[
              { href: address({ status }), label: "All places", current: !location },
              ...places.map(({ code }) => ({
                href: address({ status, location: code }),
                label: code,
                current: location === code,
              })),
            ]}
          />
        )}
      </div>
      {isError && (
        <Callout tone="warning" live="status" className="mt-4">
          The list could not be refreshed just now. It is tried again every few seconds.
        </Callout>
      )}
      {items.length > 0 ? (
        <>
          <QueueList items={items} />
          <Pagination
            newerHref={filter.cursor ? address(first) : undefined}
            newerLabel="First page"
            olderHref={nextCursor ? address({ ...filter, cursor: nextCursor }) : undefined}
            olderLabel="Later promises"
          />
        </>
      ) : (
        <EmptyState title={status || location ? "Nothing here" : "All done"}>
          {status || location
            ? "No open shipment is in this state and place."
            : "Every paid order has left. New ones appear here by themselves."}
        </EmptyState>
      )}
      <p className="mt-2 flex items-center gap-1.5 text-xs text-muted">
        <Zap aria-hidden className="size-3.5" /> Express leaves within 4 hours of payment, everything else
        within 24.
      </p>
    </>
  );
}
