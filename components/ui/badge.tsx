import type { ReactNode } from "react";

/** A small label that is no status: a count, "New", "Perishable". */
export function Badge({
  accent,
  className,
  children,
}: {
  accent?: boolean | undefined;
  className?: string | undefined;
  children: ReactNode;
}) {
  const look = accent ? "border-accent bg-accent text-on-accent" : "border-line bg-well text-ink";
  return (
    <span
      className={`tabular inline-flex min-w-5 items-center justify-center rounded-sm border px-1.5 py-px text-xs font-medium whitespace-nowrap ${look} ${className ?? ""}`}
    >
      {children}
    </span>
  );
}
