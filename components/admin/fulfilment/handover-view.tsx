"use client";

import { Package } from "lucide-react";
import { type FormEvent, useState } from "react";
import { CodeInput, useCodeBox } from "@/components/admin/code-input";
import { useAwake } from "@/components/admin/use-awake";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { TabNav } from "@/components/ui/tab-nav";
import type { Handover, ReadyShipment } from "@/server/domain/shipment/handover.queries";
import { HandoverGroup } from "./handover-group";
import { carrierName } from "./handover-words";
import { ManifestList } from "./manifest-list";
import { type HandoverWork, useHandover } from "./use-handover";

type Props = {
  initial: Handover;
  place: string | undefined;
  places: readonly { code: string; name: string }[];
  /** Whether the reader may change what boxes there are. */
  manager: boolean;
};

const address = (place?: string): string => `/admin/fulfilment/handover${place ? `?place=${place}` : ""}`;

/** What stands ready by the door: ship it all, some of it, or label by label as it goes into the van. */
export function HandoverView({ initial, place, places, manager }: Props) {
  const work = useHandover(initial, place);
  const { board, isError, told, results } = work;
  const awake = useAwake();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const groups = grouped(board.ready);
  const parcels = board.ready.reduce((sum, one) => sum + one.packages, 0);
  const choose = (shipments: readonly string[], on: boolean) =>
    setLeft((before) => {
      const after = new Set(before);
      for (const shipment of shipments) on ? after.delete(shipment) : after.add(shipment);
      return after;
    });
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Fulfilment", href: "/admin/fulfilment" }, { label: "Hand-over" }]} />
        }
        title="Hand-over"
        actions={
          manager && (
            <ButtonLink href="/admin/fulfilment/boxes" look="quiet" icon={<Package aria-hidden />}>
              Boxes
            </ButtonLink>
          )
        }
        summary={
          parcels === 0
            ? "Parcels with a label wait here for their carrier."
            : `${board.more ? "The first " : ""}${parcels} labelled ${parcels === 1 ? "parcel waits" : "parcels wait"} for the carrier.`
        }
      />
      {places.length > 1 && (
        <TabNav
          label="Place"
          items={[
            { href: address(), label: "All places", current: !place },
            ...places.map(({ code }) => ({ href: address(code), label: code, current: place === code })),
          ]}
        />
      )}
      {isError && (
        <Callout tone="warning" live="status" className="mt-4">
          The list could not be refreshed just now. It is tried again every few seconds.
        </Callout>
      )}
      <div className="mt-4 grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-10">
        <div className="grid gap-4 lg:order-2 lg:sticky lg:top-4">
          <fieldset disabled={!awake} className="min-w-0">
            <legend className="sr-only">Scan</legend>
            <LabelScan work={work} awake={awake} />
          </fieldset>
          <div aria-live="assertive" className="grid gap-3">
            {told && (
              <Callout key={told.at} tone={told.tone} title={told.title}>
                {told.detail}
              </Callout>
            )}
            {results.length > 0 && (
              <ul className="border-t border-line text-sm">
                {results.map(({ shipment, message }) => (
                  <li key={shipment} className="border-b border-line py-2">
                    <Link href={`/admin/fulfilment/${shipment}`} className="font-semibold">
                      {shipment}
                    </Link>
                    <span className="block text-muted">{message}</span>
                  </li>
                ))}
              </ul>
            )}
          </div>
        </div>
        <fieldset disabled={!awake} className="grid min-w-0 gap-8">
          <legend className="sr-only">Ready for the carriers</legend>
          {groups.map(({ key, items }, rank) => (
            <HandoverGroup
              key={key}
              items={items}
              left={left}
              onChoose={choose}
              work={work}
              main={rank === 0}
            />
          ))}
          {groups.length === 0 && (
            <EmptyState compact title="Nothing waits">
              Shipments come here when their labels are bought.
            </EmptyState>
          )}
          {board.more && <p className="text-sm text-muted">More are ready. They move up as these leave.</p>}
          <ManifestList work={work} />
        </fieldset>
      </div>
    </>
  );
}

/** One group a place and carrier: what one van takes along. */
function grouped(ready: readonly ReadyShipment[]): { key: string; items: ReadyShipment[] }[] {
  const groups = new Map<string, ReadyShipment[]>();
  for (const one of ready) {
    const key = `${one.place} ${carrierName(one.carrier)}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups].map(([key, items]) => ({ key, items }));
}

function LabelScan({ work: { scan }, awake }: { work: HandoverWork; awake: boolean }) {
  const box = useCodeBox(awake);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = box.current?.value.trim();
    if (!box.current || !code) return;
    scan.mutate({ code });
    box.current.value = "";
    box.current.focus();
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <label htmlFor="code" className="text-sm font-semibold">
        Scan a label to ship it
      </label>
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <CodeInput box={box} id="code" name="code" placeholder="Tracking number" className="h-16 text-lg" />
        </div>
        <Button type="submit" size="lg" className="h-16 px-4">
          Ship it
        </Button>
      </div>
    </form>
  );
}
