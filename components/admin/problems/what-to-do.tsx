import type { ReactNode } from "react";
import type { IssueDetail } from "@/server/domain/shipment/issue.queries";
import type { ShipmentIssueKind } from "@/server/domain/shipment/shipment";
import { formatMoney } from "@/server/kernel/money";
import { NoteForm } from "./note-form";
import { SettleForm } from "./settle-form";
import type { SettleState } from "./settle-state";

type Act = (state: SettleState, form: FormData) => Promise<SettleState>;
type Props = {
  issue: IssueDetail;
  manager: boolean;
  carrier: string;
  actions: { close: Act; arrived: Act; takeIn: Act; giveUp: Act };
};

const advice: Record<ShipmentIssueKind, string> = {
  exception:
    "Find out what the carrier needs, often a better address or another day, and note what was arranged.",
  delayed: "The customer has been told. Ask the carrier, and note what it says.",
  silent:
    "Nobody has scanned it for days. Ask the carrier to search for it; after two weeks it rarely turns up.",
  returned: "When it is here, count what is in it. The customer has been told that it comes back.",
};

/** What a person can do about a problem; the numbers and the money are a manager's. */
export function WhatToDo({ issue, manager, carrier, actions }: Props) {
  const shared = {
    issue: issue.id,
    contents: issue.contents,
    unsure: issue.unsure,
    worth: formatMoney(issue.worth),
    carriage: issue.carriage.amount > 0 ? formatMoney(issue.carriage) : null,
  };
  if (issue.ended)
    return (
      <p className="py-2.5 text-sm text-muted">Nothing any more: the parcel’s way has come to its end.</p>
    );
  return (
    <div className="grid gap-5 py-3">
      <p className="text-sm">{advice[issue.kind]}</p>
      {!manager && <p className="text-sm text-muted">A manager takes goods back and closes problems.</p>}
      {manager && issue.kind === "returned" && (
        <Step title="It is back" open>
          <SettleForm action={actions.takeIn} how="back" {...shared} />
        </Step>
      )}
      {manager && !issue.closedAt && (
        <Step title="Note and close" open={issue.kind !== "returned"}>
          <NoteForm
            action={actions.close}
            issue={issue.id}
            id="note"
            label="What was done"
            hint={`It leaves the list until ${carrier} reports something new.`}
            press="Close the problem"
          />
        </Step>
      )}
      {manager && (
        <Step title="The customer has it">
          <NoteForm
            action={actions.arrived}
            issue={issue.id}
            id="note-arrived"
            label="How we know"
            hint="The parcel then counts as delivered, whatever the carrier says."
            press="Mark as delivered"
          />
        </Step>
      )}
      {manager && (
        <Step title="It is lost">
          <SettleForm action={actions.giveUp} how="lost" {...shared} />
        </Step>
      )}
    </div>
  );
}

/** One way out; the others stay folded. */
const Step = ({ title, open, children }: { title: string; open?: boolean; children: ReactNode }) => (
  <details open={open} className="group border-t pt-3">
    <summary className="min-h-8 cursor-pointer rounded-xs font-semibold">{title}</summary>
    <div className="pt-3">{children}</div>
  </details>
);
