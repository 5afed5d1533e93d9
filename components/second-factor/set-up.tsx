"use client";

import { type ReactNode, useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SubmitButton } from "@/components/ui/submit-button";
import { CodeField } from "./code-field";
import { RecoveryCodes } from "./recovery-codes";

export type SetUpState = { fault: string | null; codes: string[] | null; round: number };

type Props = {
  action: (state: SetUpState, form: FormData) => Promise<SetUpState>;
  /** The picture to scan and the words to type; null once it is set up. */
  secret: { picture: ReactNode; spelled: string } | null;
  /** Where it goes on, and what that is called. */
  onward: { href: string; label: string };
};

/** Scan, type the code, keep the recovery codes. Works without JavaScript; the secret can be typed instead of scanned. */
export function SetUpSecondFactor({ action, secret, onward }: Props) {
  const [state, send] = useActionState(action, { fault: null, codes: null, round: 0 });
  if (state.codes || !secret)
    return (
      <div className="grid gap-6">
        {state.codes ? <RecoveryCodes codes={state.codes} /> : <p>Your second factor is on.</p>}
        <ButtonLink look="primary" size="lg" href={onward.href} className="print:hidden">
          {onward.label}
        </ButtonLink>
      </div>
    );
  return (
    <form action={send} className="grid gap-6" noValidate>
      <ErrorSummary
        faults={state.fault ? [{ id: "code", message: state.fault }] : []}
        title="Not switched on yet"
      />
      <ol className="grid gap-6">
        <li className="grid gap-3">
          <p>
            <span className="font-semibold">1. Scan this picture</span> with an authenticator app, such as the
            one for passwords on your phone.
          </p>
          {secret.picture}
          <details className="text-sm">
            <summary className="cursor-pointer text-muted underline underline-offset-4">
              Type the key instead
            </summary>
            <p
              data-testid="second-factor-key"
              className="mt-2 font-mono text-base break-words select-all"
              translate="no"
            >
              {secret.spelled}
            </p>
          </details>
        </li>
        <li className="grid gap-3">
          <p>
            <span className="font-semibold">2. Type the six digits</span> that the app shows for this shop.
          </p>
          <CodeField key={state.round} label="Code from your app" error={state.fault} digits />
        </li>
      </ol>
      <SubmitButton size="lg" wide pendingLabel="Checking…">
        Switch on the second factor
      </SubmitButton>
    </form>
  );
}
