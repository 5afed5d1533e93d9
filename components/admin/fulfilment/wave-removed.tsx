import { PackageX } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { holdWords } from "@/server/domain/order/hold";
import { isOff } from "@/server/domain/wave/wave";
import type { Tote } from "@/server/domain/wave/wave.queries";
import type { WalkWork } from "./use-walk";

/** Totes that something happened to on the way: what to do with them, and the word that it is done. */
export function WaveRemoved({ work: { walk, leave } }: { work: WalkWork }) {
  const totes = walk.totes.filter((tote) => isOff(tote) || (tote.held && tote.status === "picking"));
  return totes.map((tote) => {
    const { title, text, done } = wordsOf(tote);
    return (
      <Callout
        key={tote.shipment}
        tone={tote.status === "cancelled" ? "critical" : "warning"}
        live="alert"
        title={title}
      >
        {text}
        <Back tote={tote} />
        <Button
          size="lg"
          className="mt-2 max-sm:w-full"
          icon={<PackageX aria-hidden />}
          pending={leave.isPending}
          onClick={() => {
            if (!leave.isPending) leave.mutate({ wave: walk.number, shipment: tote.shipment });
          }}
        >
          {done}
        </Button>
      </Callout>
    );
  });
}

function wordsOf({ slot, shipment, status, held }: Tote): { title: string; text: string; done: string } {
  if (status === "cancelled")
    return {
      title: `Tote ${slot} is cancelled`,
      text: `${shipment} will not be sent. Put its units back.`,
      done: `Tote ${slot} is empty`,
    };
  if (status === "assigned")
    return {
      title: `Tote ${slot} was called back`,
      text: `A colleague put ${shipment} back in the queue. Empty the tote.`,
      done: `Tote ${slot} is empty`,
    };
  return {
    title: `Tote ${slot} is on hold${held ? `: ${holdWords[held].toLowerCase()}` : ""}`,
    text: `${shipment} gets nothing more until a manager has lifted the hold. Leave it on the trolley, or put its units back.`,
    done: `Put tote ${slot} back in the queue`,
  };
}

/** Which units lie in it, and where they belong. */
function Back({ tote }: { tote: Tote }) {
  const inside = tote.status === "assigned" ? [] : tote.lines.filter((line) => line.picked > 0);
  if (inside.length === 0) return null;
  return (
    <ul className="mt-1">
      {inside.map((line) => (
        <li key={`${line.stockLevelId}-${line.sku}`}>
          <span className="tabular font-semibold">{line.picked} ×</span> {line.title}
          {line.bin && (
            <>
              {" "}
              to <span className="font-mono font-semibold">{line.bin}</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
