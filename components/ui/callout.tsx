import type { ReactNode } from "react";
import { tv } from "tailwind-variants";
import { StatusShape, type Tone } from "./status";

const style = tv({
  base: "flex gap-3 rounded border px-4 py-3",
  variants: {
    tone: {
      positive: "border-positive-line bg-positive-soft [--shape-gap:var(--positive-soft)]",
      warning: "border-warning-line bg-warning-soft [--shape-gap:var(--warning-soft)]",
      critical: "border-critical-line bg-critical-soft [--shape-gap:var(--critical-soft)]",
      info: "border-info-line bg-info-soft [--shape-gap:var(--info-soft)]",
      neutral: "border-neutral-line bg-neutral-soft [--shape-gap:var(--neutral-soft)]",
    },
  },
});

const shape: Record<Tone, string> = {
  positive: "text-positive",
  warning: "text-warning",
  critical: "text-critical",
  info: "text-info",
  neutral: "text-neutral",
};

type Props = {
  tone?: Tone | undefined;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  /** It appeared by itself: read it out (`alert` at once, `status` when there is a pause). */
  live?: "alert" | "status" | undefined;
  className?: string | undefined;
};

/** Something the reader should know before going on. */
export function Callout({ tone = "info", title, children, action, live, className }: Props) {
  return (
    <div role={live} className={style({ tone, class: className })}>
      <StatusShape tone={tone} className={`mt-[0.3rem] size-4 shrink-0 ${shape[tone]}`} />
      <div className="min-w-0 flex-1 self-center">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className={title ? "text-sm" : "leading-6"}>{children}</div>}
      </div>
      {action && <div className="shrink-0 self-center">{action}</div>}
    </div>
  );
}
