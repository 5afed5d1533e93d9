"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormAction, faultAt, summaryOf, untouched } from "../purchasing/form-state";

const fields = ["name", "lengthMm", "widthMm", "heightMm", "emptyGrams", "maxGrams"];

type Props = {
  action: FormAction;
  /** As it is kept, in the words of the fields; absent: a new one. */
  box?: Record<string, string> | undefined;
};

/** A kind of box, by its inside. */
export function BoxForm({ action, box }: Props) {
  const [state, send] = useActionState(action, untouched);
  const field = (name: string) =>
    ({
      id: name,
      name,
      size: "md",
      autoComplete: "off",
      defaultValue: state.typed[name] ?? box?.[name] ?? "",
      error: faultAt(state, name),
    }) as const;
  const number = (name: string) => ({ ...field(name), inputMode: "numeric" }) as const;
  return (
    <form key={JSON.stringify(state)} action={send} noValidate className="grid gap-4 py-4">
      {box?.id && <input type="hidden" name="id" value={box.id} />}
      <ErrorSummary faults={summaryOf(state, fields)} />
      <TextField {...field("name")} label="Name" hint="As packers call it, such as Small box." />
      <fieldset className="min-w-0">
        <legend className="mb-1.5 text-sm font-semibold">Inside, in millimetres</legend>
        <div className="grid grid-cols-3 items-start gap-3">
          <TextField {...number("lengthMm")} label="Length" />
          <TextField {...number("widthMm")} label="Width" />
          <TextField {...number("heightMm")} label="Height" />
        </div>
      </fieldset>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField {...number("emptyGrams")} label="Empty weight in grams" hint="With padding." />
        <TextField {...number("maxGrams")} label="Heaviest in grams" hint="Closed, with everything in it." />
      </div>
      <div className="flex flex-wrap gap-2">
        <SubmitButton pendingLabel="Saving…">{box?.id ? "Save the box" : "Add the box"}</SubmitButton>
        {box?.id && (
          <ButtonLink href="/admin/fulfilment/boxes" look="quiet">
            Leave it as it was
          </ButtonLink>
        )}
      </div>
    </form>
  );
}
