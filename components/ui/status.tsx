import type { ReactNode } from "react";
import { tv } from "tailwind-variants";

export type Tone = "positive" | "warning" | "critical" | "info" | "neutral";

/** Each tone has its own silhouette, so no meaning hangs on colour alone. */
const shapes: Record<Tone, ReactNode> = {
  positive: (
    <>
      <circle cx="6" cy="6" r="5.5" fill="currentColor" />
      <path d="m3.5 6.2 1.8 1.8 3.2-3.8" fill="none" stroke="var(--shape-gap)" strokeWidth="1.5" />
    </>
  ),
  warning: (
    <>
      <path d="M6 .8 11.7 11H.3Z" fill="currentColor" />
      <path d="M6 4.4v3.2M6 8.6v1.1" fill="none" stroke="var(--shape-gap)" strokeWidth="1.4" />
    </>
  ),
  critical: (
    <>
      <path d="M3.6.5h4.8l3.1 3.1v4.8l-3.1 3.1H3.6L.5 8.4V3.6Z" fill="currentColor" />
      <path d="m4 4 4 4m0-4L4 8" fill="none" stroke="var(--shape-gap)" strokeWidth="1.5" />
    </>
  ),
  info: (
    <>
      <circle cx="6" cy="6" r="4.8" fill="none" stroke="currentColor" strokeWidth="1.4" />
      <path d="M6 1.2a4.8 4.8 0 0 1 0 9.6Z" fill="currentColor" />
    </>
  ),
  neutral: (
    <circle
      cx="6"
      cy="6"
      r="4.8"
      fill="none"
      stroke="currentColor"
      strokeDasharray="2.2 1.57"
      strokeWidth="1.4"
    />
  ),
};

const style = tv({
  base: "inline-flex items-center gap-1.5 whitespace-nowrap font-medium",
  variants: {
    tone: {
      positive: "text-positive [--shape-gap:var(--positive-soft)]",
      warning: "text-warning [--shape-gap:var(--warning-soft)]",
      critical: "text-critical [--shape-gap:var(--critical-soft)]",
      info: "text-info [--shape-gap:var(--info-soft)]",
      neutral: "text-neutral [--shape-gap:var(--neutral-soft)]",
    },
    plain: { true: "", false: "rounded-sm border px-2 py-0.5 text-xs" },
  },
  compoundVariants: [
    { plain: false, tone: "positive", class: "border-positive-line bg-positive-soft" },
    { plain: false, tone: "warning", class: "border-warning-line bg-warning-soft" },
    { plain: false, tone: "critical", class: "border-critical-line bg-critical-soft" },
    { plain: false, tone: "info", class: "border-info-line bg-info-soft" },
    { plain: false, tone: "neutral", class: "border-neutral-line bg-neutral-soft" },
  ],
});

export function StatusShape({ tone, className }: { tone: Tone; className?: string | undefined }) {
  return (
    <svg aria-hidden viewBox="0 0 12 12" className={className ?? "size-3 shrink-0"}>
      {shapes[tone]}
    </svg>
  );
}

type Props = {
  tone: Tone;
  children: ReactNode /** No box: in a line of text or a dense cell. */;
  plain?: boolean | undefined;
  className?: string | undefined;
};

/** Where something stands: shape, word and colour. */
export function Status({ tone, plain = false, className, children }: Props) {
  return (
    <span className={style({ tone, plain, class: className })}>
      <StatusShape tone={tone} />
      {children}
    </span>
  );
}
