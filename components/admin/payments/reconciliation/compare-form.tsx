"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormState } from "./form-state";
import { untouched } from "./form-state";

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  providers: readonly { value: string; name: string }[];
  yesterday: string;
  today: string;
};

/** Compares any day at once, whatever its turn. Works without scripts. */
export function CompareForm({ action, providers, yesterday, today }: Props) {
  const [state, submit] = useActionState(action, untouched);
  return (
    <form
      key={JSON.stringify(state)}
      action={submit}
      noValidate
      aria-label="Compare a day"
      className="grid gap-3"
    >
      <ErrorSummary faults={state.faults} />
      <div className="flex flex-wrap items-end gap-2">
        <label htmlFor="day" className="grid gap-1 text-xs font-medium text-muted">
          Day (UTC)
          <Input
            type="date"
            id="day"
            name="day"
            size="md"
            max={today}
            defaultValue={state.typed.day ?? yesterday}
            aria-invalid={state.faults.some(({ id }) => id === "day") || undefined}
            required
          />
        </label>
        <label htmlFor="provider" className="grid gap-1 text-xs font-medium text-muted">
          Provider
          <Select id="provider" name="provider" size="md" defaultValue={state.typed.provider}>
            {providers.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </label>
        <SubmitButton look="secondary" pendingLabel="Comparing…">
          Compare
        </SubmitButton>
      </div>
    </form>
  );
}
