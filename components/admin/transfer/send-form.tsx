"use client";

import { useActionState, useState } from "react";
import { useAwake } from "@/components/admin/use-awake";
import { ErrorSummary } from "@/components/ui/error-summary";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { transferReasons } from "@/server/domain/transfer/transfer.schema";
import { SendRows } from "./send-rows";
import type { SendState } from "./send-state";

type Place = { code: string; name: string };
type Props = {
  action: (state: SendState, form: FormData) => Promise<SendState>;
  /** Of the transfer to be: pressed twice, it is sent once. */
  id: string;
  places: readonly Place[];
  initial: SendState;
};

/** Says what goes where. Items are scanned or typed; without scripts there are a few blank lines. */
export function SendForm({ action, id, places, initial }: Props) {
  const [state, submit] = useActionState(action, initial);
  return (
    // A new answer takes the form's place, so that what was typed stays after React has emptied the old one.
    <form key={JSON.stringify(state)} action={submit} noValidate className="grid max-w-3xl gap-6">
      <input type="hidden" name="id" value={id} />
      <ErrorSummary faults={state.faults.map((fault) => ({ ...fault, id: fault.id || undefined }))} />
      <Fields state={state} places={places} />
    </form>
  );
}

function Fields({ state, places }: { state: SendState; places: readonly Place[] }) {
  const awake = useAwake();
  const [from, setFrom] = useState(state.from);
  const [units, setUnits] = useState(0);
  const errorOf = (id: string) => state.faults.find((fault) => fault.id === id)?.message;
  const options = places.map(({ code, name }) => (
    <option key={code} value={code}>
      {code} · {name}
    </option>
  ));
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name="from"
          label="From"
          error={errorOf("from")}
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        >
          {options}
        </SelectField>
        <SelectField name="to" label="To" error={errorOf("to")} defaultValue={state.to}>
          {options}
        </SelectField>
      </div>
      <SendRows
        from={from}
        initial={state.rows}
        errorOf={errorOf}
        refused={state.faults.length > 0}
        onUnits={setUnits}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField name="reason" label="Reason" error={errorOf("reason")} defaultValue={state.reason}>
          {transferReasons.map((reason) => (
            <option key={reason}>{reason}</option>
          ))}
        </SelectField>
        <TextField
          name="details"
          label="In your words"
          optional
          maxLength={120}
          defaultValue={state.details}
          error={errorOf("details")}
          autoComplete="off"
        />
      </div>
      <div>
        <SubmitButton size="lg" pendingLabel="Sending…" className="max-sm:w-full">
          {awake && units > 0 ? `Send ${units} ${units === 1 ? "unit" : "units"}` : "Send the goods"}
        </SubmitButton>
      </div>
    </>
  );
}
