import type { ReactNode } from "react";
import { StatusShape, type Tone } from "./status";

export function Timeline({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ol aria-label={label} className="grid">
      {children}
    </ol>
  );
}

type FactProps = {
  /** What happened, as a sentence: "Paid $48.20 with a card". */
  title: ReactNode;
  /** A `<Time>`. */
  time?: ReactNode;
  /** Who did it: "Mara in the warehouse", "Policy: payment timeout". */
  actor?: ReactNode;
  /** Why it happened by itself. */
  why?: ReactNode;
  tone?: Tone | undefined;
  /** Instead of the tone's shape, about 16 px. */
  icon?: ReactNode;
  /** Hasn't happened yet: shown fainter, with a dashed line up to it. */
  upcoming?: boolean | undefined;
  children?: ReactNode;
};

const ring: Record<Tone, string> = {
  positive: "border-positive-line bg-positive-soft text-positive [--shape-gap:var(--positive-soft)]",
  warning: "border-warning-line bg-warning-soft text-warning [--shape-gap:var(--warning-soft)]",
  critical: "border-critical-line bg-critical-soft text-critical [--shape-gap:var(--critical-soft)]",
  info: "border-info-line bg-info-soft text-info [--shape-gap:var(--info-soft)]",
  neutral: "border-neutral-line bg-neutral-soft text-neutral [--shape-gap:var(--neutral-soft)]",
};

/** One dated fact, with who and why. */
export function TimelineItem({
  title,
  time,
  actor,
  why,
  tone = "neutral",
  icon,
  upcoming,
  children,
}: FactProps) {
  return (
    <li className="group/fact grid grid-cols-[1.75rem_1fr] gap-x-3">
      <div aria-hidden className="flex flex-col items-center">
        <span
          className={`grid size-7 shrink-0 place-items-center rounded-full border [&_svg]:size-3.5 ${upcoming ? "border-dashed border-line-strong text-muted" : ring[tone]}`}
        >
          {icon ?? (!upcoming && <StatusShape tone={tone} />)}
        </span>
        <span
          className={`min-h-3 w-px flex-1 border-s group-last/fact:hidden ${upcoming ? "border-dashed border-line-strong" : "border-line"}`}
        />
      </div>
      <div className={`min-w-0 pb-5 group-last/fact:pb-0 ${upcoming ? "text-muted" : ""}`}>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 pt-0.5">
          <p className="font-medium">{title}</p>
          {time && <span className="text-sm text-muted">{time}</span>}
        </div>
        {actor && <p className="text-sm text-muted">{actor}</p>}
        {why && <p className="mt-1 border-s-2 border-line-strong ps-2.5 text-sm text-muted">{why}</p>}
        {children && <div className="mt-2 text-sm">{children}</div>}
      </div>
    </li>
  );
}
