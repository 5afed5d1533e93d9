import { Truck } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { Status } from "@/components/ui/status";
import { holdWords } from "@/server/domain/order/hold";
import type { ReadyShipment } from "@/server/domain/shipment/handover.queries";
import { carrierName, parcelWords } from "./handover-words";
import { PaperMenu } from "./paper-menu";
import type { HandoverWork } from "./use-handover";
import { gramsText } from "./weights";

type Props = {
  items: readonly ReadyShipment[];
  /** What stays here for now. */
  left: ReadonlySet<string>;
  onChoose: (shipments: readonly string[], on: boolean) => void;
  work: HandoverWork;
  /** Its button is the page's main one. */
  main: boolean;
};

/** What one carrier's van takes along from one place. */
export function HandoverGroup({ items, left, onChoose, work: { ship }, main }: Props) {
  const [first] = items;
  if (!first) return null;
  const title = `${carrierName(first.carrier)} from ${first.placeName}`;
  const free = items.filter(({ held }) => !held);
  const chosen = free.filter(({ shipment }) => !left.has(shipment));
  const parcels = chosen.reduce((sum, one) => sum + one.packages, 0);
  const sending = ship.isPending;
  return (
    <section aria-label={title}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line-strong pb-2">
        <div className="flex items-center gap-3">
          <input
            type="checkbox"
            aria-label={`All of ${title}`}
            className="size-4.5"
            checked={free.length > 0 && chosen.length === free.length}
            disabled={free.length === 0}
            onChange={(event) =>
              onChoose(
                free.map(({ shipment }) => shipment),
                event.target.checked,
              )
            }
          />
          <h2 className="font-semibold">{title}</h2>
        </div>
        <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
          <PaperMenu
            shipments={chosen.map(({ shipment }) => shipment)}
            kinds={["shipping-labels", "packing-slips", "customs-invoices"]}
          />
          <Button
            look={main && chosen.length > 0 ? "primary" : "secondary"}
            size="lg"
            className="max-sm:flex-1"
            icon={<Truck aria-hidden />}
            disabled={chosen.length === 0}
            pending={sending}
            onClick={() => {
              if (!sending) ship.mutate({ shipments: chosen.map(({ shipment }) => shipment) });
            }}
          >
            {chosen.length === 0 ? "Ship nothing" : `Ship ${parcelWords(parcels)}`}
          </Button>
        </div>
      </div>
      <ul>
        {items.map((item) => (
          <Row
            key={item.shipment}
            item={item}
            chosen={!item.held && !left.has(item.shipment)}
            onChoose={(on) => onChoose([item.shipment], on)}
          />
        ))}
      </ul>
    </section>
  );
}

type RowProps = { item: ReadyShipment; chosen: boolean; onChoose: (on: boolean) => void };

function Row({ item, chosen, onChoose }: RowProps) {
  const { shipment, held, late, shipBy, timeZone, packages, trackingNumbers } = item;
  return (
    <li className="flex gap-3 border-b border-line py-2.5 has-checked:bg-accent-soft/40">
      <input
        type="checkbox"
        aria-label={`Ship ${shipment}`}
        className="mt-1 size-4.5 shrink-0"
        checked={chosen}
        disabled={held !== null}
        onChange={(event) => onChoose(event.target.checked)}
      />
      <div className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 text-sm sm:grid-cols-[minmax(0,1fr)_auto]">
        <p className="flex flex-wrap items-center gap-x-2">
          <Link href={`/admin/fulfilment/${shipment}`} className="text-base font-semibold">
            {shipment}
          </Link>
          {packages > 1 && <span className="font-medium">{packages} packages</span>}
          {held && <Status tone="warning">On hold: {holdWords[held].toLowerCase()}</Status>}
        </p>
        <p className="sm:text-end">
          {late ? (
            <Status tone="critical" plain>
              <span>
                Late: <RelativeTime at={shipBy} timeZone={timeZone} />
              </span>
            </Status>
          ) : (
            <RelativeTime at={shipBy} timeZone={timeZone} className="text-muted" />
          )}
        </p>
        <p className="min-w-0 text-muted">{[item.to, ...item.services.filter(Boolean)].join(" · ")}</p>
        <p className="tabular text-muted sm:text-end">{gramsText(item.grams)}</p>
        <p className="font-mono text-xs break-all text-muted sm:col-span-2">{trackingNumbers.join(" ")}</p>
      </div>
    </li>
  );
}
