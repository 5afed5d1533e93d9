"use client";

import { type KeyboardEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { CodeInput, useCodeBox } from "../code-input";

type Props = {
  onScan: (code: string, quantity: number) => void;
  /** What a press of the button beside the box does. */
  button: string;
  /** Whether it takes the focus when it appears; not when something that is wrong has to be read first. */
  waits?: boolean;
  /** More to say of the next scan, such as its state. */
  children?: ReactNode;
};

/**
 * Takes what a scanner types, ended by Enter, inside a larger form that Enter must not send.
 */
export function ScanField({ onScan, button, waits = false, children }: Props) {
  const box = useCodeBox(true, { focus: !waits });
  const [units, setUnits] = useState("1");

  const take = () => {
    const input = box.current;
    const code = input?.value.trim();
    if (!input || !code) return;
    onScan(code, Math.max(1, Math.round(Number(units)) || 1));
    input.value = "";
    setUnits("1");
    input.focus();
  };
  const onEnter = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    take();
  };

  return (
    <div className="grid gap-2">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <label htmlFor="scan" className="mb-1.5 block text-sm font-semibold">
            Scan an item
          </label>
          <CodeInput box={box} id="scan" onKeyDown={onEnter} />
        </div>
        <div className="w-20 shrink-0">
          <label htmlFor="scan-units" className="mb-1.5 block text-sm font-semibold">
            Units
          </label>
          <Input
            id="scan-units"
            type="number"
            inputMode="numeric"
            min={1}
            value={units}
            onChange={(event) => setUnits(event.target.value)}
            onFocus={(event) => event.target.select()}
            onKeyDown={onEnter}
            className="text-center"
          />
        </div>
        <Button size="lg" onClick={take} className="max-sm:hidden">
          {button}
        </Button>
      </div>
      {children}
      <Button size="lg" wide onClick={take} className="sm:hidden">
        {button}
      </Button>
    </div>
  );
}
