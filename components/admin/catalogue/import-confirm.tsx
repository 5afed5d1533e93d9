"use client";

import { useActionState } from "react";
import { Checkbox } from "@/components/ui/choice";
import { FieldError } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";

export type ConfirmState = { leaveOut: boolean; openingStockAt: string; fault?: string };

type Props = {
  action: (state: ConfirmState, form: FormData) => Promise<ConfirmState>;
  id: string;
  /** Products that would be written, looked at, and left out. */
  good: number;
  wrong: number;
  openingUnits: number;
  places: readonly { code: string; name: string }[];
};

const products = (count: number) => (count === 1 ? "1 product" : `${count.toLocaleString("en-US")} products`);

/** The decision about an import that has been read. */
export function ImportConfirm({ action, id, good, wrong, openingUnits, places }: Props) {
  const [state, confirm] = useActionState(action, {
    leaveOut: false,
    openingStockAt: places[0]?.code ?? "",
  });
  return (
    <form key={JSON.stringify(state)} action={confirm} className="grid gap-4">
      <input type="hidden" name="id" value={id} />
      {openingUnits > 0 && (
        <SelectField
          name="openingStockAt"
          label="Opening stock"
          hint={`The file has ${openingUnits === 1 ? "1 unit" : `${openingUnits.toLocaleString("en-US")} units`} of variants that are new. They are booked where you say.`}
          defaultValue={state.openingStockAt}
          size="md"
          required={false}
        >
          {places.map(({ code, name }) => (
            <option key={code} value={code}>
              {code} · {name}
            </option>
          ))}
          <option value="">Bring in no stock</option>
        </SelectField>
      )}
      {wrong > 0 && (
        <div>
          <Checkbox
            id="leaveOut"
            name="leaveOut"
            label={`Leave out the ${wrong === 1 ? "1 product" : products(wrong)} with errors`}
            hint="Or mend the file and upload it again."
            defaultChecked={state.leaveOut}
            aria-describedby={state.fault ? "leaveOut-error" : undefined}
          />
        </div>
      )}
      <div role="alert">
        <FieldError id="leaveOut-error">{state.fault}</FieldError>
      </div>
      <div>
        <SubmitButton size="lg" pendingLabel="Starting…" disabled={good === 0}>
          Import {products(good)}
        </SubmitButton>
      </div>
    </form>
  );
}
