"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/textarea";
import { type SettleState, untouched } from "./settle-state";

type Props = {
  action: (state: SettleState, form: FormData) => Promise<SettleState>;
  issue: string;
  id: string;
  label: string;
  hint: string;
  press: string;
};

/** One sentence and one button: what was done about a problem. */
export function NoteForm({ action, issue, id, label, hint, press }: Props) {
  const [state, submit] = useActionState(action, untouched);
  return (
    <form key={JSON.stringify(state)} action={submit} noValidate className="grid gap-3">
      <input type="hidden" name="issue" value={issue} />
      <ErrorSummary faults={state.faults.map((fault) => ({ ...fault, id: fault.id && id }))} />
      <TextareaField
        id={id}
        name="note"
        label={label}
        hint={hint}
        rows={2}
        maxLength={300}
        defaultValue={state.typed.note ?? ""}
        error={state.faults.find((fault) => fault.id === "note")?.message}
      />
      <SubmitButton look="secondary" pendingLabel="Saving…">
        {press}
      </SubmitButton>
    </form>
  );
}
