import Link from "next/link";
import type { ReactNode } from "react";
import { StatusShape, type Tone } from "./status";

type Props = {
  label: ReactNode;
  value: ReactNode;
  /** What it means or compares with: "oldest promised for 14:00". */
  note?: ReactNode;
  /** Makes the whole tile lead to the list behind the figure. */
  href?: string | undefined;
  /** Only when a hand is needed; a calm figure has none. */
  tone?: Tone | undefined;
};

const tones: Record<Tone, string> = {
  positive: "text-positive [--shape-gap:var(--surface)]",
  warning: "text-warning [--shape-gap:var(--surface)]",
  critical: "text-critical [--shape-gap:var(--surface)]",
  info: "text-info [--shape-gap:var(--surface)]",
  neutral: "text-neutral [--shape-gap:var(--surface)]",
};

/** One figure that a decision hangs on. */
export function Stat({ label, value, note, href, tone }: Props) {
  const body = (
    <>
      <span className="flex items-center gap-1.5 text-sm text-muted">
        {tone && <StatusShape tone={tone} className={`size-3 shrink-0 ${tones[tone]}`} />}
        {label}
      </span>
      <span className="tabular mt-1 block text-xl font-semibold whitespace-nowrap sm:text-2xl">{value}</span>
      {note && <span className="mt-0.5 block text-xs text-muted">{note}</span>}
    </>
  );
  const box = "block h-full rounded border border-line bg-surface px-4 py-3";
  if (!href) return <div className={box}>{body}</div>;
  return (
    <Link href={href} className={`${box} transition-colors hover:border-line-strong hover:bg-well`}>
      {body}
    </Link>
  );
}
