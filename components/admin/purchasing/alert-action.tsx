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
  children: ReactNode;
};

/** One button that does one thing; why it was refused stands under it. */
export function AlertAction({ action, fields, pendingLabel, look = "secondary", children }: Props) {
  const [state, send] = useActionState(action, untouched);
  return (
    <form action={send} className="inline-grid justify-items-start">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <SubmitButton size="sm" look={look} pendingLabel={pendingLabel}>
        {children}
      </SubmitButton>
      <span role="status" className="max-w-64 text-start whitespace-normal">
        <FieldError id={`${Object.values(fields).join("-")}-refused`}>{state.faults[0]?.message}</FieldError>
      </span>
    </form>
  );
}
