import type { ReactNode } from "react";
import { actorWords } from "@/components/admin/status-words";
import { Callout } from "@/components/ui/callout";
import { Time } from "@/components/ui/time";
import { holdWords } from "@/server/domain/order/hold";
import type { HoldReason } from "@/server/domain/order/order";
import { FindReplacement } from "./find-replacement";
import { LiftHold } from "./lift-hold";

type Hold = { id: string; reason: HoldReason; note: string; placedBy: string; placedAt: Date };
type Props = {
  number: string;
  holds: readonly Hold[];
  manager: boolean;
  /** "Cancel and refund…", where the order's state allows it. */
  cancel: ReactNode;
  timeZone: string;
};

/** What keeps an order here: why, since when, by whom, and what a manager can do about it. */
export function OrderHolds({ number, holds, manager, cancel, timeZone }: Props) {
  return holds.map((hold) => (
    <Callout
      key={hold.id}
      tone="warning"
      title={`On hold: ${holdWords[hold.reason].toLowerCase()}`}
      className="mb-4"
    >
      <p>{hold.note}</p>
      <p className="mt-1 text-muted">
        Since <Time at={hold.placedAt} timeZone={timeZone} />,{" "}
        {hold.placedBy.startsWith("policy:") ? "noticed by itself" : `by ${actorWords(hold.placedBy)}`}.{" "}
        {manager
          ? "Nothing of it is picked, packed or sent until the hold is lifted."
          : "A manager has to lift the hold before it can be picked, packed or sent."}
      </p>
      {manager && (
        <div className="mt-3 flex flex-wrap items-start gap-2">
          {hold.reason === "stock_expired" ? (
            <FindReplacement number={number} cancel={cancel} />
          ) : (
            <LiftHold number={number} reason={hold.reason} />
          )}
        </div>
      )}
    </Callout>
  ));
}
