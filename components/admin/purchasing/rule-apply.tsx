"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormAction, untouched } from "./form-state";

type Props = { action: FormAction; suggestions: number; back: string; checkAll: string };

/** Takes the checked suggestions over. The boxes stand in the table, which this form's id leads to. */
export function ApplySuggestions({ action, suggestions, back, checkAll }: Props) {
  const [state, send] = useActionState(action, untouched);
  const [fault] = state.faults;
  return (
    <form id="apply" action={send} className="grid gap-3">
      <input type="hidden" name="back" value={back} />
      {fault && (
        <Callout tone="critical" live="alert" title="No rule was changed">
          {fault.message}
        </Callout>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <p className="me-2 text-sm text-muted">
          {suggestions === 1 ? "1 suggestion" : `${suggestions} suggestions`} on this page
        </p>
        <ButtonLink href={checkAll} size="sm" look="quiet" scroll={false}>
          Check all
        </ButtonLink>
        <SubmitButton size="sm" look="secondary" pendingLabel="Applying…">
          Apply the checked
        </SubmitButton>
      </div>
    </form>
  );
}
