"use client";

import { Printer, Volume2, VolumeX } from "lucide-react";
import type { ReactNode } from "react";
import { useMute } from "@/components/admin/fulfilment/beeps";
import { actorWords } from "@/components/admin/status-words";
import { useAwake } from "@/components/admin/use-awake";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { CountSheet } from "@/server/domain/stock-count/count.queries";
import { CountLines } from "./count-lines";
import { CountStep } from "./count-step";
import { CountStatus } from "./count-words";
import { useCount } from "./use-count";

/** One list at the shelves: scan, type, Enter. Below it stands what only managers see. */
export function CountBench({ initial, review }: { initial: CountSheet; review: ReactNode }) {
  const work = useCount(initial);
  const { sheet, word } = work;
  const awake = useAwake();
  const [muted, setMuted] = useMute();
  const running = sheet.status === "open" || sheet.status === "review";
  // Whoever has a scanner in hand needs the scan box first; a manager who comes to decide needs the differences.
  const counting = sheet.status === "open";
  return (
    <>
      <PageHeader
        trail={
          <Breadcrumb
            trail={[
              { label: "Inventory", href: "/admin/inventory" },
              { label: "Counts", href: "/admin/inventory/counts" },
              { label: sheet.number },
            ]}
          />
        }
        title={sheet.number}
        aside={<CountStatus status={sheet.status} />}
        summary={
          <>
            {sheet.name} · {sheet.placeName} · opened by {actorWords(sheet.createdBy)},{" "}
            <Time at={sheet.createdAt} timeZone={sheet.timeZone} />
          </>
        }
        actions={
          running && (
            <>
              <ButtonLink
                href={`/admin/inventory/counts/${sheet.number}/sheet`}
                look="quiet"
                icon={<Printer aria-hidden />}
              >
                Paper
              </ButtonLink>
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
          )
        }
      />
      {!counting && review && <div className="mb-8">{review}</div>}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,26rem)_minmax(0,1fr)] lg:gap-10">
        <div className="grid gap-4 lg:sticky lg:top-4">
          <Progress done={sheet.total - sheet.toCount} total={sheet.total} />
          <fieldset disabled={!awake} className="min-w-0">
            <legend className="sr-only">Next step</legend>
            <CountStep work={work} awake={awake} />
          </fieldset>
          <div aria-live="assertive">
            {word && (
              <Callout key={word.at} tone={word.tone} title={word.title}>
                {word.detail}
              </Callout>
            )}
          </div>
        </div>
        <CountLines work={work} awake={awake && running} />
      </div>
      {counting && review && <div className="mt-8">{review}</div>}
    </>
  );
}

function Progress({ done, total }: { done: number; total: number }) {
  return (
    <div>
      <p className="tabular mb-1.5 text-sm font-semibold">
        {done} of {total} {total === 1 ? "shelf" : "shelves"} counted
      </p>
      <progress
        value={done}
        max={Math.max(1, total)}
        aria-label="Shelves counted"
        className="block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-well [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-well [&::-webkit-progress-value]:bg-accent"
      />
    </div>
  );
}
