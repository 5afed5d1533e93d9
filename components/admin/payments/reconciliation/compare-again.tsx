"use client";

import { RotateCw } from "lucide-react";
import { useActionState } from "react";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormState, untouched } from "./form-state";

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  provider: string;
  day: string;
};

/** Compares this day once more. Works without scripts. */
export function CompareAgain({ action, provider, day }: Props) {
  const [{ faults }, submit] = useActionState(action, untouched);
  return (
    <form action={submit} className="grid justify-items-end gap-1">
      <input type="hidden" name="provider" value={provider} />
      <input type="hidden" name="day" value={day} />
      <SubmitButton look="secondary" icon={<RotateCw aria-hidden />} pendingLabel="Comparing…">
        Compare again
      </SubmitButton>
      {faults.map(({ message }) => (
        <p key={message} role="alert" className="max-w-80 text-sm text-critical">
          {message}
        </p>
      ))}
    </form>
  );
}
