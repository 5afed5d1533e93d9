"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/input";
import { Time } from "@/components/ui/time";
import type { SheetLine } from "@/server/domain/stock-count/count.queries";

type ChooseProps = { lines: readonly SheetLine[]; onChoose: (line: SheetLine) => void; onBack: () => void };

/** Several lots of one article are on the list: which one is in front of you? */
export function ChooseLot({ lines, onChoose, onBack }: ChooseProps) {
  return (
    <section
      aria-label="Which lot?"
      className="grid gap-2 rounded-lg border border-line-strong bg-surface p-4"
    >
      <h2 className="font-semibold">Which lot of {lines[0]?.title}?</h2>
      <p className="text-sm text-muted">Choose it, or scan the lot's code.</p>
      {lines.map((line) => (
        <Button key={line.id} size="lg" wide className="justify-between!" onClick={() => onChoose(line)}>
          <span className="font-mono">{line.lot ?? "No lot"}</span>
          <span className="text-sm font-normal text-muted">
            {line.status === "to_count" ? line.expiresAt && <Expires at={line.expiresAt} /> : "counted"}
          </span>
        </Button>
      ))}
      <Button look="quiet" size="lg" onClick={onBack}>
        Back
      </Button>
    </section>
  );
}

const Expires = ({ at }: { at: string }) => (
  <>
    expires <Time at={at} style="date" />
  </>
);

type AddProps = {
  code: string;
  /** The lots it is known in, when the server has asked for one. */
  lots: readonly string[] | null;
  pending: boolean;
  onAdd: (more: { lot?: string; expiresAt?: string }) => void;
  onBack: () => void;
};

/** Something was scanned that is not on the list. */
export function AddStep({ code, lots, pending, onAdd, onBack }: AddProps) {
  const [fault, setFault] = useState<string>();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    const text = (name: string) => String(data.get(name) ?? "").trim();
    const [lot, expiresAt] = [text("lot"), text("expiresAt")];
    if (lots && !lot) return setFault("Type or choose the lot that is printed on the box.");
    onAdd({ ...(lot ? { lot } : {}), ...(expiresAt ? { expiresAt } : {}) });
  };
  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid gap-4 rounded-lg border border-line-strong bg-surface p-4"
    >
      <h2 className="font-semibold break-words">
        {lots ? `Which lot of ${code} is it?` : "Does it stand on these shelves?"}
      </h2>
      {lots && (
        <>
          <TextField name="lot" label="Lot" list="known-lots" autoComplete="off" autoFocus error={fault} />
          <datalist id="known-lots">
            {lots.map((lot) => (
              <option key={lot} value={lot} />
            ))}
          </datalist>
          <TextField
            name="expiresAt"
            label="Expires on"
            type="date"
            optional
            hint="Needed only for a lot that is new."
          />
        </>
      )}
      <div className="flex gap-2">
        <Button look="quiet" size="lg" onClick={onBack}>
          Back
        </Button>
        <Button
          type="submit"
          look={lots ? "primary" : "secondary"}
          size="lg"
          className="flex-1"
          pending={pending}
        >
          Add it to the list
        </Button>
      </div>
    </form>
  );
}
