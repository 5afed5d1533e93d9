"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { unreachable } from "@/server/kernel/errors";
import { CodeBox } from "./code-box";
import { shelves } from "./count-words";
import { AddStep, ChooseLot } from "./lot-step";
import { UnitsStep } from "./units-step";
import type { CountWork } from "./use-count";

/** The one thing to do now. */
export function CountStep({ work, awake }: { work: CountWork; awake: boolean }) {
  const { sheet, number, step, scan, choose, count, back, enter, add } = work;
  if (sheet.status === "closed" || sheet.status === "cancelled")
    return (
      <Callout
        tone={sheet.status === "closed" ? "positive" : "neutral"}
        title={sheet.status === "closed" ? "This count is closed" : "This list was given up"}
      >
        {sheet.status === "closed"
          ? "What was found is in the ledger."
          : "What had been booked on it stays booked; nothing more can be counted here."}
      </Callout>
    );
  switch (step.ask) {
    case "code":
      return (
        <div className="grid gap-4">
          <CodeBox label="Scan a shelf" awake={awake} onCode={scan} />
          <Ending work={work} />
        </div>
      );
    case "lot":
      return (
        <div className="grid gap-4">
          <CodeBox label="Scan the lot or another shelf" awake={awake} onCode={scan} />
          <ChooseLot lines={step.lines} onChoose={choose} onBack={back} />
        </div>
      );
    case "units": {
      const line = sheet.lines.find((one) => one.id === step.line);
      if (!line) return null;
      return (
        <UnitsStep
          key={line.id}
          line={line}
          pending={enter.isPending}
          onUnits={(typed) => count(line.id, typed)}
          onBack={back}
        />
      );
    }
    case "add":
      return (
        <div className="grid gap-4">
          {!step.lots && <CodeBox label="Scan a shelf" awake={awake} onCode={scan} />}
          <AddStep
            code={step.code}
            lots={step.lots}
            pending={add.isPending}
            onAdd={(more) => add.mutate({ number, code: step.code, ...more })}
            onBack={back}
          />
        </div>
      );
    default:
      return unreachable(step);
  }
}

/** All is counted: close it. Some is not: it can be given up. */
function Ending({ work: { sheet, number, close, cancel } }: { work: CountWork }) {
  if (sheet.toCount === 0 && sheet.toApprove > 0)
    return (
      <Callout tone="warning" title="Everything is counted">
        {sheet.toApprove === 1 ? "One difference waits" : `${sheet.toApprove} differences wait`} for a
        manager.
      </Callout>
    );
  if (sheet.toCount === 0)
    return (
      <Button
        look="primary"
        size="lg"
        wide
        pending={close.isPending}
        onClick={() => !close.isPending && close.mutate({ number })}
      >
        Close the count
      </Button>
    );
  if (sheet.toApprove > 0 || sheet.source === "file") return null;
  return (
    <ConfirmDialog
      trigger={
        <Button look="link" className="justify-self-start">
          Give this list up
        </Button>
      }
      title={`Give ${number} up?`}
      confirmLabel="Give it up"
      cancelLabel="Go on counting"
      pending={cancel.isPending}
      onConfirm={() => cancel.mutate({ number })}
    >
      {shelves(sheet.toCount)} will stay uncounted. What is booked already stays booked. A list that was given
      up can't be opened again.
    </ConfirmDialog>
  );
}
