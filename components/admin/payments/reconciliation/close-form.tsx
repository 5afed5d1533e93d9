"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormState, untouched } from "./form-state";

type Props = { action: (state: FormState, form: FormData) => Promise<FormState>; difference: string };

/** Closes a difference with a word on what it was about. Works without scripts. */
export function CloseForm({ action, difference }: Props) {
  const [state, submit] = useActionState(action, untouched);
  const id = `note-${difference}`;
  return (
    <details open={state.faults.length > 0 || undefined}>
      <summary className="w-fit rounded-xs py-1 text-accent underline decoration-1 underline-offset-4 hover:decoration-2">
        Note and close
      </summary>
      <form key={JSON.stringify(state)} action={submit} noValidate className="grid max-w-xl gap-3 pt-1 pb-3">
        <input type="hidden" name="difference" value={difference} />
        <ErrorSummary faults={state.faults} />
        <TextField
          id={id}
          name="note"
          label="What it was about"
          hint="For colleagues; it stays with the difference."
          maxLength={500}
          size="md"
          autoComplete="off"
          defaultValue={state.typed.note}
          error={state.faults.find((fault) => fault.id === id)?.message}
        />
        <SubmitButton look="secondary" pendingLabel="Closing…" className="w-fit">
          Close the difference
        </SubmitButton>
      </form>
    </details>
  );
}
