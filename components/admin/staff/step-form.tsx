"use client";

import { type ReactNode, useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormAction, summaryOf, untouched } from "../purchasing/form-state";

type Props = {
  action: FormAction;
  /** Sent along unseen. */
  hidden: Record<string, string>;
  submit: string;
  pendingLabel: string;
  look?: "primary" | "secondary" | "danger" | "link";
  /** What it will do, where it is worth a second thought: the button is then behind this line. */
  ask?: { open: string; about: ReactNode };
  /** Tells buttons of one name apart for those who hear them. */
  label?: string;
  children?: ReactNode;
};

/** One step with its own button. What is hard to take back is opened first, without JavaScript too. */
export function StepForm({
  action,
  hidden,
  submit,
  pendingLabel,
  look = "secondary",
  ask,
  label,
  children,
}: Props) {
  const [state, send] = useActionState(action, untouched);
  const form = (
    <form action={send} className="grid justify-items-start gap-3">
      <ErrorSummary faults={summaryOf(state, [])} title="Nothing was changed" />
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      <SubmitButton
        look={look}
        size={look === "link" ? "sm" : "md"}
        pendingLabel={pendingLabel}
        aria-label={label}
      >
        {submit}
      </SubmitButton>
    </form>
  );
  if (!ask) return form;
  return (
    <details className="group">
      <summary className="inline-flex min-h-10 cursor-pointer items-center rounded border border-line-strong bg-surface px-4 text-sm font-semibold marker:content-none hover:bg-well">
        {ask.open}
      </summary>
      <div className="mt-3 grid gap-3 border-s-2 border-line-strong ps-4">
        <p className="max-w-prose text-sm text-muted">{ask.about}</p>
        {form}
      </div>
    </details>
  );
}
