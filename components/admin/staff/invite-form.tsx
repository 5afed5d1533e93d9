"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormAction, faultAt, summaryOf, untouched } from "../purchasing/form-state";
import { RoleChoice } from "./role-choice";

const fields = ["name", "email", "role"];

export function InviteForm({ action }: { action: FormAction }) {
  const [state, send] = useActionState(action, untouched);
  const field = (name: string) =>
    ({
      name,
      size: "md",
      autoComplete: "off",
      defaultValue: state.typed[name] ?? "",
      error: faultAt(state, name),
    }) as const;
  return (
    <form key={JSON.stringify(state)} action={send} noValidate className="grid max-w-xl gap-5 py-4">
      <ErrorSummary faults={summaryOf(state, fields)} />
      <TextField {...field("name")} label="Name" hint="As colleagues read it beside what they did." />
      <TextField
        {...field("email")}
        label="E-mail"
        type="email"
        inputMode="email"
        hint="The invitation goes there."
      />
      <RoleChoice legend="What they may do" chosen={state.typed.role} error={faultAt(state, "role")} />
      <SubmitButton className="justify-self-start" pendingLabel="Inviting…">
        Send the invitation
      </SubmitButton>
    </form>
  );
}
