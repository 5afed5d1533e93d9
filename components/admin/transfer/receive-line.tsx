"use client";

import { Check } from "lucide-react";
import type { KeyboardEvent } from "react";
import { Illustration } from "@/components/ui/illustration";
import { TextField } from "@/components/ui/input";
import { Time } from "@/components/ui/time";
import type { TransferLine } from "@/server/domain/transfer/transfer.queries";
import { leftOf, unitsOf } from "./tally";

type Props = {
  line: TransferLine;
  tally: { came: string; damaged: string };
  errorOf: (id: string) => string | undefined;
  onChange: (what: { came?: string; damaged?: string }) => void;
};

const holdEnter = (event: KeyboardEvent) => {
  if (event.key === "Enter") event.preventDefault();
};

/** One line of an arrival: how many came, and how many of those are damaged. */
export function ReceiveLine({ line, tally, errorOf, onChange }: Props) {
  const left = leftOf(line);
  const complete = unitsOf(tally.came) === left;
  const number = { type: "number", inputMode: "numeric", min: 0, size: "lg", onKeyDown: holdEnter } as const;
  return (
    <li
      className={`grid grid-cols-2 items-start gap-x-3 gap-y-3 border-b border-line px-1 py-4 transition-colors sm:grid-cols-[minmax(0,1fr)_7rem_7rem] ${
        complete ? "bg-positive-soft" : ""
      }`}
    >
      <input type="hidden" name="line" value={line.id} />
      <input type="hidden" name={`before-${line.id}`} value={line.received} />
      <div className="col-span-2 flex min-w-0 items-center gap-4 sm:col-span-1">
        {line.image && <Illustration src={line.image} alt="" className="w-14 shrink-0" />}
        <div className="min-w-0">
          <p className="leading-5 font-semibold">
            {line.title}
            {line.variantTitle && <span className="font-normal"> · {line.variantTitle}</span>}
          </p>
          <p className="font-mono text-sm text-muted">{line.sku}</p>
          {line.lot && (
            <p className="text-sm">
              Lot <span className="font-mono">{line.lot}</span>
              {line.expiresAt && (
                <>
                  , expires <Time at={line.expiresAt} style="date" />
                </>
              )}
            </p>
          )}
          <p className="tabular mt-0.5 flex items-center gap-1.5 text-sm">
            {complete && <Check aria-hidden className="size-4 text-positive" strokeWidth={3} />}
            {left} of {line.quantity} still to come
          </p>
        </div>
      </div>
      <TextField
        name={`came-${line.id}`}
        label="Came now"
        {...number}
        max={left}
        value={tally.came}
        onChange={(event) => onChange({ came: event.target.value })}
        error={errorOf(`came-${line.id}`)}
      />
      <TextField
        name={`damaged-${line.id}`}
        label="Damaged"
        {...number}
        max={left}
        value={tally.damaged}
        onChange={(event) => onChange({ damaged: event.target.value })}
        error={errorOf(`damaged-${line.id}`)}
      />
    </li>
  );
}
