"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/ui/error-summary";
import { SelectField } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/textarea";
import { type FormAction, faultAt, summaryOf, untouched } from "./form-state";

type Named = { code: string; name: string };
type Props = { action: FormAction; id: string; suppliers: readonly Named[]; places: readonly Named[] };

/** Whom to order from and where it goes; its lines come next. */
export function OrderDraftForm({ action, id, suppliers, places }: Props) {
  const [state, submit] = useActionState(action, untouched);
  const { typed } = state;
  return (
    <form key={JSON.stringify(state)} action={submit} noValidate className="grid max-w-lg gap-5">
      <input type="hidden" name="id" value={id} />
      <ErrorSummary faults={summaryOf(state, ["supplier", "location", "note"])} />
      <SelectField
        name="supplier"
        label="Supplier"
        defaultValue={typed.supplier ?? ""}
        error={faultAt(state, "supplier")}
      >
        <option value="">Choose a supplier</option>
        {suppliers.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField
        name="location"
        label="Deliver to"
        defaultValue={typed.location ?? places[0]?.code}
        error={faultAt(state, "location")}
      >
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} · {name}
          </option>
        ))}
      </SelectField>
      <TextareaField
        name="note"
        label="Note to the supplier"
        hint="Stands on the order they get."
        optional
        rows={2}
        maxLength={1000}
        defaultValue={typed.note}
        error={faultAt(state, "note")}
      />
      <SubmitButton size="lg" pendingLabel="Opening…" className="justify-self-start">
        Open a draft
      </SubmitButton>
    </form>
  );
}
