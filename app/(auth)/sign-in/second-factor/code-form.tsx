"use client";

import { useActionState } from "react";
import { CodeField } from "@/components/second-factor/code-field";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { type CodeState, giveCodeAction } from "./actions";

export function CodeForm({ from }: { from: string }) {
  const [state, act] = useActionState<CodeState, FormData>(giveCodeAction, { fault: null, round: 0 });
  return (
    <form action={act} className="grid gap-5" noValidate>
      <ErrorSummary
        faults={state.fault ? [{ id: "code", message: state.fault }] : []}
        title="Not signed in"
      />
      <input type="hidden" name="from" value={from} />
      <CodeField
        key={state.round}
        label="Code"
        hint="The six digits that your authenticator app shows now. Lost your phone? Type a recovery code."
        error={state.fault}
      />
      <SubmitButton size="lg" wide pendingLabel="Checking…">
        Sign in
      </SubmitButton>
    </form>
  );
}
