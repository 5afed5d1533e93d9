type Props = {
  label: string;
  value: number;
  max: number /** In words: "3 of 8 picked". */;
  text?: string | undefined;
};

/** How much is done. */
export function Progress({ label, value, max, text }: Props) {
  const words = text ?? `${value} of ${max}`;
  const share = max > 0 ? Math.min(100, (value / max) * 100) : 0;
  return (
    <div>
      <div className="mb-1.5 flex justify-between gap-4 text-sm">
        <span>{label}</span>
        <span className="tabular text-muted">{words}</span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={words}
        className="h-2 overflow-hidden rounded-full border border-line-strong bg-surface"
      >
        <div className="h-full bg-accent transition-[width] duration-slow" style={{ width: `${share}%` }} />
      </div>
    </div>
  );
}
