import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Illustration } from "@/components/ui/illustration";
import { Time } from "@/components/ui/time";
import { putsOf, type Stop, type WaveLine } from "@/server/domain/wave/wave";

export type ShownLine = WaveLine & {
  variantTitle: string;
  image: string | null;
  lot: string | null;
  expiresAt: string | null;
};

type Props = {
  stop: Stop<ShownLine>;
  /** The shelf that has to be scanned first; null when the item is next. */
  shelf: string | null;
  /** On a walk each unit has its tote. */
  totes: boolean;
};

/** One instruction at a time: which shelf, which goods, how many, into which tote. */
export function StopCard({ stop, shelf, totes }: Props) {
  const [line] = stop.lines;
  if (!line) return null;
  const left = stop.quantity - stop.picked;
  return (
    <section
      aria-label="Next"
      data-picked={stop.picked}
      className="overflow-hidden rounded-lg border border-line bg-surface"
    >
      {stop.bin && (
        <Part label={shelf ? "Go to shelf" : "Shelf"} now={shelf !== null} done={shelf === null}>
          <span className={`font-mono font-semibold ${shelf ? "text-4xl" : "text-xl"}`}>{stop.bin}</span>
        </Part>
      )}
      <Part label="Take" now={shelf === null}>
        <div className="flex items-start gap-3">
          {line.image && <Illustration src={line.image} alt="" sizes="64px" className="w-16 shrink-0" />}
          <div className="min-w-0 flex-1">
            <p className={`leading-tight font-semibold ${shelf ? "text-base" : "text-lg"}`}>
              {stop.title}
              {line.variantTitle && <span className="font-normal"> · {line.variantTitle}</span>}
            </p>
            <p data-sku className="font-mono text-sm break-all text-muted">
              {stop.sku}
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
          <p className="tabular shrink-0 text-end leading-none">
            <span className={`font-semibold ${shelf ? "text-2xl" : "text-4xl"}`}>
              <span className="sr-only">Quantity </span>
              <span data-units>{left}</span>
            </span>
            {stop.picked > 0 && (
              <span className="mt-1 block text-sm text-muted">
                {stop.picked} of {stop.quantity} done
              </span>
            )}
          </p>
        </div>
      </Part>
      {totes && (
        <Part label="Into" now={shelf === null}>
          <ul className="flex flex-wrap gap-2">
            {putsOf(stop).map(({ slot, units }, place) => (
              <li
                key={slot}
                className={`tabular rounded border px-3 py-1.5 ${
                  place === 0 && !shelf ? "border-accent bg-accent-soft" : "border-line"
                }`}
              >
                <span className={place === 0 && !shelf ? "text-xl font-semibold" : "font-semibold"}>
                  Tote {slot}
                </span>
                <span className="ms-2 text-muted">× {units}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
    </section>
  );
}

function Part({
  label,
  now,
  done = false,
  children,
}: {
  label: string;
  now: boolean;
  done?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={`border-b border-s-4 border-line px-4 py-3 last:border-b-0 ${
        now ? "border-s-accent" : "border-s-transparent"
      }`}
    >
      <p className="mb-1 flex items-center gap-1 text-xs text-muted">
        {label}
        {done && <Check aria-label="scanned" className="size-3.5 text-positive" strokeWidth={3} />}
      </p>
      {children}
    </div>
  );
}
