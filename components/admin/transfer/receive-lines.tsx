"use client";

import { useState } from "react";
import { beep } from "@/components/admin/fulfilment/beeps";
import { useAwake } from "@/components/admin/use-awake";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/choice";
import { SubmitButton } from "@/components/ui/submit-button";
import type { TransferLine } from "@/server/domain/transfer/transfer.queries";
import { ReceiveLine } from "./receive-line";
import type { ReceiveState } from "./receive-state";
import { ScanField } from "./scan-field";
import { everything, leftOf, none, scanOnto, unitsOf } from "./tally";
import { useTally } from "./use-tally";

type Word = { tone: "positive" | "critical"; title: string; detail?: string; at: number };
type Props = { transfer: string; lines: readonly TransferLine[]; state: ReceiveState };

/** What is still to come, with how much of it is here now. */
export function ReceiveLines({ transfer, lines, state }: Props) {
  const awake = useAwake();
  const open = lines.filter((line) => leftOf(line) > 0);
  const [tally, setTally] = useTally(transfer, lines, state.typed);
  const [damaged, setDamaged] = useState(false);
  const [word, setWord] = useState<Word | null>(null);
  const errorOf = (id: string) => state.faults.find((fault) => fault.id === id)?.message;
  const came = open.reduce((sum, { id }) => sum + unitsOf((tally[id] ?? none).came), 0);
  const allCame = open.every((line) => unitsOf((tally[line.id] ?? none).came) === leftOf(line));

  const scan = (code: string, quantity: number) => {
    const next = scanOnto(tally, open, { code, quantity, damaged });
    setDamaged(false);
    if (!next.ok) {
      beep("wrong");
      setWord({ tone: "critical", title: "That didn't work", detail: next.why, at: Date.now() });
      return;
    }
    beep("right");
    setTally(next.tally);
    const detail = next.left === 0 ? "That was the last one." : `${next.left} still to come.`;
    setWord({ tone: "positive", title: `${next.line.title}: ${next.came} here`, detail, at: Date.now() });
  };

  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,24rem)_minmax(0,1fr)] lg:gap-10">
      <div className="grid gap-4 lg:sticky lg:top-4">
        {awake && (
          <ScanField onScan={scan} button="It came" waits={state.faults.length > 0}>
            <Checkbox
              label="This one is damaged"
              hint="It is set aside when it is received."
              checked={damaged}
              onChange={(event) => setDamaged(event.target.checked)}
            />
          </ScanField>
        )}
        <div aria-live="assertive">
          {word && (
            <Callout key={word.at} tone={word.tone} title={word.title}>
              {word.detail}
            </Callout>
          )}
        </div>
      </div>
      <div className="grid gap-4">
        <ul className="border-t border-line">
          {open.map((line) => (
            <ReceiveLine
              key={line.id}
              line={line}
              tally={tally[line.id] ?? none}
              errorOf={errorOf}
              onChange={(what) => setTally({ ...tally, [line.id]: { ...none, ...tally[line.id], ...what } })}
            />
          ))}
        </ul>
        <div className="flex flex-wrap gap-2">
          <SubmitButton
            size="lg"
            pendingLabel="Receiving…"
            disabled={awake && came === 0}
            className="max-sm:w-full"
          >
            {awake && came > 0 ? `Receive ${came} ${came === 1 ? "unit" : "units"}` : "Receive what came"}
          </SubmitButton>
          {awake && !allCame && (
            <Button size="lg" className="max-sm:w-full" onClick={() => setTally(everything(open, tally))}>
              Everything came
            </Button>
          )}
        </div>
      </div>
    </div>
  );
}
