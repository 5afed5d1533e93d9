"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/input";
import type { BenchWork } from "./use-bench";

/** Weighs the closed box and buys its label. */
export function LabelStep({ work: { bench, label, shipment } }: { work: BenchWork }) {
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const weightGrams = Number(new FormData(event.currentTarget).get("weightGrams"));
    if (!Number.isInteger(weightGrams) || weightGrams < 1 || weightGrams > 70_000)
      return setFault("Enter the weight in whole grams, from 1 to 70,000.");
    setFault(undefined);
    if (!label.isPending) label.mutate({ shipment, weightGrams });
  };
  const { parcel } = bench;
  return (
    <form onSubmit={submit} noValidate className="grid gap-3">
      {parcel?.status === "failed" && !label.isPending && (
        <Callout tone="critical" title="The last try got no label">
          {parcel.failure}
        </Callout>
      )}
      {parcel?.status === "requested" && !label.isPending && (
        <Callout tone="warning" title="A label is being bought">
          This page shows it as soon as the carrier has answered.
        </Callout>
      )}
      <TextField
        name="weightGrams"
        label="Weight of the closed box, in grams"
        hint="Reckoned from the goods and the packing. Correct it if the scales say something else."
        error={fault}
        type="number"
        inputMode="numeric"
        defaultValue={bench.suggestedGrams}
      />
      <Button type="submit" look="primary" size="lg" wide pending={label.isPending}>
        {label.isPending ? "Buying the label…" : "Buy label"}
      </Button>
    </form>
  );
}
