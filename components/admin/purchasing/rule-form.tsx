"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormAction, faultAt, summaryOf, untouched } from "./form-state";

const fields = ["sku", "location", "reorderPoint", "reorderUpTo", "supplier"];

type Props = {
  action: FormAction;
  /** As the rule stands; of a new one, what is known of it. */
  rule: {
    sku?: string;
    place?: string;
    reorderPoint?: number;
    reorderUpTo?: number;
    supplier?: string | null;
  };
  /** SKU and place of a rule that is there can't be changed. */
  isNew?: boolean;
  places: readonly { code: string; name: string }[];
  /** Who can be chosen. */
  suppliers: readonly { code: string; name: string }[];
  /** The list as it was left, to come back to. */
  back: string;
};

/** When and how far a place is filled up, and by whom. */
export function RuleForm({ action, rule, isNew = false, places, suppliers, back }: Props) {
  const [state, send] = useActionState(action, untouched);
  const value = (field: string, before: string | number | null | undefined): string =>
    state.typed[field] ?? String(before ?? "");
  const id = (field: string): string => `rule-${field}`;
  const marks = { type: "text", inputMode: "numeric", autoComplete: "off", size: "md" } as const;
  return (
    <form key={JSON.stringify(state)} action={send} noValidate className="grid gap-4">
      <input type="hidden" name="back" value={back} />
      <ErrorSummary faults={summaryOf(state, fields, "rule-")} />
      <div className="grid items-start gap-4 sm:grid-cols-2 lg:grid-cols-[repeat(auto-fit,minmax(9rem,1fr))]">
        {isNew ? (
          <>
            <TextField
              id={id("sku")}
              name="sku"
              label="SKU"
              size="md"
              autoComplete="off"
              defaultValue={value("sku", rule.sku)}
              error={faultAt(state, "sku")}
            />
            <SelectField
              id={id("location")}
              name="location"
              label="Place"
              size="md"
              defaultValue={value("location", rule.place)}
              error={faultAt(state, "location")}
            >
              {places.map(({ code, name }) => (
                <option key={code} value={code}>
                  {code} · {name}
                </option>
              ))}
            </SelectField>
          </>
        ) : (
          <>
            <input type="hidden" name="sku" value={rule.sku} />
            <input type="hidden" name="location" value={rule.place} />
          </>
        )}
        <TextField
          {...marks}
          id={id("reorderPoint")}
          name="reorderPoint"
          label="Reorder below"
          hint="0 never reorders."
          defaultValue={value("reorderPoint", rule.reorderPoint)}
          error={faultAt(state, "reorderPoint")}
        />
        <TextField
          {...marks}
          id={id("reorderUpTo")}
          name="reorderUpTo"
          label="Fill up to"
          defaultValue={value("reorderUpTo", rule.reorderUpTo)}
          error={faultAt(state, "reorderUpTo")}
        />
        <SelectField
          id={id("supplier")}
          name="supplier"
          label="Supplier"
          hint={isNew || suppliers.length > 0 ? undefined : "No supplier lists it yet."}
          optional
          size="md"
          defaultValue={value("supplier", rule.supplier)}
          error={faultAt(state, "supplier")}
        >
          <option value="">Nobody; only tell the managers</option>
          {suppliers.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <div className="flex gap-2">
        <SubmitButton look="primary" pendingLabel="Saving…">
          {isNew ? "Add the rule" : "Save the rule"}
        </SubmitButton>
        <ButtonLink href={back} look="quiet">
          Leave it
        </ButtonLink>
      </div>
    </form>
  );
}
