"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { SubmitButton } from "@/components/ui/submit-button";
import { type SignInState, signInAction } from "./actions";

type Props = { from: string; fault: string | null };

/** A plain form: with JavaScript it stays on the page, without it the server renders the same answer. */
export function SignInForm({ from, fault }: Props) {
  const [state, act] = useActionState<SignInState, FormData>(signInAction, { email: "", fault });
  return (
    <form action={act} className="grid gap-5">
      <ErrorSummary
        faults={state.fault ? [{ id: "email", message: state.fault }] : []}
        title="Not signed in"
      />
      <input type="hidden" name="from" value={from} />
      <TextField
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        defaultValue={state.email}
        // React resets the form after its action; a new key keeps what was typed.
        key={state.email}
        aria-invalid={state.fault ? true : undefined}
      />
      <div>
        <TextField label="Password" name="password" type="password" autoComplete="current-password" />
        <p className="mt-2 text-sm">
          <Link href="/forgot-password" look="muted">
            Forgotten it?
          </Link>
        </p>
      </div>
      <SubmitButton size="lg" wide pendingLabel="Signing in…">
        Sign in
      </SubmitButton>
    </form>
  );
}
