"use client";

import { Footprints, Printer, Volume2, VolumeX } from "lucide-react";
import { useState } from "react";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button, ButtonLink, buttonStyle } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { isDone, isGoing, isOff, type Stop } from "@/server/domain/wave/wave";
import type { Walk } from "@/server/domain/wave/wave.queries";
import { useAwake } from "../use-awake";
import { beep, useMute } from "./beeps";
import { LiveMark } from "./live-mark";
import { PickStep } from "./pick-step";
import { type ShortLine, ShortPick } from "./short-pick";
import type { ShownLine } from "./stop-card";
import { useStepFocus } from "./use-step-focus";
import { useWalk, type WalkWork } from "./use-walk";
import { WaitingScans } from "./waiting-scans";
import { WaveRemoved } from "./wave-removed";
import { WaveRoute } from "./wave-route";
import { WaveTotes } from "./wave-totes";

/** One walk from shelf to shelf, and then the totes to pack. */
export function WaveWalk({ initial, me }: { initial: Walk; me: string }) {
  const work = useWalk(initial, me);
  const { walk, floor, picking, word, say } = work;
  const awake = useAwake();
  const [muted, setMuted] = useMute();
  const mine = walk.pickerId === me;
  const units = picking.lines.reduce((sum, line) => sum + line.quantity, 0);
  const done = picking.lines.reduce((sum, line) => sum + line.picked, 0);
  const fetched = picking.stops.every(isDone) && picking.sending.waiting.length === 0;
  const step = useStepFocus(`${mine} ${fetched}`, awake, () => {
    beep("wrong");
    say({ tone: "critical", title: "That was a scan", detail: "Nothing was done. Press Enter by hand." });
  });

  const [short, setShort] = useState<(ShortLine & { shipment: string }) | null>(null);
  // What is missing is missing for the tote that is next.
  const askShort = ({ lines }: Stop<ShownLine>) => {
    const line = lines.find((one) => one.picked < one.quantity);
    if (line) setShort({ ...line, left: line.quantity - line.picked });
  };

  return (
    <>
      {short && (
        <ShortPick
          key={`${short.shipment} ${short.stockLevelId}`}
          shipment={short.shipment}
          line={short}
          onClose={() => setShort(null)}
        />
      )}
      <PageHeader
        trail={
          <Breadcrumb trail={[{ label: "Fulfilment", href: "/admin/fulfilment" }, { label: walk.number }]} />
        }
        title={walk.number}
        aside={
          <>
            <Status tone={fetched ? "positive" : "info"}>{fetched ? "All fetched" : "Walking"}</Status>
            <LiveMark floor={floor} />
          </>
        }
        summary={`${walk.totes.length} ${walk.totes.length === 1 ? "tote" : "totes"} in ${walk.place}${
          walk.picker ? `, picked by ${walk.picker}` : ""
        }`}
        actions={
          <>
            <a
              href={`/api/documents/pick-lists?wave=${walk.number}`}
              target="_blank"
              rel="noreferrer"
              className={buttonStyle({ look: "quiet" })}
            >
              <Printer aria-hidden />
              <span className="max-sm:sr-only">Pick list</span>
            </a>
            <Button
              look="quiet"
              square
              aria-pressed={muted}
              aria-label="Mute the scan sounds"
              title={muted ? "Sounds are off" : "Sounds are on"}
              onClick={() => setMuted(!muted)}
              icon={muted ? <VolumeX aria-hidden /> : <Volume2 aria-hidden />}
            />
          </>
        }
      />
      {units > 0 && (
        <div className="flex items-center gap-3 text-sm">
          <progress
            aria-label="Units fetched"
            max={units}
            value={done}
            className="h-2 flex-1 overflow-hidden rounded-full bg-well accent-accent [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-well [&::-webkit-progress-value]:bg-accent"
          />
          <span className="tabular font-medium">
            {done} of {units} units
          </span>
        </div>
      )}
      <div className="mt-4 grid items-start gap-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:gap-10">
        <div className="grid gap-4 lg:sticky lg:top-4">
          <div aria-live="assertive">
            {word && (
              <Callout key={word.at} tone={word.tone} title={word.title}>
                {word.detail}
              </Callout>
            )}
          </div>
          <fieldset disabled={!awake} className="grid min-w-0 gap-3" {...step}>
            <legend className="sr-only">Next step</legend>
            <WaveRemoved work={work} />
            {!mine && !fetched ? (
              <Callout tone="warning" title={`${walk.picker ?? "Somebody else"} is on this walk`}>
                Start one of your own from the queue, or end this one: what is complete stays picked.
              </Callout>
            ) : fetched ? (
              <Fetched work={work} />
            ) : (
              <PickStep picking={picking} word={word} totes awake={awake} onShort={askShort} />
            )}
            <WaitingScans sending={picking.sending} />
            {!fetched && <EndEarly work={work} />}
          </fieldset>
        </div>
        <div className="grid gap-6">
          {!fetched && <WaveRoute stops={picking.stops} current={picking.stop} />}
          <WaveTotes totes={walk.totes.filter((tote) => !isOff(tote))} lines={picking.lines} />
        </div>
      </div>
    </>
  );
}

/** On to packing, tote by tote. */
function Fetched({ work: { walk } }: { work: WalkWork }) {
  const next = walk.totes.find(
    ({ status, held }) => !held && (status === "picking" || status === "packed" || status === "labelled"),
  );
  return (
    <>
      <p className="text-muted">
        {next
          ? "Everything is fetched. Bring the trolley to the bench."
          : "Nothing is left to do for this walk."}
      </p>
      {next ? (
        <ButtonLink data-primary href={`/admin/fulfilment/${next.shipment}`} look="primary" size="lg" wide>
          Pack tote {next.slot}: {next.shipment}
        </ButtonLink>
      ) : (
        <ButtonLink data-primary href="/admin/fulfilment" look="primary" size="lg" wide>
          Back to the queue
        </ButtonLink>
      )}
    </>
  );
}

function EndEarly({ work: { walk, picking, release } }: { work: WalkWork }) {
  const complete = walk.totes.filter(
    (tote) => isGoing(tote) && picking.lines.filter((line) => line.shipment === tote.shipment).every(isDone),
  ).length;
  return (
    <ConfirmDialog
      trigger={
        <Button look="quiet" size="lg" icon={<Footprints aria-hidden />} pending={release.isPending}>
          End the walk here
        </Button>
      }
      title={`End ${walk.number} here?`}
      confirmLabel="End the walk"
      cancelLabel="Walk on"
      danger={false}
      pending={release.isPending}
      onConfirm={() => {
        if (!release.isPending) release.mutate({ wave: walk.number });
      }}
    >
      {complete === 0
        ? "No tote is complete."
        : `${complete} complete ${complete === 1 ? "tote stays" : "totes stay"} picked.`}{" "}
      The other shipments go back to the queue and start again from nothing: put their units back on the
      shelves.
    </ConfirmDialog>
  );
}
