import { Check } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Illustration } from "@/components/ui/illustration";
import { Time } from "@/components/ui/time";
import type { BenchLine } from "@/server/domain/shipment/shipment.queries";
import { type ShortLine, ShortPick } from "./short-pick";
import type { BenchWork } from "./use-bench";

/** What belongs into the box, with how much of it is there. */
export function BenchLines({ work, canPick }: { work: BenchWork; canPick: boolean }) {
  const { bench, picking } = work;
  const [short, setShort] = useState<ShortLine | null>(null);
  const showsPicked = bench.status !== "assigned" && bench.status !== "cancelled";
  return (
    <section aria-label="Items">
      <ul className="border-t border-line">
        {picking.lines.map((line) => {
          const left = line.quantity - line.picked;
          return (
            <li
              key={line.stockLevelId + line.sku}
              className={`flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-1 py-3 transition-colors ${
                showsPicked && left === 0 ? "bg-positive-soft" : ""
              }`}
            >
              {line.image && <Illustration src={line.image} alt="" sizes="64px" className="w-16 shrink-0" />}
              <LineWords line={line} />
              <p className="tabular flex items-center gap-2 text-lg font-semibold whitespace-nowrap">
                {showsPicked && left === 0 && (
                  <Check aria-hidden className="size-5 text-positive" strokeWidth={3} />
                )}
                {showsPicked ? `${line.picked} of ${line.quantity}` : `× ${line.quantity}`}
                {showsPicked && left === 0 && <span className="sr-only">, complete</span>}
              </p>
              {canPick && left > 0 && (
                <Button
                  size="lg"
                  className="max-sm:w-full"
                  aria-label={`Pick ${left} of ${line.title} ${line.variantTitle} by hand`}
                  onClick={() => picking.takeRest(line)}
                >
                  {left === 1 ? "Pick it" : `Pick all ${left}`}
                </Button>
              )}
              {canPick && left > 0 && (
                <Button
                  look="quiet"
                  size="lg"
                  className="max-sm:w-full"
                  aria-label={`${line.title} ${line.variantTitle} is not here`.replace("  ", " ")}
                  onClick={() => setShort({ ...line, left })}
                >
                  Not here…
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {short && (
        <ShortPick
          key={short.stockLevelId}
          shipment={bench.number}
          line={short}
          onClose={() => setShort(null)}
        />
      )}
    </section>
  );
}

function LineWords({ line }: { line: BenchLine }) {
  return (
    <div className="min-w-0 flex-1 basis-40">
      <p className="leading-5 font-semibold">
        {line.title}
        {line.variantTitle && <span className="font-normal"> · {line.variantTitle}</span>}
      </p>
      <p className="font-mono text-sm text-muted">
        {line.bin && <span className="me-2 font-semibold text-ink">{line.bin}</span>}
        {line.sku}
        {line.barcode && <span className="block">{line.barcode}</span>}
      </p>
      {line.lot && (
        <p className="text-sm">
          Lot <span className="font-mono">{line.lot}</span>
          {line.expiresAt && (
            <>
              , expires <Time at={line.expiresAt} style="date" />
            </>
          )}
        </p>
      )}
    </div>
  );
}
