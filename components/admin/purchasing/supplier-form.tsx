"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextareaField } from "@/components/ui/textarea";
import { type FormAction, faultAt, summaryOf, untouched } from "./form-state";

const fields = ["code", "name", "email", "phone", "address", "leadTimeDays", "minimumAmount", "note"];

type Props = {
  action: FormAction;
  currency: string;
  /** As it is kept, in the words of the fields; absent: a new one. */
  supplier?: Record<string, string>;
};

/** Whom we buy from. */
export function SupplierForm({ action, currency, supplier }: Props) {
  const [state, send] = useActionState(action, untouched);
  const field = (name: string) =>
    ({
      id: name,
      name,
      size: "md",
      defaultValue: state.typed[name] ?? supplier?.[name] ?? "",
      error: faultAt(state, name),
    }) as const;
  return (
    <form key={JSON.stringify(state)} action={send} noValidate className="grid gap-4">
      {supplier?.id && <input type="hidden" name="id" value={supplier.id} />}
      <ErrorSummary faults={summaryOf(state, fields)} />
      <TextField {...field("name")} label="Name" autoComplete="off" />
      <TextField
        {...field("code")}
        label="Code"
        hint="Short and stable, such as NORTHPINE. Files and conversations use it."
        autoComplete="off"
        className="max-w-64"
      />
      <TextField
        {...field("email")}
        label="E-mail for orders"
        type="email"
        optional
        hint="Purchase orders are sent there. Without one, somebody phones."
        autoComplete="off"
      />
      <TextField {...field("phone")} label="Phone" type="tel" optional autoComplete="off" />
      <TextareaField
        id="address"
        name="address"
        label="Address"
        optional
        rows={3}
        defaultValue={state.typed.address ?? supplier?.address ?? ""}
        error={faultAt(state, "address")}
      />
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <TextField
          {...field("leadTimeDays")}
          label="Lead time in days"
          hint="From ordering to arrival."
          inputMode="numeric"
          autoComplete="off"
        />
        <TextField
          {...field("minimumAmount")}
          label={`Minimum order in ${currency}`}
          hint="Automatic drafts wait for it."
          optional
          inputMode="decimal"
          autoComplete="off"
        />
      </div>
      <TextareaField
        id="note"
        name="note"
        label="Note"
        optional
        rows={2}
        defaultValue={state.typed.note ?? supplier?.note ?? ""}
        error={faultAt(state, "note")}
      />
      <div className="flex gap-2">
        <SubmitButton look="primary" pendingLabel="Saving…">
          {supplier ? "Save the supplier" : "Add the supplier"}
        </SubmitButton>
        {!supplier && (
          <ButtonLink href="/admin/purchasing/suppliers" look="quiet">
            Leave it
          </ButtonLink>
        )}
      </div>
    </form>
  );
}
