"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { CodeField } from "./code-field";
import { RecoveryCodes } from "./recovery-codes";
import type { SetUpState } from "./set-up";

type Props = {
  /** Sets the field's id apart from that of other forms on the page. */
  id: string;
  action: (state: SetUpState, form: FormData) => Promise<SetUpState>;
  open: string;
  about: string;
  submit: string;
  danger?: boolean;
};

/** A change of a second factor that is on: takes a code, behind a line that says what it is about. */
export function WithCode({ id, action, open, about, submit, danger }: Props) {
  const [state, send] = useActionState(action, { fault: null, codes: null, round: 0 });
  if (state.codes) return <RecoveryCodes codes={state.codes} />;
  return (
    <details open={state.fault !== null}>
      <summary className="inline-flex min-h-10 cursor-pointer items-center rounded border border-line-strong bg-surface px-4 text-sm font-semibold marker:content-none hover:bg-well">
        {open}
      </summary>
      <form
        action={send}
        noValidate
        className="mt-3 grid justify-items-start gap-3 border-s-2 border-line-strong ps-4"
      >
        <p className="max-w-prose text-sm text-muted">{about}</p>
        <ErrorSummary
          faults={state.fault ? [{ id: `${id}-code`, message: state.fault }] : []}
          title="Nothing was changed"
        />
        <CodeField id={`${id}-code`} key={state.round} label="Code from your app" error={state.fault} />
        <SubmitButton look={danger ? "danger" : "secondary"} pendingLabel="Checking…">
          {submit}
        </SubmitButton>
      </form>
    </details>
  );
}
