import { Check } from "lucide-react";

/** Where in a fixed sequence something stands; `current` is an index, or the length when all is done. */
export function Steps({
  steps,
  current,
  label,
}: {
  steps: readonly string[];
  current: number;
  label: string;
}) {
  return (
    <ol aria-label={label} className="flex flex-wrap gap-x-5 gap-y-2 text-sm">
      {steps.map((step, place) => {
        const done = place < current;
        const here = place === current;
        const mark = done
          ? "border-accent bg-accent text-on-accent"
          : here
            ? "border-accent text-accent inset-ring inset-ring-accent"
            : "border-line-strong text-muted";
        return (
          <li key={step} aria-current={here ? "step" : undefined} className="flex items-center gap-2">
            <span
              aria-hidden
              className={`tabular grid size-6 place-items-center rounded-full border text-xs font-semibold ${mark}`}
            >
              {done ? <Check className="size-3.5" strokeWidth={3} /> : place + 1}
            </span>
            <span className={here ? "font-semibold" : done ? "" : "text-muted"}>
              {step}
              {done && <span className="sr-only"> (done)</span>}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
