import type { ReactNode } from "react";

type Row = {
  label: ReactNode;
  value: ReactNode /** The total: set apart by a rule and weight. */;
  strong?: boolean | undefined;
};

type Props = {
  rows: readonly Row[];
  /** `columns`: name and value side by side, value left. `sums`: values at the right edge, for money. */
  layout?: "columns" | "sums" | undefined;
  className?: string | undefined;
};

export function KeyValues({ rows, layout = "columns", className }: Props) {
  const sums = layout === "sums";
  return (
    <dl className={`grid text-sm ${className ?? ""}`}>
      {rows.map(({ label, value, strong }, place) => (
        <div
          key={typeof label === "string" ? label : place}
          className={`grid gap-x-4 py-1.5 ${sums ? "grid-cols-[1fr_auto]" : "grid-cols-[minmax(7rem,1fr)_2fr]"} ${
            strong ? "mt-1.5 border-t border-line-strong pt-3 text-base font-semibold" : ""
          }`}
        >
          <dt className={strong ? "" : "text-muted"}>{label}</dt>
          <dd className={`min-w-0 ${sums ? "tabular text-end" : ""}`}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
