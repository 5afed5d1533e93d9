"use client";

import { type ReactNode, useActionState } from "react";
import { FieldError } from "@/components/ui/field";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormAction, untouched } from "./form-state";

type Props = {
  action: FormAction;
  /** What it is about. */
  fields: Record<string, string>;
  pendingLabel: string;
  look?: "primary" | "secondary" | "quiet" | "danger";
  /** What the button says to whoever can't see what stands around it. */
  label?: string;
  children: ReactNode;
};

/** One button that does one thing; why it was refused stands under it. */
export function AlertAction({ action, fields, pendingLabel, look = "secondary", label, children }: Props) {
  const [state, send] = useActionState(action, untouched);
  return (
    <form action={send} className="inline-grid justify-items-start">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton size="sm" look={look} pendingLabel={pendingLabel} aria-label={label}>
        {children}
      </SubmitButton>
      <span role="status" className="max-w-64 text-start whitespace-normal">
        <FieldError id={`${Object.values(fields).join("-")}-refused`}>{state.faults[0]?.message}</FieldError>
      </span>
    </form>
  );
}
