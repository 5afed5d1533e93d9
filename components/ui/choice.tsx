import type { ComponentProps, ReactNode } from "react";
import { FieldError } from "./field";

type GroupProps = {
  legend: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  /** Ties the error to the group; use the field's name. */
  id: string;
  hideLegend?: boolean | undefined;
  /** Cards side by side from tablet width on. */
  columns?: 1 | 2 | 3 | undefined;
  children: ReactNode;
};

const grid = { 1: "", 2: "sm:grid-cols-2", 3: "sm:grid-cols-3" };

/** A question with its answers: wraps radio or checkbox cards. */
export function ChoiceGroup({ legend, hint, error, id, hideLegend, columns = 1, children }: GroupProps) {
  const described = [hint ? `${id}-description` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset id={id} tabIndex={-1} aria-describedby={described || undefined} className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "mb-1.5 text-sm font-semibold"}>{legend}</legend>
      {hint && (
        <p id={`${id}-description`} className="mb-2 text-sm text-muted">
          {hint}
        </p>
      )}
      <div className={`grid gap-2 ${grid[columns]}`}>{children}</div>
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </fieldset>
  );
}

type CardProps = Omit<ComponentProps<"input">, "type" | "children"> & {
  label: ReactNode;
  /** A second line: "Arrives Tue 24 – Thu 26 Nov". */
  hint?: ReactNode;
  /** At the end of the card: a price, a badge. */
  aside?: ReactNode;
};

const card =
  "flex min-h-touch items-center gap-3 rounded border border-line-strong bg-surface px-3.5 py-2.5 transition-colors " +
  "hover:border-ink has-checked:border-accent has-checked:bg-accent-soft has-checked:inset-ring has-checked:inset-ring-accent " +
  "has-disabled:cursor-not-allowed has-disabled:border-line has-disabled:bg-well has-disabled:text-muted " +
  "has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus";

function Card({ type, label, hint, aside, className, ...rest }: CardProps & { type: "radio" | "checkbox" }) {
  return (
    <label className={`${card} ${className ?? ""}`}>
      <input {...rest} type={type} className="size-4.5 shrink-0 outline-none" />
      <span className="min-w-0 flex-1">
        <span className="block font-medium">{label}</span>
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </span>
      {aside && <span className="shrink-0 tabular">{aside}</span>}
    </label>
  );
}

export const RadioCard = (props: CardProps) => <Card {...props} type="radio" />;

/** A small yes or no in a line of a form or a filter. */
export function Checkbox({ label, hint, className, ...rest }: Omit<CardProps, "aside">) {
  return (
    <label className={`flex min-h-8 items-start gap-2.5 py-1 ${className ?? ""}`}>
      <input {...rest} type="checkbox" className="mt-0.5 size-4.5 shrink-0" />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-sm text-muted">{hint}</span>}
      </span>
    </label>
  );
}

/** A size or a colour: a compact radio that reads as a chip. */
export function RadioChip({ label, className, ...rest }: Omit<CardProps, "hint" | "aside">) {
  return (
    <label
      className={`${card} min-h-10 justify-center px-3.5 py-1.5 has-disabled:line-through ${className ?? ""}`}
    >
      <input {...rest} type="radio" className="sr-only" />
      <span className="text-sm font-medium">{label}</span>
    </label>
  );
}
