"use client";

import { Footprints, ScanLine, TriangleAlert, Truck, Zap } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { openStatuses } from "@/server/domain/shipment/shipment";
import type { Queue } from "@/server/domain/shipment/shipment.queries";
import type { QueueInput } from "@/server/domain/shipment/shipment.schema";
import { LiveMark } from "./live-mark";
import { PaperMenu } from "./paper-menu";
import { placeCookie, queueAddress } from "./queue-address";
import { QueueFilters } from "./queue-filters";
import { QueueList } from "./queue-list";
import { useQueue } from "./use-queue";

type Props = {
  initial: Queue;
  filter: QueueInput;
  places: readonly { code: string; name: string }[];
  /** Where this device's picker stands, as far as is known. */
  here: string;
  waveSize: number;
};

/** The live queue. Filters and pages are links, so the address always says what is shown. */
export function QueueView({ initial, filter, places, here, waveSize }: Props) {
  const { queue, floor, isError, take, walk, told, forget } = useQueue(initial, filter);
  const { items, counts, nextCursor, walks } = queue;
  const { location, status, only } = filter;
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: not every handheld's browser has the Cookie Store
    if (location) document.cookie = `${placeCookie}=${location}; path=/admin; max-age=31536000; samesite=lax`;
  }, [location]);

  const [marked, setMarked] = useState<readonly string[]>([]);
  const free = items.filter((item) => item.status === "assigned" && !item.held);
  const chosen = free.filter((item) => marked.includes(item.number));
  const stands = chosen[0]?.place ?? here;
  const oneWalk = chosen.every((item) => item.place === stands);
  const open = openStatuses.reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  const busy = take.isPending || walk.isPending;
  const filtered = Boolean(status || location || only);

  const startWalk = () => {
    forget();
    if (!busy)
      walk.mutate({
        location: stands,
        ...(chosen.length > 0 ? { shipments: chosen.map(({ number }) => number) } : {}),
      });
  };
  const at = places.length > 1 ? ` at ${stands}` : "";
  const waiting = (counts.assigned ?? 0) > 0;

  return (
    <>
      <PageHeader
        title="Fulfilment"
        aside={<LiveMark floor={floor} />}
        summary={`${open.toLocaleString("en-US")} open ${open === 1 ? "shipment" : "shipments"}, oldest promise first.`}
        actions={
          <>
            <ButtonLink
              href="/admin/fulfilment/problems"
              look="quiet"
              size="lg"
              icon={<TriangleAlert aria-hidden />}
            >
              Problems
            </ButtonLink>
            <ButtonLink href="/admin/fulfilment/handover" look="quiet" size="lg" icon={<Truck aria-hidden />}>
              Hand-over
            </ButtonLink>
            {chosen.length > 0 && (
              <PaperMenu
                shipments={chosen.map(({ number }) => number)}
                kinds={["pick-lists", "packing-slips"]}
              />
            )}
            {waiting && (
              <>
                <Button
                  size="lg"
                  className="max-sm:flex-1 max-sm:px-3"
                  icon={<Footprints aria-hidden />}
                  pending={walk.isPending}
                  disabled={!oneWalk || chosen.length > waveSize}
                  onClick={startWalk}
                >
                  {chosen.length > 0 ? `Walk for ${chosen.length}` : `Start a walk${at}`}
                </Button>
                <Button
                  look="primary"
                  size="lg"
                  className="max-sm:flex-1 max-sm:px-3"
                  icon={<ScanLine aria-hidden />}
                  pending={take.isPending}
                  onClick={() => {
                    forget();
                    if (!busy) take.mutate({ location: here });
                  }}
                >
                  Take next{places.length > 1 ? ` at ${here}` : ""}
                </Button>
              </>
            )}
          </>
        }
      />
      <div className="grid gap-2 empty:hidden">
        {walks.map(({ number, place }) => (
          <Callout
            key={number}
            tone="info"
            title={`You are on ${number} in ${place}`}
            action={
              <ButtonLink href={`/admin/fulfilment/waves/${number}`} size="lg">
                Walk on
              </ButtonLink>
            }
          />
        ))}
        {told && (
          <Callout tone="warning" live="alert">
            {told}
          </Callout>
        )}
        {chosen.length > waveSize && (
          <Callout tone="warning" live="status">
            A walk has room for {waveSize} shipments; {chosen.length} are marked.
          </Callout>
        )}
        {!oneWalk && (
          <Callout tone="warning" live="status">
            One walk stays in one place. Mark shipments of {stands} only.
          </Callout>
        )}
        {isError && (
          <Callout tone="warning" live="status">
            The list could not be refreshed just now. It is tried again every few seconds.
          </Callout>
        )}
      </div>
      <QueueFilters filter={filter} counts={counts} places={places} open={open} />
      {items.length > 0 ? (
        <>
          <QueueList
            items={items}
            marked={marked}
            onMark={(number, on) =>
              setMarked(on ? [...marked, number] : marked.filter((other) => other !== number))
            }
          />
          <Pagination
            newerHref={filter.cursor ? queueAddress({ ...filter, cursor: undefined }) : undefined}
            newerLabel="First page"
            olderHref={nextCursor ? queueAddress({ ...filter, cursor: nextCursor }) : undefined}
            olderLabel="Later promises"
          />
        </>
      ) : (
        <EmptyState title={filtered ? "Nothing here" : "All done"}>
          {filtered
            ? "No open shipment is in this state and place."
            : "Every paid order has left. New ones appear here by themselves."}
        </EmptyState>
      )}
      <p className="mt-2 flex items-center gap-1.5 text-xs text-muted">
        <Zap aria-hidden className="size-3.5" /> Express leaves the day it is paid, if that is before the
        place's cut-off; everything else the working day after.
      </p>
    </>
  );
}
