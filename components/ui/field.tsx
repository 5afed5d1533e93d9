import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

export type FieldFrame = {
  label: ReactNode;
  /** Help that is there before anything goes wrong. */
  hint?: ReactNode;
  /** What to do about it. Shown beside the control, tied to it, and marks it invalid. */
  error?: ReactNode;
  /** Most fields are needed; the others say so. */
  optional?: boolean | undefined;
  /** The label is for screen readers only. */
  hideLabel?: boolean | undefined;
};

/** The control's side of the wiring. Ids follow conform: `<id>-description`, `<id>-error`. */
export function describedBy(id: string, { hint, error }: Pick<FieldFrame, "hint" | "error">) {
  const ids = [hint ? `${id}-description` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ");
  return {
    id,
    "aria-describedby": ids || undefined,
    "aria-invalid": error ? true : undefined,
  };
}

/** Label above, control, hint and error below: around any control that takes `describedBy(id, …)`. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  hideLabel,
  className,
  children,
}: FieldFrame & { id: string; className?: string | undefined; children: ReactNode }) {
  return (
    <div className={className}>
      <label htmlFor={id} className={hideLabel ? "sr-only" : "mb-1.5 block text-sm font-semibold"}>
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {children}
      {hint && (
        <p id={`${id}-description`} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
      <FieldError id={`${id}-error`}>{error}</FieldError>
    </div>
  );
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <p id={id} className="mt-1.5 flex gap-1.5 text-sm font-medium text-critical">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
