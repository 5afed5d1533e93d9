"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ChoiceGroup, RadioChip } from "@/components/ui/choice";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { changeReasons } from "@/server/domain/inventory/inventory.schema";
import { useAwake } from "../use-awake";
import {
  type ChangeKind,
  type Faults,
  faultsOf,
  readStockForm,
  type ShelfChoice,
  sentence,
  takesFrom,
  words,
} from "./stock-form-input";
import { StockFormLot } from "./stock-form-lot";

type Props = {
  sku: string;
  places: readonly { code: string; name: string }[];
  shelves: readonly ShelfChoice[];
  /** The place that the page is narrowed to. */
  place: string | undefined;
};

const kinds: readonly ChangeKind[] = [
  "receive",
  "count",
  "adjust",
  "quarantine",
  "reinstate",
  "dispose",
  "return_to_supplier",
];

/** The place and the reason stay for the next box; what belongs to this one goes. */
function emptied(form: HTMLFormElement | null): void {
  for (const name of ["quantity", "damaged", "details", "expiresAt"]) {
    const field = form?.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = "";
  }
}

/** Changes stock by hand. Says what changed, and keeps what was typed when it is refused. */
export function StockForm({ sku, places, shelves, place }: Props) {
  const awake = useAwake();
  const trpc = useTRPC();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<ChangeKind>("adjust");
  const [at, setAt] = useState(place ?? places[0]?.code ?? "");
  const [faults, setFaults] = useState<Faults>({});
  const [said, setSaid] = useState<string>();
  const update = useMutation(
    trpc.inventory.update.mutationOptions({
      onSuccess: (result, { kind: done }) => {
        setSaid(sentence(result, done));
        emptied(form.current);
        router.refresh();
      },
      onError: (error) => setFaults(faultsOf(error)),
    }),
  );

  const choose = (next: ChangeKind) => {
    setKind(next);
    setFaults({});
    setSaid(undefined);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (update.isPending) return;
    setSaid(undefined);
    const read = readStockForm(sku, kind, new FormData(event.currentTarget));
    setFaults(read.ok ? {} : read.faults);
    if (read.ok) update.mutate(read.input);
  };

  const bucket = takesFrom[kind];
  const here = shelves.filter((shelf) => shelf.place === at);
  const held = bucket && here.reduce((units, shelf) => units + shelf[bucket], 0);
  const { units, press, hint } = words[kind];
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-4">
      <ChoiceGroup id="kind" legend="What happened" hideLegend>
        <span className="grid grid-cols-6 gap-2">
          {kinds.map((value, position) => (
            <RadioChip
              key={value}
              name="kind"
              value={value}
              label={words[value].verb}
              checked={kind === value}
              onChange={() => choose(value)}
              className={`px-1! ${position < 3 ? "col-span-2" : "col-span-3"}`}
            />
          ))}
        </span>
      </ChoiceGroup>
      <SelectField
        name="location"
        label="Place"
        error={faults.location}
        size="md"
        defaultValue={at}
        onChange={(event) => setAt(event.target.value)}
      >
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} · {name}
          </option>
        ))}
      </SelectField>
      <StockFormLot
        kind={kind}
        bucket={bucket}
        here={here}
        shelves={shelves}
        fault={faults.lot}
        key={bucket}
      />
      {kind === "receive" && (
        <TextField
          name="expiresAt"
          label="Expires on"
          type="date"
          optional
          error={faults.expiresAt}
          size="md"
        />
      )}
      <div className="flex items-start gap-3">
        {kind === "adjust" && (
          <SelectField name="direction" label="Change" size="md" className="flex-1">
            <option value="-1">Take away</option>
            <option value="1">Add</option>
          </SelectField>
        )}
        <TextField
          name="quantity"
          label={units}
          hint={
            bucket
              ? `${held} ${bucket === "available" ? "available" : "set aside"} in ${at}${here.length > 1 ? ", all lots together" : ""}.`
              : hint
          }
          error={faults.quantity}
          type="number"
          inputMode="numeric"
          min={0}
          size="md"
          className="flex-1"
        />
        {kind === "receive" && (
          <TextField
            name="damaged"
            label="Of them damaged"
            optional
            error={faults.damaged}
            type="number"
            inputMode="numeric"
            min={0}
            size="md"
            className="flex-1"
          />
        )}
      </div>
      <SelectField name="reason" label="Reason" error={faults.reason} size="md" key={kind}>
        {changeReasons[kind].map((reason) => (
          <option key={reason}>{reason}</option>
        ))}
      </SelectField>
      <TextField
        name="details"
        label="In your words"
        optional
        maxLength={120}
        error={faults.details}
        size="md"
        autoComplete="off"
      />
      {faults.form && (
        <Callout tone="critical" live="alert" title="Nothing was changed">
          {faults.form}
        </Callout>
      )}
      <Button type="submit" look="primary" size="lg" disabled={!awake} pending={update.isPending}>
        {press}
      </Button>
      <div aria-live="polite">
        {said && (
          <Callout tone="positive">
            {said} It stands in the{" "}
            <a href="#ledger" className="underline">
              ledger
            </a>
            , and can be undone there.
          </Callout>
        )}
      </div>
    </form>
  );
}
