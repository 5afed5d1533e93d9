"use client";

import { useActionState } from "react";
import { ButtonLink } from "@/components/ui/button";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import { type FormAction, faultAt, summaryOf, untouched } from "./form-state";

const fields = ["sku", "supplierSku", "costAmount", "packSize", "minimumQuantity", "leadTimeDays"];

type Props = {
  action: FormAction;
  supplierId: string;
  code: string;
  currency: string;
  leadTimeDays: number;
  /** In the words of the fields; absent: a new one. */
  item?: Record<string, string>;
};

/** What a supplier sells us, and how. */
export function SupplierItemForm({ action, supplierId, code, currency, leadTimeDays, item }: Props) {
  const [state, send] = useActionState(action, untouched);
  const field = (name: string, before = "") =>
    ({
      id: `item-${name}`,
      name,
      size: "md",
      autoComplete: "off",
      defaultValue: state.typed[name] ?? item?.[name] ?? before,
      error: faultAt(state, name),
    }) as const;
  const home = `/admin/purchasing/suppliers/${code}`;
  return (
    <form key={JSON.stringify(state)} action={send} noValidate className="grid gap-4">
      <input type="hidden" name="id" value={supplierId} />
      <input type="hidden" name="code" value={code} />
      <ErrorSummary faults={summaryOf(state, fields, "item-")} />
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <TextField {...field("sku")} label="SKU" readOnly={item !== undefined} />
        <TextField {...field("supplierSku")} label="Their article number" />
        <TextField {...field("costAmount")} label={`Cost of one in ${currency}`} inputMode="decimal" />
        <TextField {...field("packSize", "1")} label="Units in a pack" inputMode="numeric" />
        <TextField {...field("minimumQuantity", "1")} label="Minimum units" inputMode="numeric" />
        <TextField
          {...field("leadTimeDays")}
          label="Lead time in days"
          hint={`Empty: ${leadTimeDays}, as for the supplier.`}
          optional
          inputMode="numeric"
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <SubmitButton look="primary" pendingLabel="Saving…">
          {item ? "Save the article" : "Add the article"}
        </SubmitButton>
        <ButtonLink href={`${home}#items`} look="quiet">
          Leave it
        </ButtonLink>
        {item && (
          <ButtonLink
            href={`${home}?remove=${encodeURIComponent(item.sku ?? "")}#items`}
            look="quiet"
            className="ms-auto"
          >
            Take it off
          </ButtonLink>
        )}
      </div>
    </form>
  );
}
