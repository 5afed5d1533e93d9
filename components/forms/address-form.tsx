"use client";

import { type FormEvent, startTransition, useActionState, useRef } from "react";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/choice";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SubmitButton } from "@/components/ui/submit-button";
import type { AddressFields as Fields } from "@/server/domain/customer/address";
import { AddressFields, type AddressValues } from "./address-fields";

export type AddressFormState = {
  values: AddressValues & { name: string; asDefault: string };
  fields: Fields;
  regions: Record<string, string> | null;
  faults: { id?: string; message: string }[];
  round: number;
};

type Props = {
  action: (state: AddressFormState, form: FormData) => Promise<AddressFormState>;
  countries: readonly { code: string; name: string }[];
  initial: AddressFormState;
  /** The address that is changed; a new one has none. */
  addressId?: string;
  /** It is the default one, and stays so until another is. */
  isDefault: boolean;
};

/** One address of the book. Another country has other fields; the server says which. */
export function AddressForm({ action, countries, initial, addressId, isDefault }: Props) {
  const [state, send] = useActionState(action, initial);
  const form = useRef<HTMLFormElement>(null);
  const { values, fields, regions, faults, round } = state;
  const errorOf = (id: string) => faults.find((fault) => fault.id === id)?.message;

  const otherCountry = (event: FormEvent<HTMLFormElement>) => {
    if ((event.target as HTMLInputElement).name !== "country" || !form.current) return;
    const data = new FormData(form.current);
    data.set("intent", "country");
    startTransition(() => send(data));
  };

  return (
    <form ref={form} action={send} onChange={otherCountry} noValidate className="grid max-w-form gap-5">
      {/* What Enter presses, whatever stands first. */}
      <button type="submit" name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden>
        Save address
      </button>
      {addressId && <input type="hidden" name="id" value={addressId} />}
      <ErrorSummary key={`faults ${round}`} faults={faults} />
      <div key={`${values.country} ${round}`} className="grid gap-5">
        <TextField
          name="name"
          label="Name on the parcel"
          autoComplete="name"
          maxLength={120}
          defaultValue={values.name}
          error={errorOf("name")}
        />
        <AddressFields
          values={values}
          fields={fields}
          regions={regions}
          countries={countries}
          errorOf={errorOf}
        />
        {!isDefault && (
          <Checkbox
            name="asDefault"
            label="Use it unless I choose another"
            defaultChecked={values.asDefault === "on"}
          />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <SubmitButton name="intent" value="save" size="lg" pendingLabel="Saving…">
          Save address
        </SubmitButton>
        <ButtonLink href="/account/addresses" size="lg" look="quiet">
          Back without saving
        </ButtonLink>
      </div>
    </form>
  );
}
