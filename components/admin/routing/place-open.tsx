"use client";

import { useActionState } from "react";
import type { FormState } from "@/components/admin/purchasing/form-state";
import { untouched } from "@/components/admin/purchasing/form-state";
import { Callout } from "@/components/ui/callout";
import { SubmitButton } from "@/components/ui/submit-button";

type Props = {
  /** Bound to the place, and to what the button does. */
  action: () => Promise<FormState>;
  open: boolean;
  name: string;
  shipments: number;
};

/** Closes a place or opens it again; either can be taken back by the other. */
export function PlaceOpen({ action, open, name, shipments }: Props) {
  const [state, send] = useActionState(action, untouched);
  return (
    <form action={send} className="grid gap-3 py-3">
      {state.faults.map(({ message }) => (
        <Callout key={message} tone="critical" live="alert">
          {message}
        </Callout>
      ))}
      <p className="text-sm text-muted">
        {open
          ? `Closing it stops new orders from being sent from ${name}. ${
              shipments === 0
                ? "Nothing waits there now."
                : "What waits there stays in its queue until it is sent or re-routed."
            }`
          : `Nothing new is sent from ${name}. Its stock can't be bought until it is open again.`}
      </p>
      <span>
        <SubmitButton look="secondary" pendingLabel={open ? "Closing…" : "Opening…"}>
          {open ? "Close the place" : "Open the place"}
        </SubmitButton>
      </span>
    </form>
  );
}
