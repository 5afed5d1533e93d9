"use client";

import { PackageOpen } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/input";
import type { BenchPackage } from "@/server/domain/shipment/bench-packages.queries";
import { weightDoubt } from "@/server/domain/shipment/packing";
import { LabelOffers, type OfferKey } from "./label-offers";
import type { BenchWork } from "./use-bench";
import { VoidLabels } from "./void-labels";

/** Weighs the closed boxes and buys their labels. */
export function LabelStep({ work }: { work: BenchWork }) {
  const { bench, label, unpack, shipment } = work;
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [offer, setOffer] = useState<OfferKey>();
  const open = bench.packages.filter(({ parcel }) => parcel?.status !== "bought");
  const bought = bench.packages.length - open.length;
  const several = bench.packages.length > 1;
  const busy = open.some(({ parcel }) => parcel?.status === "requested");

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const weights = open.map(({ position }) => ({
      position,
      weightGrams: Number(form.get(weightName(position))),
    }));
    const wrong = weights.filter(
      ({ weightGrams }) => !Number.isInteger(weightGrams) || weightGrams < 1 || weightGrams > 70_000,
    );
    setFaults(
      Object.fromEntries(
        wrong.map(({ position }) => [position, "Enter the weight in whole grams, from 1 to 70,000."]),
      ),
    );
    if (wrong[0]) return document.getElementById(weightName(wrong[0].position))?.focus();
    if (!label.isPending) label.mutate({ shipment, weights, ...(offer ? { offer } : {}) });
  };

  const buys = open.length === 1 ? "Buy label" : `Buy ${open.length} labels`;
  return (
    <div className="grid gap-3">
      <form onSubmit={submit} noValidate className="grid gap-4">
        {!label.isPending && <Outcome packages={open} />}
        {open.map((one) => (
          <Weight key={one.position} one={one} several={several} fault={faults[one.position]} />
        ))}
        {open.length > 0 && (
          <LabelOffers shipment={shipment} busy={busy} chosen={offer} onChoose={setOffer} />
        )}
        <Button type="submit" look="primary" size="lg" wide pending={label.isPending}>
          {label.isPending ? (open.length === 1 ? "Buying the label…" : "Buying the labels…") : buys}
        </Button>
      </form>
      {bought > 0 ? (
        <VoidLabels work={work} />
      ) : (
        <Button
          look="quiet"
          size="lg"
          icon={<PackageOpen aria-hidden />}
          pending={unpack.isPending}
          onClick={() => {
            if (!unpack.isPending) unpack.mutate({ shipment });
          }}
        >
          {several ? "Open the boxes again" : "Open the box again"}
        </Button>
      )}
    </div>
  );
}

const weightName = (position: number): string => `weight-${position}`;

type WeightProps = { one: BenchPackage; several: boolean; fault: string | undefined };

function Weight({ one, several, fault }: WeightProps) {
  const [typed, setTyped] = useState(String(one.weightGrams));
  const doubt = Number(typed) > 0 ? weightDoubt(one.reckonedGrams, Number(typed)) : null;
  const units = `${one.units} ${one.units === 1 ? "unit" : "units"}`;
  return (
    <div className="grid gap-2">
      <TextField
        name={weightName(one.position)}
        label={several ? `Weight of package ${one.position}, in grams` : "Weight of the closed box, in grams"}
        hint={`${one.box ? `${one.box}, ` : ""}${units}. Reckoned: type what the scales say.`}
        error={fault}
        type="number"
        inputMode="numeric"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
      <div aria-live="polite">
        {doubt && (
          <Callout tone="warning" title="Check the weight">
            {doubt}
          </Callout>
        )}
      </div>
    </div>
  );
}

/** What became of the last try. */
function Outcome({ packages }: { packages: readonly BenchPackage[] }) {
  const parcels = packages.flatMap(({ parcel }) => parcel ?? []);
  const failed = parcels.find(({ status }) => status === "failed");
  const lost = parcels.find(({ status }) => status === "lost");
  const requested = parcels.some(({ status }) => status === "requested");
  return (
    <>
      {requested && (
        <Callout tone="warning" title="A label is being bought">
          This page shows it as soon as the carrier has answered.
        </Callout>
      )}
      {failed && (
        <Callout tone="critical" title="The last try got no label">
          {failed.failure}
        </Callout>
      )}
      {lost && (
        <Callout
          tone="warning"
          title={lost.trackingNumber ? "The old label goes back" : "The carrier gave no answer"}
        >
          {lost.failure} You can buy a new label now.
        </Callout>
      )}
    </>
  );
}
