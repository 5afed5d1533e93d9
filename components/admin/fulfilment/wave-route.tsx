import { Check } from "lucide-react";
import { isDone, type Stop } from "@/server/domain/wave/wave";

/** The whole way: what comes next, and what is behind. */
export function WaveRoute({ stops, current }: { stops: readonly Stop[]; current: Stop | undefined }) {
  return (
    <section aria-labelledby="route">
      <h2 id="route" className="mb-1 font-semibold">
        The way
      </h2>
      <ol className="border-t border-line">
        {stops.map((stop) => (
          <li
            key={stop.stockLevelId}
            aria-current={stop.stockLevelId === current?.stockLevelId ? "step" : undefined}
            className="flex items-baseline gap-3 border-b border-line px-1 py-2 aria-[current=step]:bg-accent-soft"
          >
            <span className="w-20 shrink-0 font-mono text-sm font-semibold break-all">
              {stop.bin ?? "No shelf"}
            </span>
            <span className={`min-w-0 flex-1 text-sm ${isDone(stop) ? "text-muted" : ""}`}>{stop.title}</span>
            <span className="tabular flex items-center gap-1 text-sm whitespace-nowrap">
              {isDone(stop) && <Check aria-label="done" className="size-4 text-positive" strokeWidth={3} />}
              {stop.picked} of {stop.quantity}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
