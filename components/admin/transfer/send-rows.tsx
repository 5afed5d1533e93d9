"use client";

import { useEffect, useRef, useState } from "react";
import { useAwake } from "@/components/admin/use-awake";
import { Button } from "@/components/ui/button";
import { ScanField } from "./scan-field";
import { SendLine } from "./send-line";
import { emptyRow, isBlank, type SendRow } from "./send-state";

type Props = {
  from: string;
  initial: readonly SendRow[];
  errorOf: (id: string) => string | undefined;
  refused: boolean;
  onUnits: (units: number) => void;
};

type Line = SendRow & { key: number };

/** The lines of a transfer. A scan adds a line, or one more unit to the line that has it already. */
export function SendRows({ from, initial, errorOf, refused, onUnits }: Props) {
  const awake = useAwake();
  const next = useRef(initial.length);
  const [lines, setLines] = useState<Line[]>(() => initial.map((row, key) => ({ ...row, key })));
  const units = lines.reduce((sum, { quantity }) => sum + Math.max(0, Math.round(Number(quantity)) || 0), 0);
  useEffect(() => onUnits(units), [units, onUnits]);

  const scan = (code: string, quantity: number) =>
    setLines((now) => {
      const known = now.find((line) => line.sku.toLowerCase() === code.toLowerCase() && line.lot === "");
      if (known)
        return now.map((line) =>
          line === known ? { ...line, quantity: `${Number(line.quantity) + quantity}` } : line,
        );
      next.current += 1;
      return [...now, { ...emptyRow, sku: code, quantity: `${quantity}`, key: next.current }];
    });
  const change = (key: number, what: Partial<SendRow>) =>
    setLines((now) => now.map((line) => (line.key === key ? { ...line, ...what } : line)));

  // Without scripts nobody can add a line: there are some to fill.
  const shown: Line[] = awake
    ? lines
    : [...lines, ...Array.from({ length: 4 }, (_, at) => ({ ...emptyRow, quantity: "", key: 1000 + at }))];
  return (
    <fieldset className="grid min-w-0 gap-4">
      <legend className="mb-2 text-lg font-semibold">Goods</legend>
      {awake && <ScanField onScan={scan} button="Add it" waits={refused} />}
      {shown.length > 0 ? (
        <ul className="border-t border-line">
          {shown.map((line, at) => (
            <SendLine
              key={line.key}
              {...{ at, from, line, errorOf }}
              onChange={(what) => change(line.key, what)}
              onRemove={() => setLines((now) => now.filter(({ key }) => key !== line.key))}
            />
          ))}
        </ul>
      ) : (
        <p className="text-sm text-muted">
          {errorOf("sku-0") ? (
            <strong className="font-medium text-critical">Scan or type what to send first.</strong>
          ) : (
            "Nothing yet. Each scan adds one unit, or as many as you enter beside it."
          )}
        </p>
      )}
      {awake && lines.length > 0 && !lines.some(isBlank) && (
        <div>
          <Button
            look="quiet"
            size="sm"
            onClick={() => {
              next.current += 1;
              const key = next.current;
              setLines((now) => [...now, { ...emptyRow, key }]);
            }}
          >
            Add a line by hand
          </Button>
        </div>
      )}
    </fieldset>
  );
}
