import { PackageOpen, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { holdWords } from "@/server/domain/order/hold";
import { unreachable } from "@/server/kernel/errors";
import { LabelStep } from "./label-step";
import { PackStep } from "./pack-step";
import { PickStep } from "./pick-step";
import { ShippedStep, ShipStep } from "./ship-step";
import type { BenchWork } from "./use-bench";
import { VoidLabels } from "./void-labels";
import { WaitingScans } from "./waiting-scans";

type Props = { work: BenchWork; mine: boolean; picked: boolean; awake: boolean };

/** The one thing to do now. */
export function BenchStep({ work, mine, picked, awake }: Props) {
  const { bench, shipment, start, putBack } = work;
  if (bench.holds.length > 0) return <HeldStep work={work} />;
  switch (bench.status) {
    case "assigned":
      return (
        <Step words={`${unitsOf(bench.lines)} to fetch. Starting takes the shipment off the queue for you.`}>
          <Button
            data-primary
            look="primary"
            size="lg"
            wide
            pending={start.isPending}
            onClick={once(start, { shipment })}
          >
            Start picking
          </Button>
        </Step>
      );
    case "picking":
      if (!mine)
        return (
          <Callout
            tone="warning"
            title={`${bench.picker ?? "Somebody else"} is picking this shipment`}
            action={
              <ConfirmDialog
                trigger={<Button size="lg">Put back</Button>}
                title={`Put ${shipment} back in the queue?`}
                confirmLabel="Put it back"
                cancelLabel="Leave it"
                danger={false}
                pending={putBack.isPending}
                onConfirm={once(putBack, { shipment })}
              >
                What {bench.picker ?? "the other picker"} has picked starts again from nothing. Speak to them
                first.
              </ConfirmDialog>
            }
          >
            Take another one from the queue, or put this one back to take it over.
          </Callout>
        );
      return (
        <Step>
          {picked ? (
            <PackStep work={work} />
          ) : (
            <PickStep picking={work.picking} word={work.word} totes={false} awake={awake} />
          )}
          <WaitingScans sending={work.picking.sending} />
          <Button
            look="quiet"
            size="lg"
            icon={<Undo2 aria-hidden />}
            pending={putBack.isPending}
            onClick={once(putBack, { shipment })}
          >
            Put back in the queue
          </Button>
        </Step>
      );
    case "packed":
      return <LabelStep work={work} />;
    case "labelled":
      return <ShipStep work={work} />;
    case "shipped":
    case "delivered":
      return <ShippedStep work={work} />;
    case "cancelled":
      return (
        <Callout tone="critical" live="alert" title="This shipment is cancelled">
          Put everything back on its shelf. Its units can be sold again already.
        </Callout>
      );
    default:
      return unreachable(bench.status);
  }
}

/** On hold it only goes back a step: into the queue, or out of its box. */
function HeldStep({ work }: { work: BenchWork }) {
  const { bench, shipment, putBack, unpack } = work;
  const back =
    bench.status === "picking"
      ? { words: "Put back in the queue", icon: <Undo2 aria-hidden />, action: putBack }
      : bench.status === "packed" && bench.labels.length === 0
        ? { words: "Open the box again", icon: <PackageOpen aria-hidden />, action: unpack }
        : null;
  return (
    <Step>
      {bench.holds.map(({ reason, note }) => (
        <Callout
          key={reason}
          tone="warning"
          live="status"
          title={`On hold: ${holdWords[reason].toLowerCase()}`}
        >
          {note} Leave it until a manager has lifted the hold.
        </Callout>
      ))}
      {back && (
        <Button
          size="lg"
          icon={back.icon}
          pending={back.action.isPending}
          onClick={once(back.action, { shipment })}
        >
          {back.words}
        </Button>
      )}
      {(bench.status === "labelled" || bench.status === "packed") && <VoidLabels work={work} />}
      <ButtonLink href="/admin/fulfilment" look="primary" size="lg" wide>
        Back to the queue
      </ButtonLink>
    </Step>
  );
}

function Step({ words, children }: { words?: string; children: ReactNode }) {
  return (
    <div className="grid gap-3">
      {words && <p className="text-muted print:hidden">{words}</p>}
      {children}
    </div>
  );
}

const unitsOf = (lines: readonly { quantity: number }[]): string => {
  const units = lines.reduce((sum, line) => sum + line.quantity, 0);
  return `${units} ${units === 1 ? "unit" : "units"}`;
};

type Action = { isPending: boolean; mutate: (input: { shipment: string }) => void };

/** A second press while the first is on its way does nothing. */
const once = (action: Action, input: { shipment: string }) => () => {
  if (!action.isPending) action.mutate(input);
};
