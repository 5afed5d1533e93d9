"use client";

import { Printer } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Money } from "@/components/ui/money";
import { sum } from "@/server/kernel/money";
import { carrierName } from "./handover-words";
import { isPicture, LabelSheet } from "./label-sheet";
import type { BenchWork } from "./use-bench";
import { VoidLabels } from "./void-labels";

/** The labels to stick on, and the hand-over. */
export function ShipStep({ work }: { work: BenchWork }) {
  const { bench, ship, shipment } = work;
  const { labels } = bench;
  return (
    <div className="grid gap-3 print:block">
      <p className="text-muted print:hidden">
        {labels.length > 1
          ? `Stick a label on each of the ${labels.length} packages, then hand them over.`
          : "Stick the label on, then hand the parcel over."}
      </p>
      <Chosen work={work} />
      <PrintLabels work={work} />
      <Button
        data-primary
        look="primary"
        size="lg"
        wide
        className="print:hidden"
        pending={ship.isPending}
        onClick={() => {
          if (!ship.isPending) ship.mutate({ shipment });
        }}
      >
        Ship {shipment}
      </Button>
      <VoidLabels work={work} />
      <LabelSheets work={work} />
    </div>
  );
}

/** Which service it was, and why. */
function Chosen({ work: { bench } }: { work: BenchWork }) {
  const [first] = bench.labels;
  if (!first) return null;
  const costs = bench.labels.flatMap(({ cost }) => cost ?? []);
  const [cost] = costs;
  return (
    <div className="print:hidden">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 font-semibold">
        <span>{first.serviceName ?? carrierName(first.carrier)}</span>
        {cost && <Money value={sum(costs, cost.currency)} />}
      </p>
      {first.reason && <p className="text-sm text-muted">{first.reason}</p>}
    </div>
  );
}

/** Pictures print from the page; the rest has its own link. */
function PrintLabels({ work: { bench } }: { work: BenchWork }) {
  if (!bench.labels.some(isPicture)) return null;
  return (
    <Button
      size="lg"
      wide
      className="print:hidden"
      icon={<Printer aria-hidden />}
      onClick={() => window.print()}
    >
      {bench.labels.length > 1 ? `Print ${bench.labels.length} labels` : "Print label"}
    </Button>
  );
}

function LabelSheets({ work: { bench } }: { work: BenchWork }) {
  return (
    <div className="grid gap-4 print:block">
      {bench.labels.map((label) => (
        <LabelSheet key={label.id} label={label} of={bench.labels.length} />
      ))}
    </div>
  );
}

/** Done: on to the next one. */
export function ShippedStep({ work }: { work: BenchWork }) {
  const { bench, ship } = work;
  const next = useRef<HTMLDivElement>(null);
  const justShipped = ship.isSuccess;
  // The button that was pressed is gone; the keyboard goes on from here.
  useEffect(() => {
    if (justShipped) next.current?.querySelector("a")?.focus();
  }, [justShipped]);
  return (
    <div className="grid gap-3 print:block">
      <Callout
        tone="positive"
        live="status"
        title={bench.status === "delivered" ? "Delivered" : "Shipped"}
        className="print:hidden"
      >
        {bench.labels.map(({ id, carrier, trackingNumber }) => (
          <span key={id} className="block">
            {carrierName(carrier)} <span className="tabular">{trackingNumber}</span>
          </span>
        ))}
      </Callout>
      <div ref={next} className="grid gap-2 print:hidden">
        {bench.next ? (
          <>
            <ButtonLink href={`/admin/fulfilment/${bench.next}`} look="primary" size="lg" wide>
              Next shipment: {bench.next}
            </ButtonLink>
            <ButtonLink href="/admin/fulfilment" look="quiet" size="lg" wide>
              Back to the queue
            </ButtonLink>
          </>
        ) : (
          <ButtonLink href="/admin/fulfilment" look="primary" size="lg" wide>
            Back to the queue
          </ButtonLink>
        )}
      </div>
      <PrintLabels work={work} />
      <LabelSheets work={work} />
    </div>
  );
}
