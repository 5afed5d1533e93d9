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
import { type Faults, faultsOf, type Kind, readStockForm, sentence, verbs } from "./stock-form-input";

type Props = { sku: string; places: readonly { code: string; name: string }[]; lots: readonly string[] };

const quantityLabel: Record<Kind, string> = {
  receive: "Units that came in",
  adjust: "Units",
  count: "Units on the shelf",
};

/** Receives, adjusts or counts. Says what changed, and keeps what was typed when it is refused. */
export function StockForm({ sku, places, lots }: Props) {
  const awake = useAwake();
  const trpc = useTRPC();
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<Kind>("adjust");
  const [faults, setFaults] = useState<Faults>({});
  const [said, setSaid] = useState<string>();
  const update = useMutation(
    trpc.inventory.update.mutationOptions({
      onSuccess: (result) => {
        setSaid(sentence(result));
        form.current?.reset();
        router.refresh();
      },
      onError: (error) => setFaults(faultsOf(error)),
    }),
  );

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (update.isPending) return;
    setSaid(undefined);
    const read = readStockForm(sku, kind, new FormData(event.currentTarget));
    setFaults(read.ok ? {} : read.faults);
    if (read.ok) update.mutate(read.input);
  };

  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-4">
      <ChoiceGroup id="kind" legend="What happened" hideLegend>
        <span className="grid grid-cols-3 gap-2">
          {(["adjust", "count", "receive"] as const).map((value) => (
            <RadioChip
              key={value}
              name="kind"
              value={value}
              label={verbs[value]}
              checked={kind === value}
              onChange={() => setKind(value)}
              className="px-1!"
            />
          ))}
        </span>
      </ChoiceGroup>
      <SelectField name="location" label="Place" error={faults.location} size="md">
        {places.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} · {name}
          </option>
        ))}
      </SelectField>
      {(lots.length > 0 || kind === "receive") && (
        <>
          <TextField
            name="lot"
            label="Lot"
            optional={lots.length === 0}
            hint={lots.length > 0 ? "As printed on the box." : undefined}
            error={faults.lot}
            list="lots"
            size="md"
            autoComplete="off"
          />
          <datalist id="lots">
            {lots.map((lot) => (
              <option key={lot} value={lot} />
            ))}
          </datalist>
        </>
      )}
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
          label={quantityLabel[kind]}
          hint={kind === "count" ? "All of them, also those held for orders." : undefined}
          error={faults.quantity}
          type="number"
          inputMode="numeric"
          min={0}
          size="md"
          className="flex-1"
        />
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
        {kind === "receive" ? "Receive stock" : kind === "count" ? "Save the count" : "Adjust stock"}
      </Button>
      <div aria-live="polite">{said && <Callout tone="positive">{said}</Callout>}</div>
    </form>
  );
}
