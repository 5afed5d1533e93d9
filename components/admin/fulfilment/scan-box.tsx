"use client";

import { type FormEvent, useState } from "react";
import { buttonStyle } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { CodeInput, useCodeBox } from "../code-input";
import type { BenchWork } from "./use-bench";

/** Takes what a scanner types, ended by Enter, or what a person types. */
export function ScanBox({ work: { pick, shipment }, awake }: { work: BenchWork; awake: boolean }) {
  const box = useCodeBox(awake);
  const [units, setUnits] = useState("1");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = box.current;
    const code = input?.value.trim();
    if (!input || !code) return;
    pick.mutate({ shipment, code, quantity: Math.max(1, Math.round(Number(units)) || 1) });
    // Free for the next scan at once; picks are sent one after the other.
    input.value = "";
    setUnits("1");
    input.focus();
  };

  return (
    <form onSubmit={submit} className="grid gap-2">
      <div className="flex gap-2">
        <div className="min-w-0 flex-1">
          <label htmlFor="code" className="mb-1.5 block text-sm font-semibold">
            Scan an item
          </label>
          <CodeInput box={box} id="code" name="code" className="h-16 text-lg" />
        </div>
        <div className="w-20 shrink-0">
          <label htmlFor="units" className="mb-1.5 block text-sm font-semibold">
            Quantity
          </label>
          <Input
            id="units"
            type="number"
            inputMode="numeric"
            min={1}
            max={9999}
            value={units}
            onChange={(event) => setUnits(event.target.value)}
            onFocus={(event) => event.target.select()}
            className="h-16 text-center text-lg"
          />
        </div>
      </div>
      <button type="submit" className={buttonStyle({ look: "primary", size: "lg", wide: true })}>
        Pick it
      </button>
    </form>
  );
}
