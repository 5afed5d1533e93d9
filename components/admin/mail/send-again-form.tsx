"use client";

import { useActionState } from "react";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";

export type SendAgainState = { to: string; fault: string | null; round: number };

type Props = {
  action: (state: SendAgainState, form: FormData) => Promise<SendAgainState>;
  id: string;
  recipient: string;
};

/** To the address it went to, or the right one. */
export function SendAgainForm({ action, id, recipient }: Props) {
  const [state, send] = useActionState(action, { to: recipient, fault: null, round: 0 });
  return (
    // A new answer takes the form's place, so that what was typed stays after React has emptied the old one.
    <form key={state.round} action={send} noValidate className="grid gap-3 py-3">
      <input type="hidden" name="id" value={id} />
      <TextField
        name="to"
        label="Send it to"
        type="email"
        size="md"
        defaultValue={state.to}
        error={state.fault}
        hint="Another address changes this mail alone, not the order."
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        autoFocus={state.fault !== null}
      />
      <div>
        <SubmitButton pendingLabel="Sending…">Send again</SubmitButton>
      </div>
    </form>
  );
}
