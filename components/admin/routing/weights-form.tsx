"use client";

import { useActionState } from "react";
import { type FormState, faultAt, summaryOf } from "@/components/admin/purchasing/form-state";
import { Callout } from "@/components/ui/callout";
import { ErrorSummary } from "@/components/ui/error-summary";
import { FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { RoutingWeights } from "@/server/domain/inventory/routing";
import { weightWords } from "./weights";

export type WeightsState = FormState & {
  /** How many weights have just been changed. */
  saved: number | null;
  round: number;
};

type Props = {
  action: (state: WeightsState, form: FormData) => Promise<WeightsState>;
  weights: RoutingWeights;
};

const first: WeightsState = { typed: {}, faults: [], saved: null, round: 0 };

/** How much each criterion counts, saved for every order from then on. */
export function WeightsForm({ action, weights }: Props) {
  const [state, send] = useActionState(action, first);
  const keys = weightWords.map(({ key }) => key);
  return (
    <form key={state.round} action={send} noValidate className="grid">
      <ErrorSummary faults={summaryOf(state, keys, "weight-")} />
      {state.saved !== null && (
        <Callout tone={state.saved > 0 ? "positive" : "neutral"} live="status" className="mt-3">
          {state.saved > 0 ? "Saved. New orders are routed by it." : "Nothing was changed."}
        </Callout>
      )}
      {weightWords.map(({ key, label, does }) => (
        <div
          key={key}
          className="grid grid-cols-[minmax(0,1fr)_5rem] items-start gap-x-6 border-b border-line py-3"
        >
          <div>
            <label htmlFor={`weight-${key}`} className="text-sm font-semibold">
              {label}
            </label>
            <p id={`weight-${key}-description`} className="text-sm text-muted">
              {does}
            </p>
          </div>
          <div>
            <Input
              id={`weight-${key}`}
              name={key}
              type="number"
              inputMode="numeric"
              min={0}
              max={10}
              step={1}
              size="md"
              defaultValue={state.typed[key] ?? String(weights[key])}
              aria-describedby={`weight-${key}-description`}
              aria-invalid={faultAt(state, key) ? true : undefined}
              className="tabular text-end"
            />
          </div>
          <div className="col-span-2">
            <FieldError id={`weight-${key}-error`}>{faultAt(state, key)}</FieldError>
          </div>
        </div>
      ))}
      <div className="flex items-center justify-between gap-4 pt-4">
        <p className="text-sm text-muted">From 0, not at all, to 10.</p>
        <SubmitButton look="secondary" pendingLabel="Saving…">
          Save the weights
        </SubmitButton>
      </div>
    </form>
  );
}
