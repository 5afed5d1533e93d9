"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { v4 } from "uuid";
import { useTRPC } from "@/components/trpc-client";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ChoiceGroup, RadioCard } from "@/components/ui/choice";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { NumberStepper } from "@/components/ui/number-stepper";
import { TextareaField } from "@/components/ui/textarea";
import { ShortPickResult } from "./short-pick-result";

export type ShortLine = { stockLevelId: number; title: string; variantTitle: string; left: number };
type Props = {
  shipment: string;
  /** The line as it was when it was asked about: it changes, or goes, when it is answered. */
  line: ShortLine;
  onClose: () => void;
};

const units = (count: number): string => `${count} ${count === 1 ? "unit" : "units"}`;

/** For whoever stands at a shelf that does not hold what it should. */
export function ShortPick({ shipment, line, onClose }: Props) {
  const [found, setFound] = useState(0);
  const [damaged, setDamaged] = useState(false);
  const [scan] = useState(() => v4());
  const trpc = useTRPC();
  const queries = useQueryClient();
  // The list that it is on, a shipment's or a walk's, is another one now.
  // Not waited for: the picker reads the answer at once.
  const onSuccess = () => void queries.invalidateQueries();
  const short = useMutation(trpc.shipment.short.mutationOptions({ onSuccess }));
  const missing = line.left - found;
  const name = `${line.title}${line.variantTitle && ` ${line.variantTitle}`}`;

  const send = (form: FormData) => {
    const note = String(form.get("note") ?? "").trim();
    if (short.isPending) return;
    // As it stands in the box: Enter sends it before the box is left.
    const good = Math.min(line.left - 1, Math.max(0, Math.round(Number(form.get("found")) || 0)));
    const reason = damaged ? "damaged" : good === 0 ? "not_found" : "too_few";
    const about = { shipment, stockLevelId: line.stockLevelId, reason, scan } as const;
    short.mutate({ ...about, missing: line.left - good, ...(note ? { note } : {}) });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={short.data ? "Noted" : `${name} is not here?`}
      description={short.data ? undefined : `${units(line.left)} should be on this shelf for ${shipment}.`}
    >
      {short.data ? (
        <ShortPickResult told={short.data} shipment={shipment} onDone={onClose} />
      ) : (
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            send(new FormData(event.currentTarget));
          }}
        >
          <NumberStepper
            name="found"
            label="How many good ones do you find?"
            hideLabel={false}
            size="lg"
            defaultValue={0}
            min={0}
            max={line.left - 1}
            onChange={setFound}
          />
          <ChoiceGroup id="reason" legend="What about the others?" columns={2}>
            <RadioCard
              name="reason"
              value="missing"
              label="They are missing"
              checked={!damaged}
              onChange={() => setDamaged(false)}
            />
            <RadioCard
              name="reason"
              value="damaged"
              label="They are damaged"
              checked={damaged}
              onChange={() => setDamaged(true)}
            />
          </ChoiceGroup>
          <TextareaField label="Note" name="note" optional rows={2} maxLength={200} />
          {short.error && (
            <Callout tone="critical" live="alert">
              {short.error.data
                ? short.error.message
                : "The server can't be reached. Nothing was changed; please try again."}
            </Callout>
          )}
          <div className="flex flex-wrap justify-end gap-2">
            <DialogClose render={<Button size="lg">Look again</Button>} />
            <Button type="submit" look="primary" size="lg" pending={short.isPending}>
              {damaged ? `Report ${units(missing)} damaged` : `Report ${units(missing)} missing`}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
