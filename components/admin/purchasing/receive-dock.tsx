"use client";

import { Tag, Volume2, VolumeX } from "lucide-react";
import { useState } from "react";
import { Button, ButtonLink, buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/choice";
import type { Dock } from "@/server/domain/purchasing/receipt.queries";
import { useMute } from "../fulfilment/beeps";
import { ScanField } from "../transfer/scan-field";
import { useAwake } from "../use-awake";
import { ReceiveAwaited } from "./receive-awaited";
import { ReceiveEntry } from "./receive-entry";
import { unitsOf } from "./receive-tally";
import { type Booked, type ReceiptWork, useReceipt } from "./use-receipt";

/** Receives by scan: what comes out of the boxes is listed on this device, then booked with one press. */
export function ReceiveDock({ dock }: { dock: Dock }) {
  const work = useReceipt(dock);
  const awake = useAwake();
  const [asks, setAsks] = useState(false);
  const [muted, setMuted] = useMute();
  const { entries, word, booked, sealed } = work;
  const units = entries.reduce((sum, entry) => sum + unitsOf(entry.quantity), 0);

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,30rem)_minmax(0,1fr)] lg:gap-10">
      <div className="grid min-w-0 gap-4">
        {dock.open && (
          <fieldset disabled={!awake || sealed} className="min-h-44 min-w-0 sm:min-h-32">
            <legend className="sr-only">Scan what came</legend>
            {awake && (
              <ScanField
                button="Put on the list"
                onScan={(code, count) => work.scan(code, count, { ask: asks })}
              >
                <div className="flex items-center justify-between gap-3">
                  <Checkbox
                    label="Ask how many after a scan"
                    checked={asks}
                    onChange={(event) => setAsks(event.target.checked)}
                  />
                  <Button
                    look="quiet"
                    square
                    aria-pressed={muted}
                    aria-label="Mute the scan sounds"
                    title={muted ? "Sounds are off" : "Sounds are on"}
                    onClick={() => setMuted(!muted)}
                    icon={muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
                  />
                </div>
              </ScanField>
            )}
          </fieldset>
        )}
        <div aria-live="assertive">
          {word && (
            <Callout key={word.at} tone={word.tone} title={word.title}>
              {word.detail}
            </Callout>
          )}
        </div>
        {booked && <JustBooked number={dock.number} booked={booked} />}
        <Listed work={work} />
        {entries.length > 0 && (
          <div className="sticky bottom-0 z-sticky -mx-1 bg-paper px-1 py-2 max-sm:bottom-14">
            <Button look="primary" size="lg" wide pending={work.pending} onClick={work.press}>
              {sealed && !work.pending
                ? `Book ${unitWord(units)} again`
                : work.pending
                  ? "Booking…"
                  : `Book ${unitWord(units)}`}
            </Button>
          </div>
        )}
      </div>
      <ReceiveAwaited work={work} />
    </div>
  );
}

function Listed({ work }: { work: ReceiptWork }) {
  const { entries, dock, sealed, booked } = work;
  if (entries.length === 0)
    return booked || !dock.open ? null : (
      <p className="text-sm text-muted">
        What you scan is listed here, also after a reload. Nothing is booked until you press.
      </p>
    );
  return (
    <section aria-label="On the list">
      <ul className="grid gap-3">
        {entries.map((entry) => {
          const line = dock.lines.find(({ id }) => id === entry.line);
          return (
            line && (
              <li key={entry.id}>
                <fieldset disabled={sealed} className="min-w-0">
                  <legend className="sr-only">
                    {line.title} {entry.lot}
                  </legend>
                  <ReceiveEntry work={work} entry={entry} line={line} />
                </fieldset>
              </li>
            )
          );
        })}
      </ul>
    </section>
  );
}

function JustBooked({ number, booked }: { number: string; booked: Booked }) {
  const { units, damaged, awaited, receipt } = booked;
  const labels = `/api/documents/stock-labels?${new URLSearchParams({ order: number, receipt })}`;
  return (
    <Callout
      tone="positive"
      live="status"
      title={`${unitWord(units)} booked${damaged > 0 ? `, ${damaged} of them damaged` : ""}`}
    >
      <p>{awaited === 0 ? "The order is complete." : `${unitWord(awaited)} still awaited.`}</p>
      <p className="mt-3 flex flex-wrap gap-2">
        {units > damaged && (
          <a href={labels} target="_blank" rel="noreferrer" className={buttonStyle({ size: "lg" })}>
            <Tag aria-hidden />
            Print {units - damaged === 1 ? "label" : `${units - damaged} labels`}
          </a>
        )}
        <ButtonLink href={`/admin/purchasing/orders/${number}`} size="lg" look="quiet">
          Show {number}
        </ButtonLink>
      </p>
    </Callout>
  );
}

const unitWord = (n: number): string => `${n} ${n === 1 ? "unit" : "units"}`;
