"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import type { StockDay } from "@/server/domain/inventory/stock-over-time.queries";
import { areaOf, height, scaleOf, stepsOf, yOf } from "./stock-steps";

type Props = {
  days: readonly StockDay[];
  /** The day that the page looks back to. */
  marked: string | undefined;
};

/** Available and on hand at the end of each day. A pointer, or the arrow keys, read a day's figures. */
export function StockChart({ days, marked }: Props) {
  const last = days.length - 1;
  const [at, setAt] = useState(last);
  const read = days[Math.min(at, last)];
  if (!read) return null;
  const { top, lines } = scaleOf(Math.max(...days.map((day) => Math.max(day.onHand, day.available))));
  const markedAt = days.findIndex((day) => day.day === marked);
  const today = days[last]?.day;

  const press = (event: KeyboardEvent) => {
    const steps: Record<string, number> = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      PageDown: at - 7,
      PageUp: at + 7,
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(last, next)));
  };
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    setAt(Math.max(0, Math.min(last, Math.floor(((event.clientX - box.left) / box.width) * days.length))));
  };

  return (
    <figure className="min-w-0">
      <figcaption className="flex flex-wrap items-baseline gap-x-5 gap-y-1 text-sm">
        <span className="tabular min-w-28 font-semibold max-sm:w-full">
          {read.day === today ? "Today" : longDay(read.day)}
        </span>
        <Key words="Available" units={read.available} swatch="border-t-[3px] border-chart-1" />
        <Key words="On hand" units={read.onHand} swatch="border-t-2 border-dashed border-chart-2" />
      </figcaption>
      <div className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
        <div aria-hidden className="relative h-44 w-max min-w-6 text-end text-xs text-muted">
          {lines.map((units) => (
            <span
              key={units}
              className="tabular absolute end-0 -translate-y-1/2"
              style={{ top: `${yOf(units, top)}%` }}
            >
              {units}
            </span>
          ))}
          <span className="invisible tabular">{top}</span>
        </div>
        <div
          role="slider"
          tabIndex={0}
          aria-label="Stock at the end of a day; arrow keys go from day to day"
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={at}
          aria-valuetext={`${longDay(read.day)}: ${read.available} available, ${read.onHand} on hand`}
          onKeyDown={press}
          onPointerMove={point}
          onPointerDown={point}
          onPointerLeave={() => setAt(last)}
          className="relative h-44 cursor-crosshair touch-pan-y rounded-xs"
        >
          <svg
            aria-hidden
            viewBox={`0 0 ${days.length} ${height}`}
            preserveAspectRatio="none"
            className="size-full overflow-visible [&_*]:[vector-effect:non-scaling-stroke]"
          >
            {lines.map((units) => (
              <line
                key={units}
                x1="0"
                x2={days.length}
                y1={yOf(units, top)}
                y2={yOf(units, top)}
                className={units === 0 ? "stroke-line-strong" : "stroke-line"}
              />
            ))}
            <path
              d={areaOf(
                days.map((day) => day.available),
                top,
              )}
              className="fill-accent-soft"
            />
            <path
              d={stepsOf(
                days.map((day) => day.onHand),
                top,
              )}
              className="fill-none stroke-chart-2"
              strokeWidth="2"
              strokeDasharray="5 3"
            />
            <path
              d={stepsOf(
                days.map((day) => day.available),
                top,
              )}
              className="fill-none stroke-chart-1"
              strokeWidth="2.5"
            />
            {markedAt >= 0 && (
              <line
                x1={markedAt + 1}
                x2={markedAt + 1}
                y1="0"
                y2={height}
                className="stroke-ink"
                strokeDasharray="2 3"
              />
            )}
            {at !== last && (
              <rect
                x={at}
                y="0"
                width="1"
                height={height}
                className="fill-ink/10 stroke-ink/50"
                strokeWidth="1"
              />
            )}
          </svg>
        </div>
        <p aria-hidden className="col-start-2 flex justify-between pt-1.5 text-xs text-muted">
          <span>{shortDay(days[0]?.day)}</span>
          <span>{shortDay(days[Math.floor(last / 2)]?.day)}</span>
          <span>Today</span>
        </p>
      </div>
    </figure>
  );
}

const Key = ({ words, units, swatch }: { words: string; units: number; swatch: string }) => (
  <span className="inline-flex items-center gap-2">
    <span aria-hidden className={`w-5 ${swatch}`} />
    <span className="text-muted">{words}</span>
    <span className="tabular font-semibold">{units}</span>
  </span>
);

// A day and not a moment: no time zone may move it.
const words = (day: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat("en-US", { ...options, timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
const longDay = (day: string) => words(day, { month: "short", day: "numeric", year: "numeric" });
const shortDay = (day = "") => (day ? words(day, { month: "short", day: "numeric" }) : "");
